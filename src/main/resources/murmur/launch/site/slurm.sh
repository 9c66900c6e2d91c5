
set -u
# A node that does not see the folder can say so only by this status.
cd -- "$folder" || exit 72
own=results/slurm
attempt=${SLURM_RESTART_COUNT:-0}

say() { printf '%(%F %T)T job %s, attempt %s: %s\n' -1 "$SLURM_JOB_ID" "$attempt" "$*"; }

# One line for the launcher, which says how the job ended where Slurm does not.
conclude() {
    say "$*"
    printf '%s\n' "$*" >ending
}

# This node's part: one host. How it ended goes into a file of its own, whatever becomes of the job.
host() {
    local machine=0 status
    mapfile -t nodes <nodes
    while [[ ${nodes[machine]} != "$SLURMD_NODENAME" ]]; do machine=$((machine + 1)); done
    exec >>"$own/host$machine.log" 2>&1
    say "machine $machine is $SLURMD_NODENAME"
    # Told to end, this shell waits for the host, which saves a checkpoint first.
    trap : TERM
    "${program[@]}" "${run[@]}" --machine-id "$machine" "$@"
    status=$?
    printf '%s\n' "$status" >"status-$attempt-$machine.new"
    mv -- "status-$attempt-$machine.new" "status-$attempt-$machine"
    exit "$status"
}

if [[ ${1:-} == host ]]; then host "${@:2}"; fi

exec >>"$own/job.log" 2>&1
# Should there ever be two jobs of this launch, the first one that starts is it.
printf '%s\n' "$SLURM_JOB_ID" >"job.$SLURM_JOB_ID"
ln -- "job.$SLURM_JOB_ID" job 2>/dev/null
rm -f -- "job.$SLURM_JOB_ID"
if [[ $(<job) != "$SLURM_JOB_ID" ]]; then
    say "job $(<job) does this already"
    exit 0
fi
rm -f -- ending
say "on $SLURM_JOB_NODELIST"

# Before the time limit, and when the launch is cancelled: the hosts are told to end, and save a checkpoint.
told=
trap 'told=yes; say "told to end"; scancel --signal=TERM "$SLURM_JOB_ID"' TERM

# Where the machines are: ip.json, the n-th node being machine n.
mapfile -t nodes < <(scontrol show hostnames "$SLURM_JOB_NODELIST")
printf '%s\n' "${nodes[@]}" >nodes
address() {
    local described
    described=$(scontrol --oneliner show node "$1") && [[ $described =~ \ NodeAddr=([^ ]+) ]] &&
        echo "${BASH_REMATCH[1]}"
}
{
    separator='{'
    for machine in "${!nodes[@]}"; do
        printf '%s\n  "%s": "%s"' "$separator" "$machine" "$(address "${nodes[machine]}" || echo "${nodes[machine]}")"
        separator=,
    done
    printf '\n}\n'
} >ip.json

# What an earlier attempt has left is gone on with.
[[ -n $(compgen -G 'results/machine*') ]] && more+=(--resume)
# Jobs that share a node need ports of their own.
more+=(--offset "${offset:-$((10000 + SLURM_JOB_ID % 1000 * 20))}")
[[ -z ${workers:=${SLURM_CPUS_PER_TASK:-}} ]] || more+=(--workers "$workers")
cpus=()
[[ -z ${SLURM_CPUS_PER_TASK:-} ]] || cpus=(--cpus-per-task="$SLURM_CPUS_PER_TASK")

# One host per node. They end by themselves when one is lost; none is to be killed because another one failed.
printf '%s\n' "$attempt" >attempt
if [[ -z $told ]]; then
    srun --nodes="${#nodes[@]}" --ntasks="${#nodes[@]}" --ntasks-per-node=1 "${cpus[@]}" "${steps[@]}" \
        --kill-on-bad-exit=0 --wait=0 bash "$folder/$own/job.sh" host "${more[@]}" &
    hosts=$!
    wait "$hosts"
    while kill -0 "$hosts" 2>/dev/null; do wait "$hosts"; done
fi

# What became of them.
worst=0 lost=0 succeeded=0
for machine in "${!nodes[@]}"; do
    if [[ -f status-$attempt-$machine ]]; then
        status=$(<"status-$attempt-$machine")
        ((status > worst)) && worst=$status
        ((status == 0)) && succeeded=$((succeeded + 1))
    else
        lost=$((lost + 1))
    fi
done
say "hosts that succeeded: $succeeded, that were lost: $lost, worst status: $worst"
if ((succeeded == ${#nodes[@]})) || [[ -n $goes_on && $succeeded -gt 0 ]]; then exit 0; fi

# Hosts that failed by themselves would do so again. After the time limit or the loss of a machine, the job goes on from
# the checkpoint; not when it was cancelled, or Slurm itself is about to start it again.
trap '' TERM
if [[ ! -e cancelled && (-n $told || $lost -gt 0) ]]; then
    if [[ $(squeue --noheader --jobs="$SLURM_JOB_ID" --format=%T) == RUNNING ]]; then
        if ((attempt >= requeues)); then
            conclude "given up after it was started again $attempt times, see --requeues"
        elif scontrol requeue "$SLURM_JOB_ID"; then
            say "will be started again"
            exit 0
        else
            conclude "could not be started again, though the run is unfinished"
        fi
    fi
fi
exit "$((worst ? worst : 3))"
