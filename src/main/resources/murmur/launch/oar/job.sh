# Runs on the first machine of an OAR job, in a folder that all its machines share: starts a host on each of them, waits
# for all, and has them end when it is told to (SIGTERM, or a file called stop). Whoever launched need not be there.
# When the walltime or the loss of a machine ended the run, it ends with 99: OAR then resubmits the job, and in the new
# one the hosts go on from their checkpoints.
# Made beside it: job (the first job of those that may run this), current (the one that does, or did last), ip.json, and
# attempts/<job> with nodes, out, err, ending and, for machine m, a folder host<m> with log, status, or lost.
# usage: sh job.sh MACHINES [NODE]…     without nodes: those of $OAR_NODEFILE, each once, in their order
# Set above: resubmissions, how often OAR may; goes_on, unless the loss of a machine ends the run; shortest, the seconds
# that a job must have lasted for OAR to resubmit it; pause, the seconds between two looks.
set -u
umask 077
cd -- "$(dirname -- "$0")" || exit 1
machines=$1
shift

# So many looks the others may go on once one host has ended; those that do not answer are then taken for lost.
grace=60
begun=$(date +%s)

# Of several jobs that were made for the same launch one runs it, and what OAR resubmits of that, which keeps the number
# of its array.
id=${OAR_JOB_ID:-adopted}
first=${OAR_ARRAY_ID:-$id}
mine=job.$(hostname).$$
echo "$first" >"$mine"
ln "$mine" job 2>/dev/null
rm -f "$mine"
[ "$(cat job)" = "$first" ] || exit 2
mkdir -p attempts
mkdir "attempts/$id" 2>/dev/null || exit 2
own=attempts/$id
exec >"$own/out" 2>"$own/err"

# A file that is there whole or not at all, whoever reads it.
note() { cat >"$1.new" && mv "$1.new" "$1"; }
# How this job ends, for the launcher: "again", or "over", and why if hosts do not say it.
conclude() { echo "$*" | note "$own/ending"; }
# Reading the folder has a network's file system look anew.
cancelled() { ls >/dev/null && [ -e stop ]; }
# After how many iterations hosts were saved last; this machine's tell for all.
saved() { ls results/machine0/checkpoints 2>/dev/null | grep -x '[0-9]*' | sort -n | tail -n 1; }

echo "$id" | note current
earlier=$(($(ls attempts | wc -l) - 1))
if cancelled; then
    conclude over
    exit 3
fi
# OAR itself resubmits jobs of the type besteffort.
if [ "$earlier" -gt "$resubmissions" ]; then
    conclude "over not begun, as $resubmissions were before it, see --resubmissions"
    exit 3
fi

if [ $# = 0 ]; then awk '!seen[$0]++' "$OAR_NODEFILE"; else printf '%s\n' "$@"; fi | head -n "$machines" >"$own/nodes"
if [ "$(wc -l <"$own/nodes")" -lt "$machines" ]; then
    echo "$machines machines are needed, the job has $(wc -l <"$own/nodes")" >&2
    conclude over
    exit 2
fi
awk '{ printf "%s\"%d\": \"%s\"", (NR > 1 ? ", " : "{"), NR - 1, $0 } END { print "}" }' "$own/nodes" | note ip.json

# Whatever is connected reads from this pipe, and finds its end when its one writer is gone.
private=$(mktemp -d) || exit 1
mkfifo "$private/hold" || exit 1
sleep 2147483647 >"$private/hold" &
keeper=$!
stopping= warned=
trap 'warned=yes; stop' TERM INT USR2
stop() { stopping=1 && kill "$keeper" 2>/dev/null; }

# What an earlier job has left is gone on with.
resume=
ls -d results/machine* >/dev/null 2>&1 && resume=--resume
before=$(saved)

# The node's shell reads what is given to a connection.
folder="'$(pwd | sed "s/'/'\\\\''/g")'"
machine=0
while IFS= read -r node; do
    mkdir -p "$own/host$machine"
    (
        # What this job is told to is not for the connections.
        trap '' TERM INT USR2
        sh ./connect.sh "$node" "sh $folder/node.sh $own/host$machine $machine $resume" \
            <"$private/hold" >>"$own/host$machine/connection" 2>&1
        status=$?
        # Unless the node has noted how its host ended.
        [ "$status" = 0 ] || [ -e "$own/host$machine/status" ] || echo "$status" >"$own/host$machine/lost"
        echo "$status" >"$private/done$machine"
    ) &
    machine=$((machine + 1))
done <"$own/nodes"

# Whether the run is ending: with the first host, or where others go on without it, with the first that succeeds.
ending() { if [ -n "$goes_on" ]; then grep -qx 0 "$private"/done* 2>/dev/null; else [ -e "$1" ]; fi; }
waited=0
while :; do
    set -- "$private"/done*
    [ -e "$1" ] && [ $# = "$machines" ] && break
    if [ -z "$stopping" ] && cancelled; then stop; fi
    if ending "$1"; then waited=$((waited + 1)); fi
    if [ "$waited" = "$grace" ]; then stop; fi
    [ "$waited" -lt $((grace + 30)) ] || break
    sleep "$pause" &
    wait $!
done

# What became of them. Connections that break end with 255.
succeeded=0 lost=0
machine=0
while [ "$machine" -lt "$machines" ]; do
    status=$(cat "$private/done$machine" 2>/dev/null || echo 255)
    if [ "$status" = 0 ]; then
        succeeded=$((succeeded + 1))
    elif [ "$status" = 255 ]; then
        [ -e "$own/host$machine/status" ] || echo 255 >"$own/host$machine/lost"
        # Of the first job, a machine that was never reached is no loss: it would not be reached again.
        if [ "$earlier" -gt 0 ] || [ -e "$own/host$machine/log" ]; then lost=$((lost + 1)); fi
    fi
    machine=$((machine + 1))
done
kill "$keeper" 2>/dev/null
rm -rf "$private"

# Hosts that failed by themselves would do so again.
if [ "$succeeded" = "$machines" ]; then
    conclude over
    exit 0
elif [ "$resubmissions" = 0 ] || cancelled || { [ -z "$warned" ] && [ "$lost" = 0 ]; } ||
    { [ -n "$goes_on" ] && [ "$succeeded" -gt 0 ]; }; then
    conclude over
    exit 3
elif [ "$earlier" -ge "$resubmissions" ]; then
    conclude "over given up after $earlier of $resubmissions resubmissions, see --resubmissions"
    exit 3
elif [ "$lost" = 0 ] && [ "$(saved)" = "$before" ]; then
    conclude "over given up, as no checkpoint was saved in its walltime"
    exit 3
fi
conclude again
while [ $(($(date +%s) - begun)) -lt "$shortest" ] && ! cancelled; do sleep "$pause"; done
if cancelled; then
    conclude over
    exit 3
fi
exit 99
