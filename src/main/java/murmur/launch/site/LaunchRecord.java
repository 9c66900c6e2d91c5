package murmur.launch.site;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far a launch is. A step is written down as begun before it does anything, and as done with what it made: whoever
/// reads the record after a crash knows what to look for.
///
/// @param outcome exit status and, where that is not 0, the reason, once the run has ended or was given up
public record LaunchRecord(
        String id,
        Instant created,
        Request request,
        Map<Step, Entry> steps,
        @Nullable Outcome outcome) {
    /// Note: the folder here that results go to, where a step has found a better one than the user asked for.
    static final String RESULTS = "results";

    /// @param made what a step that is done has noted
    public record Entry(boolean done, Map<String, String> made) {}

    /// How a launch ended.
    ///
    /// @param status the exit status of the command
    /// @param reason in words, for the user; may be blank
    public record Outcome(int status, String reason) {
        public static final Outcome DONE = new Outcome(0, "");
    }

    public LaunchRecord {
        Map<Step, Entry> copy = new EnumMap<>(Step.class);
        copy.putAll(steps);
        steps = Collections.unmodifiableMap(copy);
    }

    static LaunchRecord of(String id, Instant created, Request request) {
        return new LaunchRecord(id, created, request, Map.of(), null);
    }

    LaunchRecord begun(Step step) {
        return with(step, new Entry(false, Map.of()));
    }

    LaunchRecord done(Step step, Notes made) {
        return with(step, new Entry(true, made.entries()));
    }

    LaunchRecord ended(Outcome how) {
        return new LaunchRecord(id, created, request, steps, how);
    }

    private LaunchRecord with(Step step, Entry entry) {
        Map<Step, Entry> changed = new EnumMap<>(Step.class);
        changed.putAll(steps);
        changed.put(step, entry);
        return new LaunchRecord(id, created, request, changed, outcome);
    }

    boolean hasBegun(Step step) {
        return steps.containsKey(step);
    }

    boolean isDone(Step step) {
        Entry entry = steps.get(step);
        return entry != null && entry.done();
    }

    /// Whether nothing is left to be done.
    @JsonIgnore
    public boolean isOver() {
        return isDone(Step.RELEASE);
    }

    /// What all steps so far have made.
    public Notes notes() {
        Notes notes = Notes.NONE;
        for (Entry entry : steps.values()) {
            notes = notes.and(new Notes(new java.util.LinkedHashMap<>(entry.made())));
        }
        return notes;
    }

    /// The folder here that results go to.
    @JsonIgnore
    public Path results() {
        return Path.of(notes().find(RESULTS).orElse(request.results()));
    }

    /// By this others find what a launch has made, whatever became of the process that made it.
    public String token() {
        return "murmur-" + id;
    }

    /// The step it is at, or how it ended, in a word.
    public String state() {
        if (isOver()) {
            return switch (ending().map(Outcome::status).orElse(0)) {
                case 0 -> "done";
                case Launch.INTERRUPTED -> "cancelled";
                default -> "failed";
            };
        }
        return steps.keySet().stream()
                .reduce((earlier, later) -> later)
                .orElse(Step.CHECK)
                .word();
    }

    public Optional<Outcome> ending() {
        return Optional.ofNullable(outcome);
    }
}
