
set -u
# A node that does not see a folder can say so only by this status.
cd -- "$folder" || exit 72
task=$SLURM_ARRAY_TASK_ID
attempt=${SLURM_RESTART_COUNT:-0}
name=${runs[task]}
run=$results/$name
[[ -f $run/$name.ini ]] || exit 73
exec >>"slurm/$name.log" 2>&1

say() { printf '%(%F %T)T job %s_%s, attempt %s: %s\n' -1 "$SLURM_ARRAY_JOB_ID" "$task" "$attempt" "$*"; }

# The last word about this run, for the launcher; there is none as long as the task is to be started again.
conclude() {
    say "ended with status $1"
    printf '%s\n' "$1" >"ended-$task.new"
    mv -- "ended-$task.new" "ended-$task"
    exit "$1"
}

# Should there ever be two arrays of this launch, the first one that starts is it.
printf '%s\n' "$SLURM_ARRAY_JOB_ID" >"job.$SLURM_JOB_ID"
ln -- "job.$SLURM_JOB_ID" job 2>/dev/null
rm -f -- "job.$SLURM_JOB_ID"
if [[ $(<job) != "$SLURM_ARRAY_JOB_ID" ]]; then
    say "job $(<job) does this already"
    exit 0
fi
say "$name on $SLURMD_NODENAME"

# Before the time limit, and when the launch is cancelled: the run is told to end, and saves a checkpoint.
told='' process=''
trap 'told=yes; say "told to end"; [[ -z $process ]] || kill -s TERM "$process"' TERM

words=(run "$run/$name.ini" --log-dir "$run" --checkpoint-every "${checkpoints[task]}")
# What an earlier attempt has left is gone on with.
if ((attempt > 0)) && [[ -e $run/manifest.json ]]; then words+=("${again[task]}"); else words+=("${first[task]}"); fi
[[ -z ${workers:=${SLURM_CPUS_PER_TASK:-}} ]] || words+=(--workers "$workers")
((attempt > 0)) || : >"$run/said.log"
status=3
if [[ -z $told ]]; then
    "${program[@]}" "${words[@]}" </dev/null >/dev/null 2>>"$run/said.log" &
    process=$!
    # A signal ends the wait, not the process.
    while
        wait "$process"
        status=$?
        kill -0 "$process" 2>/dev/null
    do :; done
fi
trap '' TERM
((status > 0)) || conclude 0

# A run that failed by itself would do so again. After the time limit it goes on from the checkpoint; not when it was
# cancelled, or Slurm itself is about to start it again.
if [[ -n $told && ! -e cancelled && $(squeue --noheader --jobs="$SLURM_JOB_ID" --format=%T) == RUNNING ]]; then
    if ((attempt >= requeues)); then
        printf 'murmur: given up after it was started again %s times, see --requeues\n' "$attempt" >>"$run/said.log"
    elif scontrol requeue "$SLURM_JOB_ID"; then
        say "will be started again"
        exit 0
    else
        printf 'murmur: the job could not be started again, though the run is unfinished\n' >>"$run/said.log"
    fi
fi
conclude "$status"
