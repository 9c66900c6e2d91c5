package murmur.launch.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import murmur.BadInput;
import murmur.launch.site.LaunchRecord.Outcome;
import org.jspecify.annotations.Nullable;

/// Drives a launch from wherever it is to its end. What a step is about to do is on the disk before it does it, so that
/// a process that is killed anywhere leaves a launch that the next one can go on with.
public final class Launch {
    static final int WRONG = 2;
    static final int FAILED = 3;
    static final int INTERRUPTED = 130;
    private static final Outcome CANCELLED = new Outcome(INTERRUPTED, "cancelled");

    private final LaunchFolder folder;
    private final Site site;
    private final Manner manner;
    private LaunchRecord record;
    private volatile boolean detached;
    private @Nullable Exception cause;

    /// How a launch is driven.
    ///
    /// @param merging puts the results of all machines together
    /// @param patience how often machines are asked, and how long silence is borne
    public record Manner(Teller teller, Merging merging, Patience patience) {}

    /// Puts the results of all machines together, in the folder that has them.
    @FunctionalInterface
    public interface Merging {
        void merge(Path results, Outcome outcome) throws IOException;
    }

    /// @param poll between two questions
    /// @param grace how long the others may go on once one host has ended badly
    /// @param limit how long nobody need answer
    public record Patience(Duration poll, Duration grace, Duration limit) {
        public static final Patience USUAL =
                new Patience(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMinutes(10));
    }

    /// What a step does.
    @FunctionalInterface
    private interface Doing {
        Notes act(Notes notes) throws IOException, InterruptedException;
    }

    public Launch(LaunchFolder.Hold hold, Site site, Manner manner) {
        folder = hold.folder();
        this.site = site;
        this.manner = manner;
        record = folder.read();
    }

    /// From now on nothing that goes wrong is taken for a failure of the launch: this process ends, the run goes on.
    public void detach() {
        detached = true;
    }

    /// Does all that is left to do.
    ///
    /// @return how the launch ended
    /// @throws BadInput if it was refused; nothing is left of it
    /// @throws IOException if its results could not be fetched or the machines not be given back; whoever calls
    ///     this again goes on from there
    public Outcome drive() throws IOException, InterruptedException {
        if (!record.isDone(Step.CHECK) && record.ending().isEmpty()) {
            check();
        }
        if (record.ending().isEmpty()) {
            Outcome ended = outcome();
            write(record.ended(ended));
        }
        Outcome outcome = record.ending().orElseThrow();
        if (!record.isOver()) {
            finish(outcome);
        }
        return outcome;
    }

