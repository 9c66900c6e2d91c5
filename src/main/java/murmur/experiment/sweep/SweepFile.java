package murmur.experiment.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import murmur.BadInput;
import murmur.experiment.Entry;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.Configured;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.experiment.Ini;
import murmur.experiment.Origin;
import murmur.experiment.Section;

/// A configuration with a section `[SWEEP]`, whose lines give lists of values: one experiment for each combination of
/// them, the last line varying fastest. The reference's attributes are understood, and any key.
public final class SweepFile {
    /// The section that lists what varies.
    public static final String SECTION = ExperimentFile.SWEEP;

    private static final int LONGEST_NAME = 120;
    private static final String EXPERIMENT = ExperimentFile.SECTION;

    /// Keys that name files or folders, by section.
    private static final Map<String, List<String>> PATHS = Map.of(
            "DATASET",
            List.of("train_dir", "test_dir", "images_dir", "model_file"),
            "NODE",
            List.of("absences"),
            EXPERIMENT,
            List.of("graph", "datasets"));

    /// The same without folders of data sets: where those are elsewhere is for others to say.
    private static final Map<String, List<String>> SENT =
            Map.of("DATASET", List.of("model_file"), "NODE", List.of("absences"), EXPERIMENT, List.of("graph"));

    private final Path file;
    private final Ini base;
    private final List<Attribute> attributes;

    /// One experiment of a sweep.
    ///
    /// @param name tells the values, in characters that any file system and shell takes as they are
    /// @param ini the whole configuration, with full paths
    /// @param elsewhere the same for other machines: with full paths only of what can be sent there
    /// @param identity the same for the same configuration, wherever the files are that it names
    public record Configuration(String name, Ini ini, Ini elsewhere, String identity) {
        /// The first line of [#text].
        public String heading() {
            return "# one run of a sweep: " + identity;
        }

        /// The configuration as a file anywhere on this machine can have it.
        public String text() {
            return heading() + "\n" + ini.text();
        }

        /// The configuration as it can be sent to other machines.
        public String textElsewhere() {
            return heading() + "\n" + elsewhere.text();
        }
    }

    private SweepFile(Path file, Ini base, List<Attribute> attributes) {
        this.file = file;
        this.base = base;
        this.attributes = attributes;
    }

    /// @param overrides options that replace keys of all configurations
    /// @throws BadInput naming the line of whatever cannot be used
    public static List<Configuration> read(Path file, Map<String, GivenOption> overrides) {
        Ini whole = Ini.read(file);
        Section section = whole.sections().get(SECTION);
        if (section == null || section.entries().isEmpty()) {
            throw BadInput.must(file.toString(), "have a section [" + SECTION + "] with lists of values", "without")
                    .cure("write [SWEEP] and below it, say, noise_std = 0.225/1, 0.225/2");
        }
        Ini base = whole.without(SECTION);
        for (Map.Entry<String, GivenOption> override : overrides.entrySet()) {
            GivenOption option = override.getValue();
            base = base.with(option.section(), override.getKey(), option.value(), new Origin.Option(option.name()));
        }
        List<Attribute> attributes = new ArrayList<>();
        for (Entry entry : section.entries().values()) {
            // The variant comes first, in names as in the order of the product.
            int place = entry.key().equals(Attribute.VARIANT) ? 0 : attributes.size();
            attributes.add(place, new Attribute(entry, base));
        }
        return new SweepFile(file, base, attributes).configurations();
    }

    private List<Configuration> configurations() {
        SequencedMap<String, Configuration> all = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        for (List<Choice> combination : product()) {
            List<Choice> applying = applying(combination);
            applying.forEach(choice -> used.add(choice.attribute()));
            String name = name(applying);
            Ini ini = ini(name, applying);
            String identity = Attribute.digest(ini.text());
            all.putIfAbsent(name, new Configuration(name, anchored(ini, PATHS), anchored(ini, SENT), identity));
        }
        for (Attribute attribute : attributes) {
            if (!used.contains(attribute.entry().key())) {
                throw attribute.entry().refusal("mean something to the sharing class");
            }
        }
        all.values().forEach(configuration -> check(configuration));
        return List.copyOf(all.values());
    }

