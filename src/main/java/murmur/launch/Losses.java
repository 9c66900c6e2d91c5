package murmur.launch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import murmur.experiment.Communication.OnFailure;
import murmur.experiment.Placement;
import murmur.node.Participation.Attendance;
import murmur.transport.cluster.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a host does about others that are lost: it stops, or agrees with those that are left and goes on without.
final class Losses {
    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);

    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    private final HostRun.Site site;
    private final Placement placement;
    private final RollCall roll;
    private final Aftermath aftermath;
    private final Survivors survivors;
    private final Map<Integer, String> causes = new ConcurrentHashMap<>();

    /// What is to be done on this host.
    interface Aftermath {
        /// Tells all hosts that are left; must not wait.
        void tell(Frame.Standing standing);

        /// Has no more states saved, for those of lost nodes would be missing.
        void saveNoMore();

        /// Has nobody wait for a node any more; must not wait either.
        void depart(int node);

        /// Has it written down.
        void record(Loss loss);
    }

    /// @param all who takes part while no machine is lost
    Losses(HostRun.Site site, Placement placement, RollCall roll, Attendance all, Aftermath aftermath) {
        this.site = site;
        this.placement = placement;
        this.roll = roll;
        this.aftermath = aftermath;
        survivors = new Survivors(placement, site.machine(), all, aftermath::tell, this::settled);
    }

    /// Who takes part when.
    Attendance attendance() {
        return survivors;
    }

    void hear(Frame.Standing standing) {
        survivors.hear(standing);
    }

    /// A machine says why it is about to stop.
    void failed(int machine, String why) {
        causes.put(machine, why);
        if (stops()) {
            roll.fail(new HostFailure(why));
        }
    }

    /// A machine says that it is about to leave.
    void leaves(int machine, String why) {
        causes.put(machine, "it " + why);
        if (stops()) {
            roll.fail(new HostFailure(where(machine) + " " + why));
        }
    }

    private boolean stops() {
        return site.communication().onFailure() == OnFailure.STOP || !roll.met();
    }

    /// A machine has left before word of the end has come here. Once this one has finished, that may be on its way.
    void left(int machine) {
        if (!roll.hasFinished(site.machine())) {
            lost(machine);
            return;
        }
        // Not on this thread of the network, which is to bring that word.
        Thread.ofVirtual().start(() -> {
            try {
                if (!roll.isOverWithin(LAST_WORD)) {
                    lost(machine);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void lost(int machine) {
        int completed = roll.completed(machine);
        String what = where(machine) + " was lost; it had completed " + completed
                + " iterations, all machines together " + Math.min(completed, roll.completed());
        if (stops()) {
            roll.fail(new HostFailure(what));
            return;
        }
        aftermath.saveNoMore();
        if (!survivors.lose(machine)) {
            roll.fail(new HostFailure(what + "; only " + survivors.left() + " of " + placement.machines()
                    + " machines are left here, too few to go on, for others might go on elsewhere"));
        } else if (survivors.undecided()) {
            watch(machine, survivors.left());
        }
    }

    /// Nothing waits for ever, and nobody for an agreement either.
    private void watch(int machine, int left) {
        Duration limit = site.communication().failureTimeout();
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(limit);
            } catch (InterruptedException interrupted) {
                return;
            }
            if (survivors.undecided() && survivors.left() == left) {
                roll.fail(new HostFailure(where(machine)
                        + " was lost, and the other machines did not agree on it within " + limit.toSeconds() + " s"));
            }
        });
    }

    private void settled(int machine, int absentFrom) {
        Loss loss = new Loss(
                machine,
                where(machine),
                placement.nodes(machine).boxed().toList(),
                roll.completed(machine),
                absentFrom,
                causes.getOrDefault(machine, ""),
                survivors.first());
        placement.nodes(machine).forEach(aftermath::depart);
        // Not on this thread of the network, which disks could hold up.
        Thread.ofVirtual().start(() -> {
            LOG.warn(loss.message());
            try {
                aftermath.record(loss);
            } finally {
                roll.lose(machine);
            }
        });
    }

    private String where(int machine) {
        return new Whereabouts(site.hosts(), placement).of(machine);
    }
}
