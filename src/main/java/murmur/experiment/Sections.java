package murmur.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import murmur.BadInput;
import murmur.Nearest;

/// Reads the sections of one [Ini], and remembers which were asked for. For one thread.
///
/// ```java
/// var sections = new Sections(Ini.read(file));
/// var train = sections.keys("TRAIN_PARAMS").blankMeansDefault("rounds", "batch_size");
/// int rounds = train.read("rounds", Kind.wholeAtLeast(1), 1);
/// sections.rejectUnread();
/// ```
public final class Sections {
    private final Ini ini;
    private final Map<String, Keys> asked = new LinkedHashMap<>();

    public Sections(Ini ini) {
        this.ini = ini;
    }

    /// The keys of a section; the same reader each time it is asked for.
    public Keys keys(String section) {
        return asked.computeIfAbsent(section, name -> new Keys(ini, name));
    }

    /// Whether the file has a section, be it one without keys.
    public boolean has(String section) {
        return ini.sections().containsKey(section);
    }

    /// Ends the reading.
    ///
    /// @throws BadInput for the first section, or else key, that nobody asked for
    public void rejectUnread() {
        for (var section : ini.sections().values()) {
            if (!asked.containsKey(section.name())) {
                throw unknown(section);
            }
        }
        asked.values().forEach(Keys::rejectUnread);
    }

    private BadInput unknown(Section section) {
        var place = switch (section.origin()) {
            case Origin.Line line -> line.file() + ":" + line.number();
            case Origin.Option option -> option.name();
        };
        var nearest = Nearest.to(section.name(), List.copyOf(asked.keySet()));
        var known = asked.keySet().stream().map(name -> "[" + name + "]").collect(Collectors.joining(", "));
        return new BadInput(place + ": [" + section.name() + "] is not a known section")
                .cure(nearest == null ? "known are " + known : "did you mean [" + nearest + "]?");
    }
}
