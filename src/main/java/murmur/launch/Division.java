package murmur.launch;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import murmur.BadInput;
import murmur.data.Dataset;
import murmur.data.Partition;
import murmur.data.Shard;
import murmur.data.Validation;
import murmur.data.Validation.Drawing;
import murmur.data.Validation.Source;
import murmur.experiment.DataSource;
import murmur.experiment.Experiment;
import murmur.experiment.Placement;

/// Which samples each node learns from, is tested on, and is validated on.
record Division(
        List<Shard> shards, Optional<List<? extends Dataset>> tests, Optional<List<? extends Dataset>> validations) {

    static Division of(Experiment experiment, DataSource.Loaded data) {
        Optional<Validation> validation = experiment.learning().split().validation();
        if (validation.isEmpty()) {
            return divided(experiment, data);
        }
        boolean fromTrain = validation.get().source() == Source.TRAIN;
        boolean whole = validation.get().drawing() == Drawing.WHOLE_SET;
        return fromTrain && !whole
                ? fromShards(divided(experiment, data), validation.get())
                : fromWhole(experiment, data, validation.get());
    }

    private static Division divided(Experiment experiment, DataSource.Loaded data) {
        Partition partition = experiment.learning().split().partition();
        return new Division(
                divided(experiment, parts -> partition.shards(data.train(), parts)),
                data.test().map(test -> divided(experiment, parts -> partition.testSets(test, parts))),
                Optional.empty());
    }

    /// What `division` gives each node: by its uid or, when every machine divides the data among its own, by its rank.
    private static <T> List<T> divided(Experiment experiment, IntFunction<List<T>> division) {
        Placement placement = experiment.placement();
        if (!experiment.learning().split().onlyLocal()) {
            return division.apply(experiment.nodes());
        }
        Map<Integer, List<T>> divided = placement.nodesPerMachine().stream()
                .distinct()
                .collect(Collectors.toMap(nodes -> nodes, division::apply));
        return placement.nodesPerMachine().stream()
                .flatMap(nodes -> Objects.requireNonNull(divided.get(nodes)).stream())
                .toList();
    }

    /// Every node is validated on samples of its own.
    private static Division fromShards(Division division, Validation validation) {
        List<Validation.Pieces> pieces =
                division.shards().stream().map(validation::cut).toList();
        return new Division(
                pieces.stream().map(Validation.Pieces::rest).toList(),
                division.tests(),
                Optional.of(pieces.stream().map(Validation.Pieces::validation).toList()));
    }

    private static Dataset test(DataSource.Loaded data) {
        return data.test()
                .orElseThrow(() -> BadInput.must("validation_source", "be Train where there is no test set", "Test")
                        .cure("give a test_dir"));
    }

    /// All nodes are validated on the same samples.
    private static Division fromWhole(Experiment experiment, DataSource.Loaded data, Validation validation) {
        boolean fromTrain = validation.source() == Source.TRAIN;
        Validation.Pieces pieces = validation.cut(fromTrain ? data.train() : test(data));
        DataSource.Loaded rest = fromTrain
                ? new DataSource.Loaded(pieces.rest(), data.test())
                : new DataSource.Loaded(data.train(), Optional.of(pieces.rest()));
        Division division = divided(experiment, rest);
        List<Shard> same = Collections.nCopies(experiment.nodes(), pieces.validation());
        return new Division(division.shards(), division.tests(), Optional.of(same));
    }
}