    /// Throws what stood behind a failure of the launch, if this process met it.
    public void rethrow() throws IOException {
        if (cause instanceof IOException failure) {
            throw failure;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
    }

    private void check() throws IOException, InterruptedException {
        try {
            step(Step.CHECK, notes -> {
                site.check();
                return Notes.NONE;
            });
        } catch (IOException | RuntimeException refused) {
            if (!detached) {
                folder.delete();
            }
            throw refused;
        }
    }

    private Outcome outcome() throws InterruptedException, Following.Unanswered {
        if (folder.isCancelled()) {
            return CANCELLED;
        }
        try {
            step(Step.STAGE, notes -> site.stage());
            step(Step.RESERVE, this::reserve);
            step(Step.START, this::start);
            return folder.isCancelled() ? CANCELLED : follow();
        } catch (Following.Unanswered silence) {
            throw silence;
        } catch (IOException | RuntimeException failure) {
            if (detached) {
                throw new InterruptedException();
            }
            cause = failure;
            return new Outcome(failure instanceof BadInput ? WRONG : FAILED, String.valueOf(failure.getMessage()));
        }
    }

    private Notes reserve(Notes notes) throws IOException, InterruptedException {
        Optional<Notes> earlier = site.find(record.token(), notes);
        return earlier.isPresent() ? earlier.get() : site.reserve(record.token(), notes);
    }

    private Notes start(Notes notes) throws IOException, InterruptedException {
        String said = "";
        while (!folder.isCancelled()) {
            switch (site.granted(notes)) {
                case Grant.Ready ready -> {
                    return ready.notes().and(site.start(notes.and(ready.notes())));
                }
                case Grant.Refused refused -> throw new IOException(refused.why());
                case Grant.Waiting waiting -> {
                    if (!waiting.why().equals(said)) {
                        said = waiting.why();
                        manner.teller().progress(said);
                    }
                }
            }
            Thread.sleep(manner.patience().poll());
        }
        return Notes.NONE;
    }

    private Outcome follow() throws IOException, InterruptedException {
        if (!record.hasBegun(Step.FOLLOW)) {
            write(record.begun(Step.FOLLOW));
        }
        Outcome outcome = new Following(folder, site, record.request(), manner)
                .outcome(record.notes())
                .orElse(CANCELLED);
        write(record.done(Step.FOLLOW, Notes.NONE));
        return outcome;
    }

    /// Results first: nothing is deleted before they are here. Machines are given back even if results of a run that
    /// failed cannot be fetched.
    private void finish(Outcome outcome) throws IOException, InterruptedException {
        try {
            collect(outcome);
        } catch (IOException | RuntimeException failure) {
            if (outcome.status() != 0 && !detached) {
                release();
            }
            throw unfinished(outcome, "the results could not be fetched", failure);
        }
        try {
            step(Step.RELEASE, notes -> {
                release();
                if (record.request().setting("keep").isEmpty() && record.hasBegun(Step.STAGE)) {
                    clear(notes);
                }
                return Notes.NONE;
            });
        } catch (IOException | RuntimeException failure) {
            throw unfinished(outcome, "what was staged could not be deleted", failure);
        }
    }

    private IOException unfinished(Outcome outcome, String what, Exception failure) {
        String before = outcome.reason().isEmpty() ? "" : outcome.reason() + "; and ";
        String message = before + what + ": " + failure.getMessage();
        return new IOException(message + "; to try again: murmur launch resume " + folder.id(), failure);
    }

    /// Also where no start was written down: a job that was submitted starts by itself.
    private void collect(Outcome outcome) throws IOException, InterruptedException {
        if (!record.hasBegun(Step.RESERVE)) {
            return;
        }
        step(Step.COLLECT, notes -> {
            if (outcome.status() != 0) {
                site.stop(notes);
            }
            Path results = record.results();
            if (fetched(results, notes)) {
                manner.merging().merge(results, outcome);
            }
            return Notes.NONE;
        });
    }

    /// Whether there is something to put together.
    private boolean fetched(Path results, Notes notes) throws IOException, InterruptedException {
        try {
            return site.fetch(results, notes) > 0;
        } catch (IOException failure) {
            giveUp(failure);
            return Files.isDirectory(results);
        }
    }

    private void clear(Notes notes) throws IOException, InterruptedException {
        try {
            site.clear(notes);
        } catch (IOException failure) {
            giveUp(failure);
        }
    }

    /// Some failures are not worth more tries if the user says so.
    private void giveUp(IOException failure) throws IOException {
        if (!folder.isAbandoned()) {
            throw failure;
        }
        manner.teller().say("given up: " + failure.getMessage());
    }

    /// Also what a process reserved that was killed before it could write that down.
    private void release() throws IOException, InterruptedException {
        if (!record.hasBegun(Step.RESERVE)) {
            return;
        }
        Notes notes = record.notes();
        Optional<Notes> reserved =
                record.isDone(Step.RESERVE) ? Optional.of(Notes.NONE) : site.find(record.token(), notes);
        if (reserved.isPresent()) {
            site.release(notes.and(reserved.get()));
        }
    }

    /// Does a step unless it is done.
    private void step(Step step, Doing doing) throws IOException, InterruptedException {
        if (record.isDone(step) || (folder.isCancelled() && record.ending().isEmpty())) {
            return;
        }
        manner.teller().progress(step.word());
        if (!record.hasBegun(step)) {
            write(record.begun(step));
        }
        Notes made = doing.act(record.notes());
        write(record.done(step, made));
    }

    private void write(LaunchRecord now) {
        folder.write(now);
        record = now;
    }
}
