#!/bin/sh
# Runs on the first machine of an OAR job, in a folder that all its machines share: starts a host on each of them, waits
# for all, and has them end when it is told to (SIGTERM, or a file called stop). Whoever launched need not be there.
# Made beside it: job (who runs this), nodes, ip.json, and for machine m a folder host<m> with log, status, or lost.
# usage: sh job.sh MACHINES [NODE]…     without nodes: those of $OAR_NODEFILE, each once, in their order
set -u
umask 077
cd -- "$(dirname -- "$0")" || exit 1
machines=$1
shift

# Of several jobs that were made for the same launch one runs it.
mine=job.$(hostname).$$
echo "${OAR_JOB_ID:-adopted}" >"$mine"
if ! ln "$mine" job 2>/dev/null; then
    rm -f "$mine"
    exit 2
fi
rm -f "$mine"
exec >oar.out 2>oar.err

if [ $# = 0 ]; then awk '!seen[$0]++' "$OAR_NODEFILE"; else printf '%s\n' "$@"; fi | head -n "$machines" >nodes
if [ "$(wc -l <nodes)" -lt "$machines" ]; then
    echo "$machines machines are needed, the job has $(wc -l <nodes)" >&2
    exit 2
fi
awk '{ printf "%s\"%d\": \"%s\"", (NR > 1 ? ", " : "{"), NR - 1, $0 } END { print "}" }' nodes >ip.json

# Whatever is connected reads from this pipe, and finds its end when its one writer is gone.
private=$(mktemp -d) || exit 1
mkfifo "$private/hold" || exit 1
sleep 2147483647 >"$private/hold" &
keeper=$!
stopping=
trap stop TERM INT USR2
stop() { stopping=1 && kill "$keeper" 2>/dev/null; }

# The node's shell reads what is given to a connection.
folder="'$(pwd | sed "s/'/'\\\\''/g")'"
machine=0
while IFS= read -r node; do
    mkdir -p "host$machine"
    (
        # What this job is told to is not for the connections.
        trap '' TERM INT USR2
        sh ./connect.sh "$node" "sh $folder/node.sh $machine" <"$private/hold" >>"host$machine/connection" 2>&1
        status=$?
        # Unless the node has noted how its host ended.
        [ "$status" = 0 ] || [ -e "host$machine/status" ] || echo "$status" >"host$machine/lost"
        echo "$status" >"$private/done$machine"
    ) &
    machine=$((machine + 1))
done <nodes

while :; do
    set -- "$private"/done*
    [ -e "$1" ] && [ $# = "$machines" ] && break
    # Reading the folder has a network's file system look anew.
    if [ -z "$stopping" ] && ls >/dev/null && [ -e stop ]; then stop; fi
    sleep 1 &
    wait $!
done
failed=$(cat "$private"/done* | grep -cvx 0)
kill "$keeper" 2>/dev/null
rm -rf "$private"
[ "$failed" = 0 ] || exit 3
