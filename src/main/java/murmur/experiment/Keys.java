package murmur.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import murmur.BadInput;
import murmur.Nearest;

/// Reads the keys of one section, and remembers which were asked for, so that a misspelt one is not silently ignored.
/// A section the file does not have reads as one without keys. For one thread.
public final class Keys {
    private final Ini ini;
    private final String section;
    private final SequencedMap<String, Entry> entries;
    private final Set<String> asked = new LinkedHashSet<>();
    private Set<String> blankable = Set.of();
    private Map<String, String> unsupported = Map.of();

    Keys(Ini ini, String section) {
        this.ini = ini;
        this.section = section;
        var found = ini.sections().get(section);
        this.entries = found == null ? new LinkedHashMap<>() : found.entries();
    }

    /// From now on these keys, when blank (`sizes =`), read as if they were absent. For any other key a blank
    /// is a value, and to most kinds a wrong one: `noise_std =` must not quietly mean no noise.
    public Keys blankMeansDefault(String... keys) {
        blankable = Set.of(keys);
        return this;
    }

    /// Keys of decentralizepy that this version cannot honour, each with an explanation of what to do.
    public Keys unsupported(Map<String, String> explanations) {
        unsupported = Map.copyOf(explanations);
        return this;
    }

    /// The value of a key, or `fallback` where it is absent.
    public <T> T read(String key, Kind<T> kind, T fallback) {
        return entry(key).map(kind::convert).orElse(fallback);
    }

    /// The value of a key, or nothing where it is absent or `none`.
    public <T> Optional<T> find(String key, Kind<T> kind) {
        return entry(key)
                .filter(entry -> !(Value.of(entry.text()) instanceof Value.None))
                .map(kind::convert);
    }

    /// The value of a key that must be there.
    public <T> T require(String key, Kind<T> kind) {
        return kind.convert(entry(key).orElseThrow(() -> missing(key)));
    }

    /// The entry of a key; nothing where it is absent, or blank and [#blankMeansDefault].
    public Optional<Entry> entry(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key))
                .filter(entry -> !entry.text().isEmpty() || !blankable.contains(key));
    }

    /// A complaint about the value of a key, for conditions a kind cannot express.
    public BadInput refusal(String key, String condition) {
        var entry = entries.get(key);
        return entry == null ? BadInput.must(place() + " " + key, condition, "missing") : entry.refusal(condition);
    }

    /// Makes a value that checks itself; when it complains about one of the keys (`lr must be at least 0, was
    /// -1.0`), the complaint gets the place of that key. Other complaints pass as they are.
    public <T> T build(Supplier<T> making) {
        try {
            return making.get();
        } catch (BadInput refused) {
            var message = String.valueOf(refused.getMessage());
            var key = message.split(" ", 2)[0];
            if (!asked.contains(key)) {
                throw refused;
            }
            var entry = entries.get(key);
            var place = entry == null ? place() + " " + key : entry.place();
            throw new BadInput(place + message.substring(key.length()), refused);
        }
    }

    /// What messages call this section: `config.ini:30: [SHARING]`.
    public String place() {
        var found = ini.sections().get(section);
        var line = found != null && found.origin() instanceof Origin.Line origin ? ":" + origin.number() : "";
        return ini.name() + line + ": [" + section + "]";
    }

    /// Ends the reading.
    ///
    /// @throws BadInput for the first key nobody asked for, naming the nearest one that was asked for
    public void rejectUnread() {
        entries.values().stream()
                .filter(entry -> !asked.contains(entry.key()))
                .findFirst()
                .ifPresent(entry -> {
                    throw unread(entry);
                });
    }

    private BadInput unread(Entry entry) {
        var explanation = unsupported.get(entry.key());
        if (explanation != null) {
            return new BadInput(
                    entry.place() + " is known to decentralizepy, but not supported by this version: " + explanation);
        }
        var nearest = Nearest.to(entry.key(), asked);
        var unknown = new BadInput(entry.place() + " is not a known key here");
        if (nearest != null) {
            return unknown.cure("did you mean \"" + nearest + "\"?");
        }
        return unknown.cure(asked.isEmpty() ? "there are none" : "known are " + String.join(", ", asked));
    }

    private BadInput missing(String key) {
        var entry = entries.get(key);
        var missing = BadInput.must(place() + " " + key, "be given", entry == null ? "missing" : "blank");
        if (!ini.sections().containsKey(section)) {
            var nearest = Nearest.to(section, ini.names());
            var hint = nearest == null ? "" : ", did you write it as [" + nearest + "]?";
            return missing.cure("there is no section [" + section + "]" + hint);
        }
        List<String> candidates = new ArrayList<>(entries.keySet());
        candidates.removeAll(asked);
        var nearest = Nearest.to(key, candidates);
        return nearest == null ? missing : missing.cure("did you write it as \"" + nearest + "\"?");
    }
}
