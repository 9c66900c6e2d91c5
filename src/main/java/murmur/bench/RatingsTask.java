package murmur.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import murmur.data.ByOwner;
import murmur.data.Ratings;
import murmur.data.TrainTest;
import murmur.experiment.DataSource;
import murmur.experiment.Experiment;
import murmur.experiment.Placement;
import murmur.launch.EmbeddedRun;
import murmur.mixing.MetropolisHastings;
import murmur.model.Networks;
import murmur.node.Schedule;
import murmur.privacy.ZeroSumNoise;
import murmur.random.PythonRandom;
import murmur.sharing.PlainSharing;
import murmur.sharing.Sharing;
import murmur.topology.RandomRegular;
import murmur.training.LocalTraining;
import murmur.training.Loss;
import murmur.training.Sgd;

/// Whole runs of matrix factorisation on random ratings, as many as MovieLens' small edition has: 10 nodes, of
/// which each makes one epoch of mini-batches of 32 per iteration and is evaluated every 10 iterations.
final class RatingsTask {
    private static final Ratings.Tables TABLES = new Ratings.Tables(671, 9066);
    private static final int TRAINING = 70_003;
    private static final int TEST = 30_001;
    private static final int NODES = 10;
    private static final int ITERATIONS = 20;
    private static final int DEGREE = 4;
    private static final Sharing ZERO_SUM = new ZeroSumNoise(0.028125, true, ZeroSumNoise.Weighting.UNIFORM, 421);

    private final int workers;
    private final int rounds;
    private final TrainTest ratings = ratings();

    RatingsTask(int workers, int rounds) {
        this.workers = workers;
        this.rounds = rounds;
    }

    List<Figure> measure() throws Exception {
        List<Timing> timings = Timing.inTurns(rounds, List.of(run(new PlainSharing()), run(ZERO_SUM)));
        double perNode = NodeMemory.perNode(
                nodes -> experiment(nodes, NodeMemory.frugal(ZERO_SUM), new Schedule(2, 1, 1, 1, true)));
        String unit = "per s (goal ≥ 100)";
        return List.of(
                new Figure("node-iterations on ratings, no noise", perSecond(timings.get(0)), unit),
                new Figure("node-iterations on ratings, zero-sum noise", perSecond(timings.get(1)), unit),
                new Figure("heap per node on ratings, zero-sum noise, degree 4", perNode / 1e6, "MB (goal < 5)"));
    }

    private static double perSecond(Timing timing) {
        return NODES * ITERATIONS / timing.median();
    }

    private Callable<?> run(Sharing sharing) {
        Schedule schedule = new Schedule(ITERATIONS, 1, 10, 10, false);
        EmbeddedRun run = EmbeddedRun.prepare(experiment(NODES, sharing, schedule));
        return () -> run.run(workers, event -> {});
    }

    private Experiment experiment(int nodes, Sharing sharing, Schedule schedule) {
        LocalTraining epoch =
                new LocalTraining(new Sgd(0.075), Loss.MEAN_SQUARED_ERROR, 32, 1, true, true, OptionalDouble.empty());
        return new Experiment(
                "ratings",
                new Experiment.Learning(
                        new DataSource(
                                "random", () -> new DataSource.Loaded(ratings.train(), Optional.of(ratings.test()))),
                        new Experiment.Split(new ByOwner(), false),
                        new Experiment.Model("MatrixFactorization", Networks.MATRIX_FACTORIZATION),
                        epoch,
                        1,
                        1),
                new Experiment.Exchange(
                        new RandomRegular(DEGREE).generate(nodes, 1),
                        Optional.empty(),
                        sharing,
                        new MetropolisHastings()),
                schedule,
                Placement.even(nodes, 1, nodes),
                new Experiment.Saving(0, 0));
    }

    static TrainTest ratings() {
        PythonRandom random = new PythonRandom(1);
        return new TrainTest(ratings(TRAINING, random), ratings(TEST, random));
    }

    /// Every user rates as often as any other, items and stars by chance.
    private static Ratings ratings(int count, PythonRandom random) {
        List<Ratings.Rating> ratings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int user = 1 + (int) ((long) i * TABLES.users() / count);
            ratings.add(new Ratings.Rating(user, random.randint(1, TABLES.items()), random.randint(1, 10)));
        }
        return new Ratings(TABLES, ratings);
    }
}
