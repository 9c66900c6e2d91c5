#!/bin/sh
# Runs the host of one machine, and has it end, saving what it can, when the standard input does.
# usage: sh node.sh M
set -u
umask 077
cd -- "$(dirname -- "$0")" || exit 1
machine=$1
mkdir -p "host$machine"
exec 3<&0
sh ./words.sh "$machine" </dev/null >"host$machine/log" 2>&1 3<&- &
host=$!
(cat <&3 >/dev/null && kill -TERM "$host" 2>/dev/null) &
watcher=$!
exec 3<&-
# A host that has been killed has no status of its own.
wait "$host"
status=$?
kill "$watcher" 2>/dev/null
[ "$status" -ge 128 ] && [ "$status" != 130 ] && [ "$status" != 143 ] && exit "$status"
echo "$status" >"host$machine/status.new" && mv "host$machine/status.new" "host$machine/status"
exit "$status"
