package murmur.launch;

import java.time.Duration;
import java.util.function.Consumer;
import murmur.transport.cluster.Frame;

/// What checkpoints have to do with the other machines. Proposals are made on threads of the network, which sending
/// could hold up; and a process that is told to stop does not wait for machines that read no more.
final class Others implements Checkpoints.Company {
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final int machine;
    private final RollCall roll;
    private final Consumer<Frame> all;

    /// @param machine this one
    /// @param all sends to all others
    Others(int machine, RollCall roll, Consumer<Frame> all) {
        this.machine = machine;
        this.roll = roll;
        this.all = all;
    }

    @Override
    public int completed() {
        return roll.completedByOthers(machine);
    }

    @Override
    public void propose(int iterations) {
        tell(new Frame.Halt(machine, iterations));
    }

    @Override
    public void leave(int savedAfter) {
        try {
            tell(new Frame.Leaving(machine, savedAfter)).join(FAREWELL);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread tell(Frame frame) {
        return Thread.ofVirtual().start(() -> all.accept(frame));
    }
}
