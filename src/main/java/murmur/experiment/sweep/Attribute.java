package murmur.experiment.sweep;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import murmur.BadInput;
import murmur.Nearest;
import murmur.data.Sha256;
import murmur.experiment.Entry;
import murmur.experiment.Ini;

/// One line of `[SWEEP]`: something and the values it shall take.
///
/// @param entry the line
/// @param base the configuration it changes
record Attribute(Entry entry, Ini base) {
    static final String VARIANT = "variant";
    private static final String NOISE_LEVEL = "noise_level";
    private static final String NOISE = "noise_std";
    private static final String EXPERIMENT = "EXPERIMENT";
    private static final int DIGEST = 8;

    /// How the reference writes the value of an attribute, which is also its word.
    ///
    /// @param before what stands in front of the number
    /// @param behind what stands behind it
    private record Form(String section, String key, String before, String behind) {}

    private static final Map<String, Form> FORMS = Map.ofEntries(
            Map.entry("random_seed", new Form("DATASET", "random_seed", "seed", "")),
            Map.entry("graph_degree", new Form("NODE", "graph_degree", "degree", "")),
            Map.entry("lr", new Form("OPTIMIZER_PARAMS", "lr", "lr", "")),
            Map.entry("rounds", new Form("TRAIN_PARAMS", "rounds", "", "rounds")),
            Map.entry("batchsize", new Form("TRAIN_PARAMS", "batch_size", "batchsize", "")),
            Map.entry("batch_size", new Form("TRAIN_PARAMS", "batch_size", "batchsize", "")),
            Map.entry("avgsteps", new Form(EXPERIMENT, "averaging_rounds", "", "avgsteps")),
            Map.entry("averaging_rounds", new Form(EXPERIMENT, "averaging_rounds", "", "avgsteps")),
            Map.entry("nbnodes", new Form(EXPERIMENT, "nodes", "", "nodes")),
            Map.entry("nodes", new Form(EXPERIMENT, "nodes", "", "nodes")),
            Map.entry("iterations", new Form(EXPERIMENT, "iterations", "", "iterations")));

    /// Where a key belongs that the configuration does not have.
    private static final Map<String, List<String>> SECTIONS = Map.of(
            "DATASET",
            List.of(
                    "train_dir",
                    "test_dir",
                    "dataset_class",
                    "model_class",
                    "partition_niid",
                    "shards",
                    "alpha",
                    "sizes",
                    "samples_per_node"),
            "OPTIMIZER_PARAMS",
            List.of("optimizer_class", "momentum", "weight_decay", "nesterov", "dampening", "betas", "eps"),
            "TRAIN_PARAMS",
            List.of("training_class", "loss_class", "full_epochs", "shuffle", "clipping_norm"),
            Variant.SHARING,
            List.of(
                    Variant.CLASS,
                    NOISE,
                    "sharing_seed",
                    "noise_generator",
                    "self_noise",
                    "zero_sum",
                    "absent",
                    "buffer_noise"),
            "NODE",
            List.of("dropout_rate", "dropout_correlation", "absences"),
            "COMMUNICATION",
            List.of("encoding"),
            EXPERIMENT,
            List.of(
                    "topology",
                    "graph",
                    "graph_type",
                    "test_after",
                    "train_evaluate_after",
                    "reset_optimizer",
                    "precision"));

    /// The values in their order.
    ///
    /// @throws BadInput naming the line
    List<Choice> choices() {
        List<String> values = Arithmetic.list(entry.text());
        if (values.isEmpty()) {
            throw entry.refusal("be a list of values, with commas between them");
        }
        List<Choice> choices = new ArrayList<>();
        for (String value : values) {
            if (Collections.frequency(values, value) > 1) {
                throw entry.refusal("give every value once");
            }
            choices.add(choice(value));
        }
        return withWordsOfTheirOwn(choices, values);
    }

