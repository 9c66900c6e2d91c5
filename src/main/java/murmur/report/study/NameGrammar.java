package murmur.report.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// The names that the reference gives its experiments, such as `zerosum_selfnoise_128nodes_1avgsteps_4th_static`: words
/// that each tell one attribute. The last word of an attribute counts.
final class NameGrammar {
    /// What noise levels are fractions of: `4th` is a quarter of it.
    private static final double REFERENCE_NOISE = 0.225;

    private static final String DECIMAL = "\\d+([.p]\\d+)?";
    private static final String LEVEL = "th";
    private static final Map<String, String> VARIANTS = Map.of(
            "nonoise", Attributes.PLAIN,
            "muffliato", "Muffliato",
            "zerosum", Attributes.ZIP_DL,
            "selfnoise", Attributes.ZIP_DL,
            "noselfnoise", Attributes.ZIP_DL_WITHOUT_SELF_NOISE);
    private static final Map<String, String> BEFORE =
            Map.of("nodes", Attributes.NODES, "avgsteps", Attributes.STEPS, "rounds", Attributes.ROUNDS);
    private static final Map<String, String> BEHIND = Map.of(
            "lr", Attributes.RATE,
            "batchsize", Attributes.BATCH,
            "batch", Attributes.BATCH,
            "seed", Attributes.SEED,
            "degree", Attributes.DEGREE);
    private static final Map<String, String> WORDS = Map.of(
            "static", Attributes.TOPOLOGY,
            "dynamic", Attributes.TOPOLOGY,
            "LeNet", Attributes.MODEL,
            "CNN", Attributes.MODEL,
            "RNET", Attributes.MODEL);

    private NameGrammar() {}

    /// The attributes that a name tells; none where it follows another grammar.
    static Attributes read(String name) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        for (String word : name.split("_", -1)) {
            read(word, values);
        }
        return new Attributes(values);
    }

    private static void read(String word, SequencedMap<String, String> values) {
        if (VARIANTS.containsKey(word)) {
            values.put(Attributes.VARIANT, VARIANTS.get(word));
        }
        if (WORDS.containsKey(word)) {
            values.put(WORDS.get(word), word);
        }
        BEFORE.forEach((unit, key) -> {
            if (word.matches(DECIMAL + unit)) {
                values.put(key, word.substring(0, word.length() - unit.length()));
            }
        });
        BEHIND.forEach((sign, key) -> {
            if (word.matches(sign + DECIMAL)) {
                values.put(key, word.substring(sign.length()));
            }
        });
        if (word.matches(DECIMAL + LEVEL)) {
            String divisor = word.substring(0, word.length() - LEVEL.length()).replace('p', '.');
            values.put(Attributes.NOISE, Attributes.number(REFERENCE_NOISE / Double.parseDouble(divisor)));
        }
    }
}
