# usage: look.sh FOLDER MACHINES    prints for each machine: number, node, phase, and what belongs to it
cd -- "$1" && ls >/dev/null || exit
machine=0
while [ "$machine" -lt "$2" ]; do
    node=$(sed -n "$((machine + 1))p" nodes 2>/dev/null)
    if [ -f "host$machine/status" ]; then phase="ended $(cat "host$machine/status")"
    elif [ -f "host$machine/lost" ]; then phase=lost
    elif [ -f "host$machine/log" ]; then phase=running
    else phase=waiting
    fi
    echo "$machine ${node:--} $phase $(grep '^iteration ' "host$machine/log" 2>/dev/null | tail -n 1)"
    machine=$((machine + 1))
done
