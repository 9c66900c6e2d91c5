package murmur.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The processes of one run, which end together: what they say is said once, and what tells this process to end
/// tells them.
final class LocalProcesses implements AutoCloseable {
    /// Hosts notice at about the same time that one is lost.
    private static final Duration GRACE = Duration.ofSeconds(5);

    /// They also finish at about the same time; but some have more to write than others.
    private static final Duration GRACE_AT_THE_END = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(100);

    /// Those that are told to stop save a checkpoint first.
    private static final Duration STOPPING = Duration.ofSeconds(29);

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final int FAILED_BY_SIGNAL = 128;
    private static final String FAILURE = "murmur: ";
    private static final String WARNING = "warning: ";

    private final Console console;
    private final List<Process> all = new ArrayList<>();
    private final List<Thread> ears = new ArrayList<>();
    private final Set<String> heard = new HashSet<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ShutdownHook hook = ShutdownHook.of(this::stop);

    LocalProcesses(Console console) {
        this.console = console;
    }

    private void stop() {
        List<Process> now = List.copyOf(all);
        // Destroying the process rather than its handle would close what it says last.
        now.forEach(process -> process.toHandle().destroy());
        try {
            ended.await(STOPPING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        now.forEach(Process::destroyForcibly);
    }

    void start(int machine, List<String> words) throws IOException {
        Process process = new ProcessBuilder(words)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        all.add(process);
        ears.add(Thread.ofVirtual().start(() -> listen(process, machine)));
    }

    private void listen(Process process, int machine) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> repeat(line, machine));
        } catch (IOException | UncheckedIOException ended) {
            console.say("machine " + machine + " ended");
        }
    }

    /// The first machine tells how far all are; why a run fails is told by every machine, in words of its own.
    private synchronized void repeat(String line, int machine) {
        if (line.startsWith(Console.REDRAWN)) {
            console.redraw(line.substring(Console.REDRAWN.length()));
            return;
        }
        String gist = line.split(";", 2)[0];
        if (heard.add(gist)) {
            boolean ofAll = line.startsWith(FAILURE) || (machine == 0 && !line.startsWith(WARNING));
            console.say(ofAll ? line : "machine " + machine + ": " + line);
        }
    }

    /// Waits for all that go on without the others; those that outlive one that has finished for too long are killed.
    ///
    /// @return 0 if one has finished, else as [#await]
    int awaitSome() throws InterruptedException {
        boolean finished = false;
        List<Process> running = new ArrayList<>(all);
        while (!running.isEmpty() && !finished) {
            Process next = running.removeFirst();
            if (next.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                finished = next.exitValue() == Main.DONE;
            } else {
                running.add(next);
            }
        }
        for (Process late : running) {
            if (!late.waitFor(GRACE_AT_THE_END.toSeconds(), TimeUnit.SECONDS)) {
                late.destroyForcibly().waitFor();
            }
        }
        int status = await();
        return finished ? Main.DONE : status;
    }

    /// Waits for all; those that outlive a failed one for longer than they may are killed.
    ///
    /// @return the exit status of the first that failed, else 0
    int await() throws InterruptedException {
        int status = 0;
        List<Process> running = new ArrayList<>(all);
        while (!running.isEmpty()) {
            boolean failed = status != 0;
            Duration limit = failed ? GRACE : POLL;
            Process next = running.getFirst();
            if (!next.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                if (failed) {
                    next.destroyForcibly().waitFor();
                } else {
                    running.add(running.removeFirst());
                    continue;
                }
            }
            running.removeFirst();
            status = status == 0 ? next.exitValue() : status;
        }
        for (Thread ear : ears) {
            ear.join(LAST_WORDS);
        }
        tellOfCrashes();
        return status >= FAILED_BY_SIGNAL && status != Main.INTERRUPTED ? Main.FAILED : status;
    }

    /// A Java virtual machine that dies says so on standard output, where nobody looks.
    private void tellOfCrashes() {
        for (int machine = 0; machine < all.size(); machine++) {
            Process process = all.get(machine);
            if (process.exitValue() > FAILED_BY_SIGNAL) {
                String who = FAILURE + "machine " + machine + ": ";
                CrashReport.of(process).ifPresent(report -> console.say(who + CrashReport.TOLD + report));
            }
        }
    }

    @Override
    public void close() {
        all.forEach(Process::destroyForcibly);
        console.endLine();
        ended.countDown();
        hook.close();
    }
}
