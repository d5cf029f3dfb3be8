# check.sh FOLDER TOOLS OLLAMA MODEL: whether this machine could train; sends and changes nothing.
tools=${2:+$2/} ollama=$3 model=$4
case $model in "~/"*) model=$HOME/${model#"~/"} ;; esac
works() { if "$@" >/dev/null 2>&1; then echo yes; else echo no; fi; }

echo "system=$(uname -sm)"
echo "version=$(mlx_version | tail -n 1)"
echo "lora=$(works "${tools}mlx_lm.lora" --help)"
echo "fuse=$(works "${tools}mlx_lm.fuse" --help)"
echo "ollama=$(works command -v "$ollama")"
echo "serves=$(works "$ollama" list)"
base=$(base_folder "$model")
if [ -r "$base/config.json" ]; then
  echo base=yes
  # Links, as the hub's cache is made of, count as what they point to.
  echo "base_kb=$(du -skL "$base" | awk '{ print $1 }')"
  if is_quantized "$base"; then echo quantized=yes; else echo quantized=no; fi
else
  echo base=no
fi
folder=$1
while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
echo "free_kb=$(df -Pk "$folder" | awk 'NR == 2 { print $4 }')"
