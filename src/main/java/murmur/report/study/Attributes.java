package murmur.report.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.stream.Collectors;
import murmur.experiment.Experiment;
import murmur.node.Always;
import murmur.privacy.AntiCorrelatedNoise;
import murmur.privacy.Muffliato;
import murmur.privacy.ZeroSumNoise;
import murmur.sharing.Sharing;
import murmur.training.LocalTraining;

/// What an experiment is like, in words by which runs are told apart and grouped.
public record Attributes(SequencedMap<String, String> values) {
    /// Runs that differ in nothing else are repetitions of one experiment.
    static final String SEED = "seed";

    static final String NOISE = "noise";
    static final String VARIANT = "variant";
    static final String STEPS = "mixing steps";
    static final String TOPOLOGY = "topology";
    static final String NODES = "nodes";
    static final String MODEL = "model";
    static final String RATE = "learning rate";
    static final String ROUNDS = "local steps";
    static final String BATCH = "batch size";
    private static final String DATA = "data set";
    private static final String OPTIMIZER = "optimiser";

    /// Values that say by themselves what they are.
    private static final List<String> SPEAKING = List.of(VARIANT, TOPOLOGY, MODEL, DATA, OPTIMIZER);

    static final String DEGREE = "degree";
    static final String PLAIN = "no noise";
    static final String ZIP_DL = "Zip-DL";
    static final String ZIP_DL_WITHOUT_SELF_NOISE = "Zip-DL without self noise";

    public Attributes {
        values = new LinkedHashMap<>(values);
    }

    /// Those of an experiment.
    public static Attributes of(Experiment experiment) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        Experiment.Learning learning = experiment.learning();
        Experiment.Exchange exchange = experiment.exchange();
        LocalTraining training = learning.training();
        values.put(DATA, learning.data().name());
        values.put(MODEL, learning.model().name());
        values.put(NODES, "" + experiment.nodes());
        values.put(TOPOLOGY, exchange.wiring().kind());
        exchange.wiring().fixedGraph().ifPresent(graph -> values.put(DEGREE, degrees(graph.degrees())));
        noise(exchange.sharing(), values);
        values.put(STEPS, "" + experiment.schedule().mixingSteps());
        values.put(OPTIMIZER, training.optimizer().getClass().getSimpleName());
        values.put(RATE, number(training.optimizer().learningRate()));
        values.put(ROUNDS, training.rounds() + (training.fullEpochs() ? " epochs" : ""));
        values.put(BATCH, "" + training.batchSize());
        if (!(exchange.participation() instanceof Always)) {
            values.put("participation", exchange.participation().toString());
        }
        values.put(SEED, "" + learning.seed());
        return new Attributes(values);
    }

    private static String degrees(SortedMap<Integer, Integer> degrees) {
        return degrees.firstKey() + (degrees.size() > 1 ? "–" + degrees.lastKey() : "");
    }

    private static void noise(Sharing sharing, SequencedMap<String, String> values) {
        switch (sharing) {
            case Muffliato noise -> put(values, "Muffliato", noise.sigma());
            case ZeroSumNoise noise ->
                put(values, noise.selfNoise() ? ZIP_DL : ZIP_DL_WITHOUT_SELF_NOISE, noise.sigma());
            case AntiCorrelatedNoise noise -> put(values, "anti-correlated", noise.sigma());
            default -> put(values, PLAIN, 0);
        }
    }

    private static void put(SequencedMap<String, String> values, String variant, double sigma) {
        values.put(VARIANT, variant);
        values.put(NOISE, number(sigma));
    }

    static String number(double value) {
        return value == Math.rint(value) ? "" + (long) value : "" + (float) value;
    }

    /// Those that the name of a folder tells, in the grammar of the reference.
    public static Attributes ofName(String name) {
        return NameGrammar.read(name);
    }

    String get(String key) {
        return values.getOrDefault(key, "");
    }

    /// Experiments that differ in their noise only are of one family: `Zip-DL`, `Muffliato, 10 mixing steps`.
    public String family() {
        String variant = get(VARIANT).isEmpty() ? "all" : get(VARIANT);
        return get(STEPS).isEmpty() || get(STEPS).equals("1") ? variant : variant + ", " + get(STEPS) + " " + STEPS;
    }

    public String seed() {
        return get(SEED);
    }

    /// The standard deviation of the noise; NaN where it is not known.
    public double noise() {
        return get(NOISE).isEmpty() ? Double.NaN : Double.parseDouble(get(NOISE));
    }

    /// All but the seed.
    public SequencedMap<String, String> withoutSeed() {
        SequencedMap<String, String> rest = new LinkedHashMap<>(values);
        rest.remove(SEED);
        return rest;
    }

    /// The values of some attributes in words: `Zip-DL, noise 0.05`.
    String label(List<String> keys) {
        return keys.stream()
                .filter(key -> !get(key).isEmpty())
                .filter(key -> !(key.equals(NOISE) && get(VARIANT).equals(PLAIN)))
                .map(this::word)
                .collect(Collectors.joining(", "));
    }

    private String word(String key) {
        boolean alone = SPEAKING.contains(key);
        String name = key.equals(NOISE) ? "σ" : key;
        return alone ? get(key) : name + " " + get(key);
    }
}
