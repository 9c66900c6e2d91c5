#!/bin/sh
# Runs the host of one machine, and has it end, saving what it can, when the standard input does.
# usage: sh node.sh FOLDER M [WORD]…    leaves log and status in FOLDER
set -u
umask 077
cd -- "$(dirname -- "$0")" || exit 1
own=$1
shift
mkdir -p "$own"
exec 3<&0
sh ./words.sh "$@" </dev/null >"$own/log" 2>&1 3<&- &
host=$!
(cat <&3 >/dev/null && kill -TERM "$host" 2>/dev/null) &
watcher=$!
exec 3<&-
# A host that has been killed has no status of its own.
wait "$host"
status=$?
kill "$watcher" 2>/dev/null
[ "$status" -ge 128 ] && [ "$status" != 130 ] && [ "$status" != 143 ] && exit "$status"
echo "$status" >"$own/status.new" && mv "$own/status.new" "$own/status"
exit "$status"
