# log.sh FOLDER N LINE: what attempt N and those after it said after that line, as "N:LINE:TIME TEXT".
# Progress bars are left out: they would be most of it.
cd "$1" 2>/dev/null || exit 0
n=$2 after=$3
last=$(newest attempts)
[ "$n" -ge 1 ] || n=1
while [ "$n" -le "$last" ]; do
  awk -v n="$n" -v after="$after" '
    NR > after && /^[0-9]+ (flywheel: |Iter |Trainable |Starting |Saved final |.WARNING|Error: |libc|[A-Za-z_.]+(Error|Exception)[: ])/ {
      print n ":" NR ":" $0
    }' "attempt-$n.log" 2>/dev/null || true
  n=$((n + 1)) after=0
done | head -n 200
