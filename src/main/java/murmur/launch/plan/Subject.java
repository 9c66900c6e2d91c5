package murmur.launch.plan;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.data.Dataset;
import murmur.experiment.DataSource;
import murmur.experiment.Experiment;
import murmur.experiment.Outline;
import murmur.launch.EmbeddedRun;
import murmur.model.Network;
import murmur.training.LocalTraining;

/// An experiment and the data it is planned with: its own where that is there, else samples that stand in for it.
///
/// @param trainSamples of each node
/// @param testSamples of each node
/// @param shard what a node may learn from while the time is taken
/// @param test what it may be tested on
/// @param dataBytes what the data takes in memory
/// @param remark on data that is not there
record Subject(
        Experiment experiment,
        Network network,
        List<Integer> trainSamples,
        List<Integer> testSamples,
        Dataset shard,
        Optional<Dataset> test,
        long dataBytes,
        Optional<String> remark) {
    private static final int MOST_STAND_INS = 4096;

    /// @throws BadInput when the experiment cannot work with its data, or nothing is known of data that is not there
    static Subject of(Experiment experiment) {
        DataSource source = experiment.learning().data();
        DataSource.Loaded data;
        try {
            data = source.loader().load();
        } catch (BadInput missing) {
            Outline outline = source.outline().orElseThrow(() -> missing);
            return without(
                    experiment, outline, String.valueOf(missing.getMessage()).split(";", 2)[0]);
        }
        return with(experiment, data);
    }

    private static Subject with(Experiment experiment, DataSource.Loaded data) {
        EmbeddedRun run = EmbeddedRun.prepare(holding(experiment, data));
        List<Integer> train = run.shards().stream().map(Dataset::size).toList();
        List<Integer> test = IntStream.range(0, experiment.nodes())
                .mapToObj(run::testSamples)
                .toList();
        long bytes = bytes(data.train(), data.train().size())
                + data.test().map(set -> bytes(set, set.size())).orElse(0L);
        return new Subject(
                experiment, run.network(), train, test, run.shards().getFirst(), data.test(), bytes, Optional.empty());
    }

    /// The same experiment, whose data need not be read again.
    private static Experiment holding(Experiment experiment, DataSource.Loaded data) {
        Experiment.Learning learning = experiment.learning();
        DataSource held =
                new DataSource(learning.data().name(), learning.data().countsLabels(), () -> data, Optional.empty());
        return new Experiment(
                experiment.name(),
                new Experiment.Learning(
                        held,
                        learning.split(),
                        learning.model(),
                        learning.training(),
                        learning.testBatchSize(),
                        learning.seed()),
                experiment.exchange(),
                experiment.schedule(),
                experiment.placement(),
                experiment.saving());
    }

    private static Subject without(Experiment experiment, Outline outline, String missing) {
        int nodes = experiment.nodes();
        boolean local = experiment.learning().split().onlyLocal();
        List<Integer> train = IntStream.range(0, nodes)
                .mapToObj(node -> Math.max(1, outline.train() / (local ? neighboursAtHome(experiment, node) : nodes)))
                .toList();
        boolean divided = outline.tables().isPresent();
        List<Integer> test = Collections.nCopies(nodes, divided ? outline.test() / nodes : outline.test());
        LocalTraining training = experiment.learning().training();
        IntStream.range(0, nodes).forEach(node -> training.requireEnough(node, train.get(node)));
        Dataset shard = StandIn.of(outline, Math.max(training.batchSize(), Math.min(train.getFirst(), MOST_STAND_INS)));
        Optional<Dataset> tests =
                outline.test() == 0 ? Optional.empty() : Optional.of(StandIn.of(outline, MOST_STAND_INS));
        Network network = experiment.learning().model().network(shard);
        String remark = "without the data (" + missing + "): planned with the usual " + outline.train()
                + " samples to learn from, in equal parts, and " + outline.test() + " to test with";
        long bytes = bytes(shard, outline.train()) + bytes(shard, outline.test());
        return new Subject(experiment, network, train, test, shard, tests, bytes, Optional.of(remark));
    }

    private static int neighboursAtHome(Experiment experiment, int node) {
        List<Integer> counts = experiment.placement().nodesPerMachine();
        return counts.get(experiment.placement().machine(node));
    }

    /// Images take a byte per value; so does what is coded like them.
    private static long bytes(Dataset data, int size) {
        return (long) size * data.shape().stream().reduce(1, Math::multiplyExact);
    }

    /// The mini-batches of one phase of local training of a node.
    long steps(int node) {
        LocalTraining training = experiment.learning().training();
        if (!training.fullEpochs()) {
            return training.rounds();
        }
        int batches = training.wholeBatches()
                ? trainSamples.get(node) / training.batchSize()
                : Math.ceilDiv(trainSamples.get(node), training.batchSize());
        return (long) training.rounds() * batches;
    }
}
