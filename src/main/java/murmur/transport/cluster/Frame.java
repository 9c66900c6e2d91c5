package murmur.transport.cluster;

import java.util.List;
import murmur.math.ParameterVector;
import murmur.topology.Step;

/// What hosts say to each other. Models go from node to node, everything else from machine to machine.
public sealed interface Frame {
    /// The sender: a node for a model, a machine for everything else.
    int from();

    /// One node's model on its way to a neighbour.
    ///
    /// @param degree how many neighbours the sender has
    /// @param repeated whether these values were the last that went from this node to the machine of its neighbour, in
    ///     this very step: they do not travel again. A frame that has arrived holds its values and never says so
    record Model(int from, int to, Step step, int degree, ParameterVector values, boolean repeated) implements Frame {
        public Model(int from, int to, Step step, int degree, ParameterVector values) {
            this(from, to, step, degree, values, false);
        }
    }

    /// A machine is ready to start.
    ///
    /// @param experiment a fingerprint of everything that determines the run, which all machines must share
    record Hello(int from, String experiment) implements Frame {}

    /// All nodes of a machine have finished so many iterations.
    record Progress(int from, int iterations) implements Frame {}

    /// A machine stops because something on it failed.
    record Failure(int from, String message) implements Frame {}

    /// A machine has finished, needs nothing more from the others, and waits until they have finished, too.
    record Done(int from) implements Frame {}

    /// All machines have finished and may leave; the first of those that are left says so.
    record End(int from) implements Frame {}

    /// What a machine knows of all machines when one is lost.
    ///
    /// @param begun how many iterations its nodes have begun; they begin no more until machines agree
    /// @param machines for each machine the iteration, from 0, from which it is absent, as far as that is agreed upon,
    ///     or else [#HERE] or [#LOST]
    record Standing(int from, int begun, List<Integer> machines) implements Frame {
        public static final int HERE = -1;
        public static final int LOST = -2;

        public Standing {
            machines = List.copyOf(machines);
        }
    }

    /// Said to a machine that was taken for lost and is back: the others have gone on, or stopped, without it.
    record Dismissed(int from) implements Frame {}

    /// A machine was told to stop, or has heard of one that was: the first iteration that none of its nodes has ended
    /// is the one after `iterations` − 1 others, and none passes it before all machines have said theirs.
    record Halt(int from, int iterations) implements Frame {}

    /// A machine was told to stop, and does.
    ///
    /// @param savedAfter after how many iterations all nodes of all machines were saved; 0 if they were not
    record Leaving(int from, int savedAfter) implements Frame {}
}
