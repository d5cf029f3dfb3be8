# listed.sh OLLAMA NAME: says "yes" or "no"; fails when Ollama does not answer.
models=$("$1" list)
printf '%s\n' "$models" |
  awk -v name="$2" 'tolower($1) == tolower(name) { there = 1 } END { print there ? "yes" : "no" }'
