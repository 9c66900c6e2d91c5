package murmur.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import murmur.data.ByOwner;
import murmur.data.Dataset;
import murmur.data.Fractions;
import murmur.data.Iid;
import murmur.data.Partition;
import murmur.data.Ratings;
import murmur.data.TrainTest;
import murmur.experiment.DataSource;
import murmur.experiment.Experiment;
import murmur.experiment.Placement;
import murmur.mixing.MetropolisHastings;
import murmur.model.Networks;
import murmur.model.RecurrentNetworks;
import murmur.model.ResidualNetworks;
import murmur.node.Schedule;
import murmur.privacy.NoiseSource;
import murmur.privacy.ZeroSumNoise;
import murmur.topology.RandomRegular;
import murmur.training.LocalTraining;
import murmur.training.Loss;
import murmur.training.Sgd;

/// A network, and a run that is as any other: zero-sum noise, neighbours by chance, mini-batches of 32, an evaluation
/// at the beginning and one at the end.
///
/// @param data on which nodes train and are tested
/// @param nodes of the run
record RooflineSubject(String name, Networks.Architecture architecture, TrainTest data, int nodes, int iterations) {
    private static final int BATCH = 32;
    private static final int STEPS = 3;
    private static final int DEGREE = 4;
    private static final int FEW_NODES = 8;
    private static final double SIGMA = 0.05;

    /// The networks of the reference, each for the data it is used with.
    static List<RooflineSubject> all() {
        List<Integer> coloured = List.of(3, 32, 32);
        List<Integer> written = List.of(1, 28, 28);
        return List.of(
                new RooflineSubject("LeNet", Networks::leNet, images(coloured, 10, 400), 16, 4),
                new RooflineSubject("CNN", Networks::femnistCnn, images(written, 62, 400), 16, 4),
                new RooflineSubject("RNET", ResidualNetworks::rnet, images(written, 62, 200), FEW_NODES, 2),
                new RooflineSubject("ResNet18", ResidualNetworks::resNet18, images(coloured, 10, 64), FEW_NODES, 1),
                new RooflineSubject("LSTM", RecurrentNetworks::characters, sequences(), FEW_NODES, 2),
                new RooflineSubject(
                        "MatrixFactorization", Networks.MATRIX_FACTORIZATION, RatingsTask.ratings(), 16, 10));
    }

    private static TrainTest images(List<Integer> shape, int classes, int tests) {
        return new TrainTest(RandomSamples.images(shape, classes, 512), RandomSamples.images(shape, classes, tests));
    }

    private static TrainTest sequences() {
        return new TrainTest(RandomSamples.sequences(80, 92, 512), RandomSamples.sequences(80, 92, 200));
    }

    private boolean rated() {
        return data.train() instanceof Ratings;
    }

    LocalTraining training() {
        return new LocalTraining(
                new Sgd(0.05),
                rated() ? Loss.MEAN_SQUARED_ERROR : Loss.CROSS_ENTROPY,
                BATCH,
                rated() ? 1 : STEPS,
                rated(),
                true,
                OptionalDouble.empty());
    }

    Schedule schedule() {
        return new Schedule(iterations, 1, iterations, iterations, false);
    }

    /// How many steps all nodes make together.
    int steps() {
        int perNode = rated() ? Math.ceilDiv(data.train().size() / nodes, BATCH) : STEPS;
        return nodes * iterations * perNode;
    }

    /// How many models all nodes send and keep together, each with noise of its own, and mix.
    int models() {
        return nodes * iterations * (DEGREE + 1);
    }

    /// The run, its parts watched by `time`.
    Experiment experiment(TimeSpent time, NoiseSource noise) {
        Dataset train = data.train();
        Partition partition = rated() ? new ByOwner() : new Iid(1, Fractions.equal());
        return new Experiment(
                name,
                new Experiment.Learning(
                        new DataSource("random", () -> new DataSource.Loaded(train, Optional.of(data.test()))),
                        new Experiment.Split(partition, false),
                        new Experiment.Model(name, architecture),
                        training(),
                        1,
                        1),
                new Experiment.Exchange(
                        new RandomRegular(DEGREE).generate(nodes, 1),
                        Optional.empty(),
                        time.aroundSharing(new ZeroSumNoise(
                                SIGMA, true, ZeroSumNoise.Weighting.UNIFORM, ZeroSumNoise.Absent.IGNORE, noise)),
                        time.aroundMixing(new MetropolisHastings())),
                schedule(),
                Placement.even(nodes, 1, nodes),
                new Experiment.Saving(0, 0));
    }
}
