# look.sh FOLDER: how the newest attempt stands, and the end of what it said.
cd "$1" 2>/dev/null || { echo attempt=0 && exit; }
n=$(newest attempts)
echo "attempt=$n"
# First whether it lives, then what it says: what says nothing though dead will say nothing more.
if alive "attempts/$n"; then echo life=live; else echo life=dead; fi
echo "status=$(cat "attempt-$n.json" 2>/dev/null || true)"
echo "iters=$(sed -n 's/^iters: //p' work/input/lora.yaml 2>/dev/null || true)"
echo log:
tail -c 8000 "attempt-$n.log" 2>/dev/null || true
