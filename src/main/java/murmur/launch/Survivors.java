package murmur.launch;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import murmur.experiment.Placement;
import murmur.node.Participation.Attendance;
import murmur.transport.cluster.Frame;

/// Who takes part where machines may be lost: as the experiment has it, and without the nodes of lost machines from the
/// iteration on upon which those that are left have agreed.
///
/// Every node asks whether it takes part before it begins an iteration. So what has been asked about has begun; and
/// while machines agree, whoever asks about a later iteration waits for the answer.
final class Survivors implements Attendance {
    private final Placement placement;
    private final Attendance all;
    private final Agreement agreement;
    private final Consumer<Frame.Standing> outward;
    private final ObjIntConsumer<Integer> settled;
    private final Map<Integer, Integer> absentFrom = new HashMap<>();
    private int begun;

    /// @param machine this one
    /// @param all who takes part while no machine is lost
    /// @param outward tells all machines that are left
    /// @param settled told of each lost machine, and the iteration, from 0, from which on it is absent
    Survivors(
            Placement placement,
            int machine,
            Attendance all,
            Consumer<Frame.Standing> outward,
            ObjIntConsumer<Integer> settled) {
        this.placement = placement;
        this.all = all;
        this.outward = outward;
        this.settled = settled;
        agreement = new Agreement(placement.machines(), machine);
    }

    @Override
    public boolean present(int node, int iteration) {
        return isLeft(node, iteration) && all.present(node, iteration);
    }

    private synchronized boolean isLeft(int node, int iteration) {
        while (agreement.open() && iteration >= begun) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CancellationException("stopped while machines agree");
            }
        }
        begun = Math.max(begun, iteration + 1);
        return absentFrom.isEmpty() || iteration < absentFrom.getOrDefault(placement.machine(node), Integer.MAX_VALUE);
    }

    /// Whether it is known that nobody is absent in any iteration that has begun.
    @Override
    public synchronized boolean full() {
        return absentFrom.isEmpty() && all.full();
    }

    /// A machine is lost.
    ///
    /// @return whether those that are left may go on; if not, no node begins another iteration
    boolean lose(int machine) {
        Frame.Standing standing;
        SortedMap<Integer, Integer> now;
        synchronized (this) {
            if (!agreement.lose(machine)) {
                return false;
            }
            standing = agreement.standing(begun);
            now = settle();
        }
        outward.accept(standing);
        now.forEach(settled::accept);
        return true;
    }

    /// Another machine has told what it knows.
    void hear(Frame.Standing told) {
        SortedMap<Integer, Integer> now;
        synchronized (this) {
            agreement.hear(told);
            now = settle();
        }
        now.forEach(settled::accept);
    }

    private SortedMap<Integer, Integer> settle() {
        SortedMap<Integer, Integer> now = agreement.settle();
        absentFrom.putAll(now);
        notifyAll();
        return now;
    }

    /// How many machines are left.
    synchronized int left() {
        return agreement.left();
    }

    /// The first of them.
    synchronized int first() {
        return agreement.first();
    }

    /// Whether those machines have yet to agree.
    synchronized boolean undecided() {
        return agreement.open();
    }
}
