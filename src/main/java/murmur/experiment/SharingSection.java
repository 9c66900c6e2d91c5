package murmur.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import murmur.mixing.MetropolisHastings;
import murmur.mixing.Mixing;
import murmur.mixing.UniformMixing;
import murmur.node.Degrees;
import murmur.privacy.AntiCorrelatedNoise;
import murmur.privacy.Muffliato;
import murmur.privacy.NoiseSource;
import murmur.privacy.ZeroSumNoise;
import murmur.sharing.BufferNoise;
import murmur.sharing.PlainSharing;
import murmur.sharing.Sharing;
import murmur.topology.Graph;

/// Reads `[SHARING]`: what leaves a node, what it does with what arrives, and which models are saved.
final class SharingSection {
    private static final String OTHER_SHARING = "use SharingAsymmetric, which sends whole models";
    private static final String PARTIAL = "remove it, it belongs to classes that send parts of models";
    private static final String COMPRESSION = "remove it, models travel whole, as 32-bit numbers";
    private static final long SHARING_SEED = 421;

    /// What a node sends and what it does with what it gets.
    record Behaviour(Sharing sharing, Mixing mixing) {}

    private static final Catalogue<Function<Keys, Behaviour>> CLASSES = new Catalogue<Function<Keys, Behaviour>>(
                    "sharing")
            .with(
                    "SharingAsymmetric",
                    keys -> metropolisHastings(new PlainSharing()),
                    "decentralizepy.sharing.SharingAsymmetric")
            .with("Sharing", keys -> metropolisHastings(new PlainSharing()), "decentralizepy.sharing.Sharing")
            .with(
                    "PlainAverageSharing",
                    keys -> new Behaviour(new PlainSharing(), new UniformMixing()),
                    "decentralizepy.sharing.PlainAverageSharing")
            .with(
                    "Muffliato",
                    keys -> metropolisHastings(new Muffliato(sigma(keys), source(keys))),
                    "decentralizepy.sharing.Muffliato")
            .with("ZeroSumSharing", SharingSection::zeroSum, "decentralizepy.sharing.ZeroSumSharing")
            .with(
                    "AntiCorSharing",
                    keys -> metropolisHastings(new AntiCorrelatedNoise(sigma(keys), source(keys))),
                    "decentralizepy.sharing.AntiCorSharing")
            .without(
                    OTHER_SHARING,
                    "PartialModel",
                    "SubSampling",
                    "Choco",
                    "Wavelet",
                    "FFT",
                    "JWINS",
                    "STC",
                    "ShiftedZeroSum");

    private static final Kind<ZeroSumNoise.Weighting> WEIGHTINGS = Kind.oneOf(weightings());

    private static final Kind<BufferNoise> BUFFER_NOISES = Kind.oneOf(bufferNoises());

    private static SequencedMap<String, BufferNoise> bufferNoises() {
        SequencedMap<String, BufferNoise> words = new LinkedHashMap<>();
        words.put("none", BufferNoise.NONE);
        words.put("reference", BufferNoise.REFERENCE);
        return words;
    }

    private static final Kind<NoiseSource.Generator> GENERATORS = Kind.oneOf(generators());

    private static SequencedMap<String, NoiseSource.Generator> generators() {
        SequencedMap<String, NoiseSource.Generator> words = new LinkedHashMap<>();
        words.put("numpy", NoiseSource.Generator.NUMPY);
        words.put("threefry", NoiseSource.Generator.THREEFRY);
        return words;
    }

    private static final Kind<ZeroSumNoise.Absent> ABSENT = Kind.oneOf(absent());

    private SharingSection() {}

    static Behaviour read(Keys keys) {
        keys.unsupported(Map.ofEntries(
                Map.entry("compression_package", COMPRESSION),
                Map.entry("compression_class", COMPRESSION),
                Map.entry("float_precision", COMPRESSION),
                Map.entry("weighting_method", "weights are Metropolis–Hastings"),
                Map.entry("alpha", PARTIAL),
                Map.entry("alpha_list", PARTIAL),
                Map.entry("step_size", PARTIAL),
                Map.entry("wavelet", PARTIAL),
                Map.entry("level", PARTIAL),
                Map.entry("change_based_selection", PARTIAL),
                Map.entry("metadata_cap", PARTIAL),
                Map.entry("accumulation", PARTIAL),
                Map.entry("accumulate_averaging_changes", PARTIAL),
                Map.entry("save_shared", PARTIAL),
                Map.entry("dict_ordered", PARTIAL),
                Map.entry("save_accumulated", PARTIAL),
                Map.entry("pickle", PARTIAL),
                Map.entry("layerwise", PARTIAL)));
        Function<Keys, Behaviour> behaviour = CLASSES.read(keys);
        if (keys.read("compress", Kind.TRUTH, false)) {
            throw keys.entry("compress").orElseThrow().unsupported(COMPRESSION);
        }
        return behaviour.apply(keys);
    }

    static Experiment.Saving saving(Keys keys, int nodes) {
        int period = keys.read("save_models_for_attacks", Kind.wholeAtLeast(-1), -1);
        boolean all = keys.read("save_all_models", Kind.TRUTH, true);
        int first = keys.read("nb_models_to_save", Kind.wholeAtLeast(0), 1);
        return new Experiment.Saving(Math.max(0, period), all ? nodes : Math.min(first, nodes));
    }

    static BufferNoise bufferNoise(Keys keys) {
        return keys.read("buffer_noise", BUFFER_NOISES, BufferNoise.NONE);
    }

    /// @param graph the graph that was given, whether or not it is the one in force
    static Degrees degrees(Keys keys, Optional<Graph> graph) {
        String which = keys.read("announced_degree", Kind.oneOf("in_force", "graph_file"), "in_force");
        if (which.equals("in_force")) {
            return Degrees.IN_FORCE;
        }
        return Degrees.of(graph.orElseThrow(
                () -> keys.refusal("announced_degree", "be in_force where no [EXPERIMENT] graph is given")));
    }

    private static Behaviour metropolisHastings(Sharing sharing) {
        return new Behaviour(sharing, new MetropolisHastings());
    }

    private static Behaviour zeroSum(Keys keys) {
        return metropolisHastings(new ZeroSumNoise(
                sigma(keys),
                keys.read("self_noise", Kind.TRUTH, false),
                keys.read("zero_sum", WEIGHTINGS, ZeroSumNoise.Weighting.UNIFORM),
                keys.read("absent", ABSENT, ZeroSumNoise.Absent.IGNORE),
                source(keys)));
    }

    private static SequencedMap<String, ZeroSumNoise.Weighting> weightings() {
        SequencedMap<String, ZeroSumNoise.Weighting> words = new LinkedHashMap<>();
        words.put("uniform", ZeroSumNoise.Weighting.UNIFORM);
        words.put("weighted", ZeroSumNoise.Weighting.MIXING);
        return words;
    }

    private static SequencedMap<String, ZeroSumNoise.Absent> absent() {
        SequencedMap<String, ZeroSumNoise.Absent> words = new LinkedHashMap<>();
        words.put("ignore", ZeroSumNoise.Absent.IGNORE);
        words.put("redraw", ZeroSumNoise.Absent.REDRAW);
        return words;
    }

    private static double sigma(Keys keys) {
        return keys.read("noise_std", Kind.numberAtLeast(0), 0.0);
    }

    private static NoiseSource source(Keys keys) {
        return new NoiseSource(
                keys.read("sharing_seed", Kind.LONG.which("of at least 0", seed -> seed >= 0), SHARING_SEED),
                keys.read("noise_generator", GENERATORS, NoiseSource.Generator.NUMPY));
    }
}
