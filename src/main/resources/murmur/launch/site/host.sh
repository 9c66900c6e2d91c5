#!/bin/sh
# Starts, watches and ends the hosts of one launch on one machine. It lies in the launch's staging folder, with a folder
# host<m> for each machine m: pid (process, and when it started), log, status once the host has ended.
# usage: sh host.sh start M PROGRAM [WORD]… | look M… | log M | stop M…
set -u
cd -- "$(dirname -- "$0")" || exit 1

# When a process started, in ticks since the machine did: with its number, that names a process for ever.
started() {
    IFS= read -r line 2>/dev/null <"/proc/$1/stat" || return 1
    # shellcheck disable=SC2086  # numbers
    set -- ${line##*) }
    [ "$1" != Z ] && shift 19 && echo "$1"
}

# Whether the process of a host is there. Leaves its number in pid.
lives() {
    read -r pid since 2>/dev/null <"host$1/pid" && [ "$(started "$pid")" = "$since" ]
}

state() {
    if [ -f "host$1/status" ]; then echo "ended $(cat "host$1/status")"
    elif lives "$1"; then echo running
    elif [ -f "host$1/pid" ]; then echo killed
    else echo waiting
    fi
}

case $1 in
start)
    [ -d "host$2" ] && [ -f "host$2/pid" ] && exit 0
    machine=$2
    shift
    setsid nohup sh ./host.sh become "$@" </dev/null >/dev/null 2>&1 &
    # Until it says that it is there; a host that has not said so would be started twice.
    tries=0
    while [ ! -f "host$machine/pid" ] && [ "$tries" -lt 100 ]; do
        tries=$((tries + 1))
        sleep 0.1
    done
    [ -f "host$machine/pid" ]
    ;;
become)
    umask 077
    machine=$2
    shift 2
    # Of several that were started, one makes the link, which must have its content from the beginning.
    mkdir -p "host$machine" && echo "$$ $(started "$$")" >"host$machine/pid.$$" || exit 1
    ln "host$machine/pid.$$" "host$machine/pid" 2>/dev/null || exit 0
    rm -f "host$machine/pid.$$"
    exec >"host$machine/log" 2>&1
    # Told to end, this shell waits for the host, which saves a checkpoint first.
    trap : TERM INT
    "$@"
    echo "$?" >"host$machine/status.new"
    mv "host$machine/status.new" "host$machine/status"
    ;;
look)
    shift
    for machine; do
        echo "$machine $(state "$machine") $(grep '^iteration ' "host$machine/log" 2>/dev/null | tail -n 1)"
    done
    ;;
log)
    tail -n 40 "host$2/log" 2>/dev/null || true
    ;;
stop)
    shift
    for machine; do
        lives "$machine" && kill -TERM -- "-$pid"
    done
    tries=0
    for machine; do
        while lives "$machine" && [ "$tries" -lt 350 ]; do
            tries=$((tries + 1))
            sleep 0.1
        done
        lives "$machine" && kill -KILL -- "-$pid"
    done
    exit 0
    ;;
esac
