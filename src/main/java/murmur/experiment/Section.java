package murmur.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// One section of an [Ini] file: its entries by lower-cased key, in the order of the file.
public record Section(String name, Origin origin, SequencedMap<String, Entry> entries) {
    public Section {
        entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }

    /// This section with `entry` in the place of the one with the same key, or at the end.
    Section with(Entry entry) {
        var changed = new LinkedHashMap<>(entries);
        changed.put(entry.key(), entry);
        return new Section(name, origin, changed);
    }

    /// This section without a key.
    Section without(String key) {
        var changed = new LinkedHashMap<>(entries);
        changed.remove(key);
        return new Section(name, origin, changed);
    }
}
