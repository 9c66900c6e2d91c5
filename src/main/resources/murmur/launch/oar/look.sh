# usage: look.sh FOLDER MACHINES JOB
# Prints for each machine: number, node, phase, and what belongs to it; then how the job ends, once that is clear. What
# other jobs have left counts only where JOB is "last".
cd -- "$1" && ls >/dev/null || exit
current=$(cat current 2>/dev/null)
[ "$3" = last ] || [ "$3" = "$current" ] || current=none
own=attempts/$current
machine=0
while [ "$machine" -lt "$2" ]; do
    node=$(sed -n "$((machine + 1))p" "$own/nodes" 2>/dev/null)
    host=$own/host$machine
    if [ -f "$host/status" ]; then phase="ended $(cat "$host/status")"
    elif [ -f "$host/lost" ]; then phase=lost
    elif [ -f "$host/log" ]; then phase=running
    else phase=waiting
    fi
    echo "$machine ${node:--} $phase $(grep '^iteration ' "$host/log" 2>/dev/null | tail -n 1)"
    machine=$((machine + 1))
done
if [ -f "$own/ending" ]; then echo "ending $(cat "$own/ending")"; fi
