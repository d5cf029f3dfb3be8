# start.sh FOLDER [again]: starts the next attempt unless one runs or has succeeded. Says "running",
# "succeeded", "data" (there is nothing to train with: send it first) or "slow".
#
# again: what has succeeded is done again, because its model is gone.
cd "$1" 2>/dev/null || { echo data && exit; }
n=$(newest attempts)
if [ "$n" != 0 ] && ! ended "$n" && alive "attempts/$n"; then
  echo running
  exit
fi
if [ -z "${2:-}" ] && grep -q '"state":"succeeded"' "attempt-$n.json" 2>/dev/null; then
  rm -rf input
  echo succeeded
  exit
fi
end_tool # of an attempt that was killed
for each in train.jsonl valid.jsonl lora.yaml Modelfile settings complete ../run.sh; do
  [ -e "input/$each" ] || { echo data && exit; }
done

next=$((n + 1))
set -- /bin/sh ./run.sh . "$next"
if command -v caffeinate >/dev/null; then set -- caffeinate -dims "$@"; fi
# As nohup does, which on macOS wants a console to leave.
(trap '' HUP && exec "$@") >>"attempt-$next.log" 2>&1 </dev/null &

tries=0
while [ ! -h "attempts/$next" ]; do
  tries=$((tries + 1))
  [ "$tries" -le 100 ] || { echo slow && exit; }
  sleep 0.1
done
echo running
