package murmur.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import murmur.launch.batch.Job;
import murmur.launch.batch.JobRunner;
import murmur.report.ResultFolder;

/// Runs jobs as processes of this machine. What tells this process to end tells them, and they are waited for: those
/// that make checkpoints save one first. One that outlived the process that had started it is waited for, too, rather
/// than started a second time.
final class LocalJobs implements JobRunner {
    private static final Duration STOPPING = Duration.ofSeconds(29);

    /// What a run has said, in its folder.
    static final String SAID = "said.log";

    private static final String PROCESS = "process.txt";
    private static final String FAILURE = "murmur: ";

    private final int atATime;
    private final List<String> options;
    private final Collection<ProcessHandle> running = new ConcurrentLinkedQueue<>();

    /// @param atATime how many run side by side, and share cores and memory
    /// @param options for all of them
    LocalJobs(int atATime, List<String> options) {
        this.atATime = atATime;
        this.options = List.copyOf(options);
    }

    @Override
    public Outcome run(Job job) throws IOException, InterruptedException {
        Path said = job.folder().resolve(SAID);
        Path noted = job.folder().resolve(PROCESS);
        Optional<ProcessHandle> earlier = survivor(noted);
        if (earlier.isPresent()) {
            return awaited(earlier.get(), job, said);
        }
        // No shell: every word reaches the program as it is.
        Process process = new ProcessBuilder(words(job))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(said.toFile())
                .start();
        running.add(process.toHandle());
        Files.writeString(noted, identity(process.toHandle()));
        try {
            int status = process.waitFor();
            Files.deleteIfExists(noted);
            return status == Main.DONE ? new Outcome(true, "") : new Outcome(false, last(said, status));
        } finally {
            running.remove(process.toHandle());
        }
    }

    /// Numbers of processes are used again; with its time of birth one is the same.
    private static String identity(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static Optional<ProcessHandle> survivor(Path noted) throws IOException {
        if (!Files.isRegularFile(noted)) {
            return Optional.empty();
        }
        String identity = Files.readString(noted).strip();
        String pid = identity.split(" ", 2)[0];
        return pid.matches("\\d{1,18}")
                ? ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> identity(process).equals(identity))
                : Optional.empty();
    }

    private Outcome awaited(ProcessHandle process, Job job, Path said) throws IOException, InterruptedException {
        running.add(process);
        try {
            process.onExit().get();
        } catch (ExecutionException failure) {
            throw new IOException("cannot wait for process " + process.pid(), failure);
        } finally {
            running.remove(process);
        }
        return ResultFolder.isDone(job.folder()) ? new Outcome(true, "") : new Outcome(false, last(said, Main.FAILED));
    }

    private List<String> words(Job job) {
        List<String> words = new ArrayList<>();
        words.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-Dmurmur.started="))
                .filter(argument -> !argument.startsWith("-Dmurmur.terminal="))
                .forEach(words::add);
        words.add("-XX:MaxRAMPercentage=" + 70 / atATime);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "run"));
        words.add(job.configuration().toString());
        words.addAll(List.of("--log-dir", job.folder().toString()));
        words.add(job.resumed() ? "--resume" : "--force");
        if (atATime > 1) {
            int workers = Math.max(1, Runtime.getRuntime().availableProcessors() / atATime);
            words.addAll(List.of("--workers", Integer.toString(workers)));
        }
        words.addAll(options);
        return words;
    }

    /// The complaint of a run that failed.
    static String last(Path said, int status) {
        String nothing = "ended with status " + status + ", see " + said;
        try (Stream<String> lines = Files.lines(said, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(FAILURE))
                    .map(line -> line.substring(FAILURE.length()))
                    .reduce((first, second) -> second)
                    .orElse(nothing);
        } catch (IOException | UncheckedIOException unreadable) {
            return nothing;
        }
    }

    /// Has all that run end, and waits for them.
    void stop() {
        List<ProcessHandle> now = List.copyOf(running);
        now.forEach(ProcessHandle::destroy);
        CompletableFuture.allOf(now.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, STOPPING.toSeconds(), TimeUnit.SECONDS)
                .join();
        now.forEach(ProcessHandle::destroyForcibly);
    }
}