    private List<List<Choice>> product() {
        List<List<Choice>> product = List.of(List.of());
        for (Attribute attribute : attributes) {
            List<Choice> choices = attribute.choices();
            product = product.stream()
                    .flatMap(before -> choices.stream().map(choice -> {
                        List<Choice> longer = new ArrayList<>(before);
                        longer.add(choice);
                        return longer;
                    }))
                    .toList();
        }
        return product;
    }

    /// Without levels of noise where there is none: combinations that differ in nothing else are one.
    private List<Choice> applying(List<Choice> combination) {
        Set<String> unknown = Variant.unknownTo(sharing(combination));
        return combination.stream()
                .filter(choice -> choice.sets(Variant.CLASS)
                        || choice.settings().stream().noneMatch(setting -> unknown.contains(setting.key())))
                .toList();
    }

    private String sharing(List<Choice> combination) {
        return combination.stream()
                .flatMap(choice -> choice.settings().stream())
                .filter(setting -> setting.key().equals(Variant.CLASS))
                .map(Setting::value)
                .findFirst()
                .or(() -> Optional.ofNullable(base.sections().get(Variant.SHARING))
                        .map(section -> section.entries().get(Variant.CLASS))
                        .map(Entry::text))
                .orElse("");
    }

    private static String name(List<Choice> choices) {
        String name = choices.stream().map(Choice::word).collect(Collectors.joining("_"));
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "-" + Attribute.digest(name);
    }

    private Ini ini(String name, List<Choice> choices) {
        Ini ini = base;
        for (Choice choice : choices) {
            for (Setting setting : choice.settings()) {
                Origin.Option origin = new Origin.Option(place(choice));
                ini = ini.with(setting.section(), setting.key(), setting.value(), origin);
            }
            ini = withoutOldPackages(ini, choice);
        }
        if (choices.stream().anyMatch(choice -> choice.sets(Variant.CLASS))) {
            for (String key : Variant.unknownTo(sharing(choices))) {
                ini = ini.without(Variant.SHARING, key);
            }
        }
        return ini.with(EXPERIMENT, "name", name, new Origin.Option("the name " + name));
    }

    private String place(Choice choice) {
        return attributes.stream()
                .map(Attribute::entry)
                .filter(entry -> entry.key().equals(choice.attribute()))
                .findFirst()
                .map(Entry::place)
                .orElse(choice.attribute());
    }

    /// The package of another class would be an error.
    private static Ini withoutOldPackages(Ini ini, Choice choice) {
        Ini without = ini;
        for (Setting setting : choice.settings()) {
            String other = setting.key().replaceFirst("_class$", "_package");
            if (!other.equals(setting.key()) && !choice.sets(other)) {
                without = without.without(setting.section(), other);
            }
        }
        return without;
    }

    /// The same with full paths, for it is written into a folder of its own.
    private Ini anchored(Ini ini, Map<String, List<String>> paths) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        Ini anchored = ini;
        for (Map.Entry<String, List<String>> section : paths.entrySet()) {
            for (String key : section.getValue()) {
                Section found = ini.sections().get(section.getKey());
                Entry entry = found == null ? null : found.entries().get(key);
                Optional<Path> path = Optional.ofNullable(entry).flatMap(each -> existing(folder, each));
                if (path.isPresent() && entry != null) {
                    Origin.Option origin = new Origin.Option(entry.place());
                    anchored = anchored.with(section.getKey(), key, path.get().toString(), origin);
                }
            }
        }
        return anchored;
    }

    /// Options are about the folder the user is in, and so is `/datasets` where there is such a folder.
    private Optional<Path> existing(Path folder, Entry entry) {
        String text = entry.text();
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        boolean option =
                entry.origin() instanceof Origin.Option given && given.name().startsWith("--");
        Path start = option ? Path.of("").toAbsolutePath() : folder;
        Path path = start.resolve(text.startsWith("/datasets/") ? text.substring("/datasets/".length()) : text);
        return Optional.of(path.normalize()).filter(Files::exists);
    }

    private void check(Configuration configuration) {
        try {
            configured(configuration);
        } catch (BadInput bad) {
            throw bad.at(configuration.name());
        }
    }

    /// The experiment of a configuration.
    private Configured configured(Configuration configuration) {
        return ExperimentFile.read(file, configuration.ini());
    }
}
