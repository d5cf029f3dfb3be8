# What every script here begins with. Plain sh and what macOS and Linux both have: no setsid, no
# flock, no readlink -f. Arguments are data: always in quotes, never run.
#
# A claim is a symbolic link that points to PID@BIRTH of the process that made it: made in one step,
# so that one of many wins, and never unmade, so that nobody takes a newer one for an older one.
set -eu
umask 077

# born PID: when this process began, in one word; nothing when it is gone (a zombie is gone).
born() {
  if [ -r /proc/self/stat ]; then
    { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null || true; } | awk '$1 != "Z" { print $20 }'
  else
    # One option each: what follows a = is a heading to the ps of macOS, commas and all.
    { LC_ALL=C ps -o stat= -o lstart= -p "$1" 2>/dev/null || true; } |
      awk '$1 !~ /^Z/ { print $2 "_" $3 "_" $4 "_" $5 "_" $6 }'
  fi
}

# newest FOLDER: the highest number claimed there; 0 when there is none.
newest() { ls "$1" 2>/dev/null | sort -n | tail -n 1 | grep . || echo 0; }

# alive CLAIM: whether the process that made it still runs.
alive() {
  claim=$(readlink "$1" 2>/dev/null) || return 1
  [ -n "${claim#*@}" ] && [ "$(born "${claim%%@*}")" = "${claim#*@}" ]
}

# below PID: all processes that it started, and that they started.
below() {
  ps -A -o pid= -o ppid= | awk -v root="$1" '
    { parent[$1] = $2 }
    END {
      for (pid in parent) {
        at = parent[pid]
        while (at in parent && at + 0 != root + 0 && at + 0 > 1) at = parent[at]
        if (at + 0 == root + 0) print pid
      }
    }'
}

# end_tool: ends the tool that works here, and all that it started; it may outlive who started it.
end_tool() {
  if alive work/tool; then
    claim=$(readlink work/tool)
    kill -KILL "${claim%%@*}" $(below "${claim%%@*}") 2>/dev/null || true
  fi
}

# ended N: whether attempt N has said how it ended.
ended() {
  grep -Eq '"state":"(succeeded|failed|cancelled)"' "attempt-$1.json" 2>/dev/null
}

# say_end N STATE EXIT STEP: whole or not at all.
say_end() {
  printf '{"state":"%s","exit":%s,"step":"%s","attempt":%s}\n' "$2" "$3" "$4" "$1" \
    >"attempt-$1.json.part"
  mv "attempt-$1.json.part" "attempt-$1.json"
}

# base_folder MODEL: the folder of a model that is a path, or stands in the cache of the hub.
base_folder() {
  case $1 in /*) echo "$1" && return ;; esac
  cached=${HF_HUB_CACHE:-${HF_HOME:-$HOME/.cache/huggingface}/hub}/models--$(
    printf '%s' "$1" | sed 's,/,--,g'
  )
  if [ -r "$cached/refs/main" ]; then
    echo "$cached/snapshots/$(cat "$cached/refs/main")"
  else
    echo "$cached"
  fi
}

# is_quantized FOLDER
is_quantized() { grep -Eq '"quantization(_config)?" *: *\{' "$1/config.json"; }

# mlx_version: of the tools in $tools; those before 2025 had no program of this name.
mlx_version() {
  "${tools}mlx_lm" --version 2>/dev/null || "${tools}python3" -m mlx_lm --version 2>/dev/null
}

# A shell that nobody logged in to knows neither Homebrew nor Ollama's application.
PATH=$PATH:/opt/homebrew/bin:/usr/local/bin
