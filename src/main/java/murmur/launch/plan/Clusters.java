package murmur.launch.plan;

import java.util.Map;
import java.util.OptionalInt;

/// How many cores the machines of some clusters of Grid'5000 have.
final class Clusters {
    private static final Map<String, Integer> CORES =
            Map.of("chifflot", 24, "gros", 18, "grvingt", 32, "paradoxe", 52, "paravance", 16);

    private Clusters() {}

    static OptionalInt cores(String cluster) {
        Integer cores = CORES.get(cluster);
        return cores == null ? OptionalInt.empty() : OptionalInt.of(cores);
    }
}
