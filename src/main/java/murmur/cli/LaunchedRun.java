package murmur.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import murmur.BadInput;
import murmur.Unwritten;
import murmur.launch.site.Launch;
import murmur.launch.site.LaunchFolder;
import murmur.launch.site.LaunchRecord;
import murmur.launch.site.LaunchRecord.Outcome;
import murmur.launch.site.Sites;
import murmur.launch.site.Teller;
import murmur.report.MachineFolders;
import picocli.CommandLine;

/// A launch that this command drives, or has another one end.
final class LaunchedRun {
    private static final Duration POLL = Duration.ofMillis(200);

    /// Another command that drives the launch sees at its next look that it is to be cancelled; then it stops
    /// hosts, which save checkpoints first, and fetches results.
    private static final Duration OTHERS_NEED = Duration.ofMinutes(10);

    private final LaunchFolder folder;
    private final CommandLine line;
    private final Console console;

    private LaunchedRun(LaunchFolder folder, CommandLine line) {
        this.folder = folder;
        this.line = line;
        console = new Console(line, "INFO");
    }

    static LaunchedRun of(LaunchFolder folder, CommandLine line) {
        return new LaunchedRun(folder, line);
    }

    /// Drives it to its end.
    ///
    /// @return the exit status of the run
    int drive() throws IOException, InterruptedException {
        try (LaunchFolder.Hold hold = folder.hold().orElseThrow(this::busy)) {
            return drive(hold);
        }
    }

    private BadInput busy() {
        return BadInput.must("launch " + folder.id(), "be driven by one command only", "driven by another one")
                .cure("let that one go on, or end it first; murmur launch cancel " + folder.id() + " works beside it");
    }

    /// Cancels it here, or waits until the command that drives it has.
    int cancel(boolean abandon) throws IOException, InterruptedException {
        if (folder.read().isOver()) {
            console.say("launch " + folder.id() + " is over: " + folder.read().state());
            return Main.DONE;
        }
        if (abandon) {
            folder.abandon();
        } else {
            folder.cancel();
        }
        Optional<LaunchFolder.Hold> held = folder.hold();
        long start = System.nanoTime();
        while (held.isEmpty() && System.nanoTime() - start < OTHERS_NEED.toNanos()) {
            Thread.sleep(POLL);
            held = folder.hold();
        }
        try (LaunchFolder.Hold hold = held.orElseThrow(this::busy)) {
            drive(hold);
        }
        return Main.DONE;
    }

    private int drive(LaunchFolder.Hold hold) throws IOException, InterruptedException {
        Launch launch = launch(hold, teller());
        return end(launch, run(launch));
    }

    /// Drives it to its end, too, which another one tells of.
    void follow(Teller teller) throws IOException, InterruptedException {
        try (LaunchFolder.Hold hold = folder.hold().orElseThrow(this::busy)) {
            Launch launch = launch(hold, teller);
            run(launch);
            launch.rethrow();
        }
    }

    private Launch launch(LaunchFolder.Hold hold, Teller teller) {
        return new Launch(hold, Sites.of(folder), new Launch.Manner(teller, this::merge, Launch.Patience.USUAL));
    }

    private Outcome run(Launch launch) throws IOException, InterruptedException {
        console.say("launch " + folder.id());
        try (ShutdownHook hook = ShutdownHook.of(() -> leave(launch))) {
            Outcome outcome = launch.drive();
            console.endLine();
            return outcome;
        }
    }

    /// Removes what is kept of the launch, the keys of its run too; its results stay.
    ///
    /// @throws BadInput if it is not over
    void forget() throws IOException {
        try (LaunchFolder.Hold hold = folder.hold().orElseThrow(this::busy)) {
            LaunchRecord record = folder.read();
            if (!record.isOver()) {
                throw BadInput.must("launch " + folder.id(), "be over to be forgotten", "at " + record.state())
                        .cure("murmur launch cancel " + folder.id() + " ends it");
            }
            hold.forget();
        }
    }

    private int end(Launch launch, Outcome outcome) throws IOException {
        Path results = folder.read().results();
        if (Files.isDirectory(results)) {
            line.getOut().println("Results: " + results);
        }
        launch.rethrow();
        if (outcome.status() != Main.DONE) {
            console.say("murmur: " + outcome.reason());
        }
        return outcome.status();
    }

    /// Ctrl-C: the run is none of this command's.
    private void leave(Launch launch) {
        launch.detach();
        console.endLine();
        console.say("murmur: left launch " + folder.id() + " at step "
                + folder.read().state()
                + "; what runs goes on. To follow it again: murmur launch resume " + folder.id()
                + "; to end it: murmur launch cancel " + folder.id());
    }

    private Teller teller() {
        return new Teller() {
            @Override
            public void say(String text) {
                console.say(text);
            }

            @Override
            public void progress(String text) {
                console.progress(text);
            }
        };
    }

    /// A run that failed may have left too little to be put together.
    private void merge(Path results, Outcome outcome) throws IOException {
        try {
            new MachineFolders(results, folder.read().request().machines()).merge();
        } catch (IOException | BadInput | Unwritten incomplete) {
            if (outcome.status() == Main.DONE) {
                throw incomplete;
            }
            console.say("murmur: metrics.csv was not put together: " + incomplete.getMessage());
        }
    }
}
