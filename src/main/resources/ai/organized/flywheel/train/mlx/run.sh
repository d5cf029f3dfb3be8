# run.sh FOLDER N: attempt N of one training, from its data to a model in Ollama.
#
# FOLDER/input/      the data and the settings; moved into work/ at the beginning
# FOLDER/work/       all that this attempt makes; gone at the end, however it ends
# FOLDER/attempts/N  the claim: one attempt of this number, ever
# FOLDER/attempt-N.json, .log, .manifest   how it stands, what it said, what came out; they stay
#
# Every line of the log has its time before it, in seconds since 1970.
cd "$1"
n=$2
mkdir -p attempts
ln -s "$$@$(born $$)" "attempts/$n" 2>/dev/null || exit 0 # another start was faster

step=starting stamper=
at() {
  step=$1
  say_end "$n" running null "$step"
  printf 'flywheel: %s\n' "$step"
}

finish() {
  code=$1
  trap '' TERM INT
  end_tool
  exec >/dev/null 2>&1
  tries=0
  while [ -n "$(born "${stamper:-0}")" ] && [ "$tries" -lt 50 ]; do # it writes what is in the pipe
    tries=$((tries + 1))
    sleep 0.1
  done
  rm -rf input work # the client's data rests nowhere, and a full disk has room again
  if [ "$code" -eq 0 ]; then
    say_end "$n" succeeded 0 done
  elif [ -e "attempt-$n.cancel" ]; then
    say_end "$n" cancelled "$code" "$step"
  else
    say_end "$n" failed "$code" "$step"
  fi
}
trap 'finish $?' EXIT
trap 'exit 143' TERM INT

# One training at a time on this machine: two would run out of memory together.
take_turn() {
  mkdir -p ../turns
  while :; do
    last=$(newest ../turns)
    if ! alive "../turns/$last" && ln -s "$$@$(born $$)" "../turns/$((last + 1))" 2>/dev/null; then
      return
    fi
    [ "$step" = waiting ] || at waiting
    sleep 2
  done
}

# Waits for the tool that was just started: behind a wait, and not in front of it, a signal is acted
# on at once.
await() {
  ln -sf "$!@$(born $!)" work/tool
  wait $!
}

must_have() { [ -s "$1" ] || { echo "flywheel: Error: $1 was not written" && exit 1; }; }

sha256() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }

last_of() { grep -Eo "$1 [0-9.]+" "attempt-$n.log" | tail -n 1; }

manifest() {
  echo "name: $name"
  echo "base model: $model"
  echo "system: $(uname -sm)"
  echo "mlx-lm: $(mlx_version)"
  echo "ollama: $("$ollama" --version)"
  echo "last losses: $(last_of 'Train loss'), $(last_of 'Val loss')"
  sha256 work/input/* work/adapters/adapters.safetensors
}

rm -rf work
mkdir work
mkfifo work/pipe
while IFS= read -r line || [ -n "$line" ]; do printf '%s %.1000s\n' "$(date +%s)" "$line"; done \
  <work/pipe >>"attempt-$n.log" &
stamper=$!
exec >work/pipe 2>&1
mv input work/input
at starting
{
  IFS= read -r model
  IFS= read -r name
  IFS= read -r tools
  IFS= read -r ollama
  IFS= read -r quantize
} <work/input/settings
case $model in "~/"*) model=$HOME/${model#"~/"} ;; esac
tools=${tools:+$tools/}

# Nothing is fetched while a client's data lies here: what is missing was told before.
export HF_HUB_OFFLINE=1 HF_DATASETS_OFFLINE=1 TRANSFORMERS_OFFLINE=1
export HF_HUB_DISABLE_TELEMETRY=1 DO_NOT_TRACK=1 PYTHONUNBUFFERED=1
export PYTHONUTF8=1 # else files are read in what the locale of this bare shell says

"$ollama" list >/dev/null # it is needed at the end: better to know now
take_turn

at training
"${tools}mlx_lm.lora" --model "$model" --config work/input/lora.yaml --train \
  --data work/input --adapter-path work/adapters &
await
must_have work/adapters/adapters.safetensors

at fusing
set -- --model "$model" --adapter-path work/adapters --save-path work/import/fused
# Left quantized, its scales are what Ollama cannot read.
if is_quantized "$(base_folder "$model")"; then set -- "$@" --dequantize; fi
"${tools}mlx_lm.fuse" "$@" &
await
must_have work/import/fused/config.json

at importing
cp work/input/Modelfile work/import/Modelfile
set -- create "$name" -f Modelfile
if [ -n "$quantize" ]; then set -- "$@" -q "$quantize"; fi
(cd work/import && exec "$ollama" "$@") &
await

at confirming
"$ollama" list | awk -v name="$name" 'tolower($1) == tolower(name) { there = 1 } END { exit !there }'
manifest >"attempt-$n.manifest" || echo 'flywheel: the manifest is not whole'