    /// Values that differ only in what cannot stand in a name get a digest behind it.
    private static List<Choice> withWordsOfTheirOwn(List<Choice> choices, List<String> values) {
        Map<String, Integer> uses = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        choices.forEach(choice -> uses.merge(choice.word(), 1, Integer::sum));
        List<Choice> own = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            String word = uses.getOrDefault(choice.word(), 0) == 1
                    ? choice.word()
                    : choice.word() + "-" + digest(values.get(i));
            own.add(new Choice(choice.attribute(), word, choice.settings()));
        }
        return own;
    }

    static String digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST);
    }

    private Choice choice(String value) {
        String key = entry.key();
        Form form = FORMS.get(key);
        if (key.equals(VARIANT)) {
            return new Choice(key, value, variant(value).settings());
        }
        if (key.equals(NOISE_LEVEL)) {
            String deviation = NoiseLevel.deviation(value)
                    .orElseThrow(() -> refusal(value, "be levels such as 4th or 0p5th", "noise_std takes numbers"));
            return new Choice(key, value, List.of(new Setting(Variant.SHARING, NOISE, deviation)));
        }
        if (form != null) {
            return formed(form, value);
        }
        List<Setting> settings = sections().stream()
                .map(section -> new Setting(section, name(), value))
                .toList();
        return new Choice(key, word(value), settings);
    }

    private Variant variant(String value) {
        List<String> known = Arrays.stream(Variant.values())
                .map(variant -> variant.name().toLowerCase(Locale.ROOT))
                .toList();
        return Arrays.stream(Variant.values())
                .filter(variant -> variant.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> refusal(value, "be of " + String.join(", ", known), "write one of those"));
    }

    private Choice formed(Form form, String value) {
        boolean written = value.startsWith(form.before()) && value.endsWith(form.behind());
        boolean longer = value.length() > form.before().length() + form.behind().length();
        String number = written && longer
                ? value.substring(
                        form.before().length(), value.length() - form.behind().length())
                : value;
        if (!Arithmetic.isNumber(number)) {
            String example = form.before() + 5 + form.behind();
            throw refusal(value, "be numbers", "write 5 or " + example);
        }
        String word = form.before() + clean(number) + form.behind();
        return new Choice(entry.key(), word, List.of(new Setting(form.section(), form.key(), number)));
    }

    private BadInput refusal(String value, String condition, String cure) {
        return BadInput.must(entry.place(), condition, value).cure(cure);
    }

    /// The key itself, where the line names the section, too.
    private String name() {
        return entry.key().substring(entry.key().indexOf('.') + 1);
    }

    /// All sections that have such a key, else the one it belongs to.
    private List<String> sections() {
        int dot = entry.key().indexOf('.');
        if (dot >= 0) {
            return List.of(named(entry.key().substring(0, dot)));
        }
        List<String> having = base.sections().values().stream()
                .filter(section -> section.entries().containsKey(name()))
                .map(section -> section.name())
                .toList();
        return having.isEmpty() ? List.of(belonging()) : having;
    }

    private String named(String lowered) {
        return Optional.of(lowered.toUpperCase(Locale.ROOT))
                .filter(SECTIONS::containsKey)
                .orElseThrow(() -> new BadInput(entry.place() + ": there is no section [" + lowered + "]"));
    }

    private String belonging() {
        Map<String, String> known = new LinkedHashMap<>();
        SECTIONS.forEach((section, keys) -> keys.forEach(key -> known.put(key, section)));
        String section = known.get(name());
        if (section != null) {
            return section;
        }
        List<String> names = new ArrayList<>(known.keySet());
        names.addAll(FORMS.keySet());
        names.addAll(List.of(VARIANT, NOISE_LEVEL));
        Collections.sort(names);
        String nearest = Nearest.to(name(), names);
        throw new BadInput(entry.place() + " is no key of this configuration")
                .cure(nearest == null ? "write SECTION." + name() : "did you mean \"" + nearest + "\"?");
    }

    /// What a value of any other key contributes to a name: itself if it is a word, else its key and itself.
    private String word(String value) {
        if (name().equals(NOISE) && Arithmetic.isNumber(value)) {
            double deviation = Double.parseDouble(value);
            return NoiseLevel.of(deviation).orElse("noise" + Arithmetic.plain(deviation));
        }
        boolean speaks = value.matches("[A-Za-z].*") && !value.matches("(?i)true|false|yes|no|on|off|none");
        return speaks ? clean(value) : clean(name()) + (Arithmetic.isNumber(value) ? "" : "-") + clean(value);
    }

    /// With nothing that means something to a shell or a file system, nor an underscore, which divides words.
    static String clean(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9.+-]+", "-").replaceAll("\\.{2,}", "-");
        String trimmed = plain.replaceAll("^[-.]+(?=[A-Za-z0-9])|[-.]+$", "");
        return trimmed.isEmpty() ? "x" + digest(text) : trimmed;
    }
}
