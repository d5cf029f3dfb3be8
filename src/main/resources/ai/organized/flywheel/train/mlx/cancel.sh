# cancel.sh FOLDER [N]: ends what runs, and all that it started, and takes the client's data away.
#
# N: only when attempt N is the newest, and died without a word.
cd "$1" 2>/dev/null || exit 0
n=$(newest attempts)
[ "${2:-$n}" = "$n" ] || exit 0

if ! ended "$n" && alive "attempts/$n"; then
  [ -z "${2:-}" ] || exit 0
  : >"attempt-$n.cancel"
  claim=$(readlink "attempts/$n")
  kill -TERM "${claim%%@*}" 2>/dev/null || true
  tries=0
  while alive "attempts/$n" && [ "$tries" -lt 100 ]; do
    tries=$((tries + 1))
    sleep 0.1
  done
  if alive "attempts/$n"; then kill -KILL "${claim%%@*}" 2>/dev/null || true; fi
  ended "$n" || say_end "$n" cancelled null unknown
fi
end_tool
rm -rf input work
