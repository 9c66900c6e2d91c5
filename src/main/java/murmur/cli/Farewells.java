package murmur.cli;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import murmur.launch.HostRun;
import murmur.launch.Loss;

/// What a host says about machines without which the run goes on. Of several hosts on one screen, the first speaks.
final class Farewells {
    private final int machine;
    private final Console console;
    private final List<Loss> losses = new CopyOnWriteArrayList<>();

    Farewells(int machine, Console console) {
        this.machine = machine;
        this.console = console;
    }

    /// Says what happens as it happens, and has it written down.
    HostRun.News andTell(WatchedRun.Watch watch) {
        return new HostRun.News() {
            @Override
            public void say(String text) {
                console.remark(text);
            }

            @Override
            public void completed(int machine, int iterations) {
                watch.progress().completed(machine, iterations);
            }

            @Override
            public void lost(Loss loss) {
                watch.lost().accept(loss);
                losses.add(loss);
                warn(loss, loss.message());
            }
        };
    }

    /// Says in the end that the results lack something.
    void sumUp() {
        if (!losses.isEmpty()) {
            String without = losses.stream().map(Loss::where).collect(Collectors.joining(", "));
            warn(losses.getLast(), "the run is done, but not with all of its nodes: without " + without);
        }
    }

    private void warn(Loss loss, String text) {
        if (!Boolean.getBoolean(HostCommand.CHILD) || machine == loss.first()) {
            console.warn(text);
        }
    }
}
