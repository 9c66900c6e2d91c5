package murmur.launch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import murmur.data.Sha256;
import murmur.experiment.Experiment;
import murmur.experiment.Wiring;
import murmur.model.Device;
import murmur.node.Schedule;
import murmur.topology.Links;
import murmur.topology.Step;

/// What determines a run, as short texts by name: machines compare theirs before they start together.
///
/// @param entries what is compared, by the name a message gives it
/// @param localData whether every machine divides the data among its own nodes
record Prospectus(Map<String, String> entries, boolean localData) {
    private static final int LONGEST = 200;
    private static final String ITERATIONS = "number of iterations";
    private static final String NODES_PER_MACHINE = "nodes per machine";

    Prospectus {
        entries = new TreeMap<>(entries);
    }

    static Prospectus of(EmbeddedRun run) {
        Experiment experiment = run.experiment();
        Experiment.Learning learning = experiment.learning();
        Experiment.Exchange exchange = experiment.exchange();
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("model", run.network().name() + " " + run.initialModel().hashCode());
        entries.put("precision", learning.model().precision().word());
        entries.put("device", learning.model().device().kind());
        entries.put("training", learning.training().toString());
        entries.put("training data", run.data().train().sha256());
        entries.put(
                "test data", run.data().test().map(test -> test.sha256()).orElse("none") + learning.testBatchSize());
        entries.put("partition", learning.split().toString());
        entries.put("seed", Long.toString(learning.seed()));
        entries.put("graph", graph(exchange.wiring()));
        entries.put("sharing", exchange.sharing() + " " + exchange.bufferNoise());
        entries.put("mixing", exchange.mixing().toString());
        entries.put("encoding", exchange.encoding().word());
        entries.put("participation", exchange.participation().toString());
        Schedule schedule = experiment.schedule();
        entries.put("schedule", schedule.withIterations(1).toString());
        entries.put(ITERATIONS, Integer.toString(schedule.iterations()));
        entries.put(
                "nodes per machine", experiment.placement().nodesPerMachine().toString());
        entries.replaceAll((name, value) -> value.length() <= LONGEST ? value.replace('\n', ' ') : sha256(value));
        return new Prospectus(entries, learning.split().onlyLocal());
    }

    /// The same with one more entry.
    Prospectus with(String name, String value) {
        Map<String, String> more = new TreeMap<>(entries);
        more.put(name, value);
        return new Prospectus(more, localData);
    }

    private static String graph(Wiring wiring) {
        Links links = wiring.topology().at(new Step(0, 0));
        StringBuilder all = new StringBuilder(wiring.kind());
        for (int node = 0; node < links.nodes(); node++) {
            all.append(Arrays.toString(links.receivers(node)));
        }
        return wiring.kind() + " " + sha256(all.toString());
    }

    private static String sha256(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    /// What a run that goes on from a checkpoint must have in common with the one that made it: it may be
    /// longer, and on other machines.
    String forCheckpoints() {
        Map<String, String> kept = new TreeMap<>(entries);
        kept.remove(ITERATIONS);
        // So that checkpoints made before there was a choice can be gone on from.
        kept.remove("device", Device.CPU.kind());
        if (!localData) {
            kept.remove(NODES_PER_MACHINE);
        }
        return sha256(kept.toString());
    }

    /// What differs from the prospectus another machine sent, if anything.
    Optional<String> difference(String other) {
        Map<String, String> others = other.lines()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (first, again) -> first));
        return entries.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(others.get(entry.getKey())))
                .findFirst()
                .map(entry ->
                        "its " + entry.getKey() + " is " + others.get(entry.getKey()) + ", here " + entry.getValue());
    }
}
