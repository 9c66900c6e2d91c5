package murmur.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import murmur.BadInput;
import murmur.node.Always;
import murmur.node.MarkovDropout;
import murmur.node.Participation;
import murmur.topology.DynamicRegular;
import murmur.topology.EpidemicLocal;
import murmur.topology.Graph;
import murmur.topology.OnePeerExponential;
import murmur.topology.Topology;

/// Reads `[NODE]`: whom nodes meet where the topology changes, and when they take part.
final class NodeSection {
    static final Kind<String> TOPOLOGIES =
            Kind.oneOf(Wiring.STATIC, Wiring.DYNAMIC, "dynamic-rounds", "el-local", "one-peer-exponential");

    private static final SequencedMap<String, MarkovDropout.Raised> COMPATIBILITIES = compatibilities();

    private final Keys keys;
    private final long seed;

    /// @param seed of the experiment
    NodeSection(Keys keys, long seed) {
        this.keys = keys.unsupported(Map.of("timeout", "remove it, a node waits for all its neighbours"));
        this.seed = seed;
        keys.find("graph_degree", Kind.wholeAtLeast(1));
    }

    /// A topology of this kind that changes with the steps.
    ///
    /// @param graph whom nodes of `el-local` may send to
    Topology changing(String kind, int nodes, Optional<Graph> graph, int mixingSteps) {
        return switch (kind) {
            case Wiring.DYNAMIC -> drawn(() -> new DynamicRegular(nodes, degree(), seed, false));
            case "dynamic-rounds" -> drawn(() -> new DynamicRegular(nodes, degree(), seed, true));
            case "el-local" -> drawn(() -> new EpidemicLocal(nodes, degree(), seed, graph));
            default -> new OnePeerExponential(nodes, mixingSteps);
        };
    }

    private int degree() {
        return keys.require("graph_degree", Kind.wholeAtLeast(1));
    }

    private Topology drawn(Supplier<Topology> topology) {
        degree();
        try {
            return topology.get();
        } catch (BadInput impossible) {
            throw impossible.at(keys.entry("graph_degree").map(Entry::place).orElse(keys.place()));
        }
    }

    /// @param folder where a relative path starts
    Participation participation(int nodes, Path folder) {
        Optional<Double> rate =
                keys.find("dropout_rate", Kind.numberAtLeast(0).which("and below 1", value -> value < 1));
        Optional<Double> correlation = keys.find("dropout_correlation", Kind.numberBetween(0, 1));
        MarkovDropout.Raised raised =
                keys.read("dropout_compatibility", Kind.oneOf(COMPATIBILITIES), MarkovDropout.Raised.AFTER_ABSENCE);
        Optional<String> absences = keys.find("absences", Kind.TEXT);
        if (correlation.isPresent() && rate.isEmpty()) {
            throw keys.refusal("dropout_rate", "be given with dropout_correlation");
        }
        if (absences.isPresent() && rate.isPresent()) {
            throw keys.refusal("absences", "stand alone, without dropout_rate");
        }
        if (absences.isPresent()) {
            return AbsenceFile.read(folder.resolve(absences.get()), nodes);
        }
        return rate.filter(value -> value > 0)
                .<Participation>map(value -> new MarkovDropout(value, correlation.orElse(0.0), raised, seed))
                .orElseGet(Always::new);
    }

    private static SequencedMap<String, MarkovDropout.Raised> compatibilities() {
        SequencedMap<String, MarkovDropout.Raised> words = new LinkedHashMap<>();
        words.put("paper", MarkovDropout.Raised.AFTER_ABSENCE);
        words.put("reference", MarkovDropout.Raised.AFTER_PRESENCE);
        return words;
    }
}
