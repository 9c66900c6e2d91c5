package murmur.launch.site;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What steps have noted down for later ones: names of folders, numbers of jobs. They are written to the disk, so that
/// another process can take over.
public record Notes(SequencedMap<String, String> entries) {
    public static final Notes NONE = new Notes(new LinkedHashMap<>());

    public Notes {
        entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }

    public static Notes of(String key, String value) {
        return NONE.with(key, value);
    }

    public Notes with(String key, String value) {
        return and(new Notes(new LinkedHashMap<>(Map.of(key, value))));
    }

    /// These and `later`, which win.
    public Notes and(Notes later) {
        LinkedHashMap<String, String> all = new LinkedHashMap<>(entries);
        all.putAll(later.entries);
        return new Notes(all);
    }

    public Optional<String> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /// @throws IllegalStateException if no step has noted that
    public String get(String key) {
        return find(key).orElseThrow(() -> new IllegalStateException("no step has noted " + key));
    }
}
