package murmur.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import murmur.data.Dataset;
import murmur.data.Ratings;
import murmur.model.Libtorch;
import murmur.model.Network;
import murmur.model.Precision;
import murmur.model.Processor;
import murmur.random.TorchRandom;
import murmur.training.Learner;
import murmur.training.Loss;

/// Steps of 32 samples and evaluations in bfloat16 beside the same in float32, in turns, on one thread.
final class PrecisionTask {
    private static final int BATCH = 32;
    private static final int STEPS = 2;
    /// There are networks of which a step takes a second.
    private static final int MOST_ROUNDS = 9;

    private final int rounds;

    PrecisionTask(int rounds) {
        this.rounds = Math.min(rounds, MOST_ROUNDS);
    }

    /// @throws BadInput if the processor has no bfloat16
    List<Figure> measure() throws Exception {
        Processor.here().require(Precision.BFLOAT16);
        Libtorch.loadForOneThread();
        List<Figure> figures = new ArrayList<>();
        for (RooflineSubject subject : RooflineSubject.all()) {
            if (!(subject.data().train() instanceof Ratings)) {
                figures.addAll(measure(subject));
            }
        }
        return figures;
    }

    private List<Figure> measure(RooflineSubject subject) throws Exception {
        Dataset train = subject.data().train();
        Dataset test = subject.data().test();
        Network network = subject.architecture().of(train);
        Learner exact = learner(network);
        Learner rounded = learner(network.withPrecision(Precision.BFLOAT16));
        List<Timing> timings = Timing.inTurns(
                rounds,
                List.of(
                        steps(exact, subject, train),
                        steps(rounded, subject, train),
                        evaluation(exact, test),
                        evaluation(rounded, test)));
        String name = subject.name();
        return List.of(
                new Figure(name + " step in bfloat16", timings.get(1).median() / STEPS * 1e3, "ms"),
                new Figure(
                        name + " steps per second, bfloat16 ÷ float32",
                        timings.get(0).medianRatio(timings.get(1)),
                        "× (goal ≥ 1.4)"),
                new Figure(
                        name + " samples evaluated per second, the same",
                        timings.get(2).medianRatio(timings.get(3)),
                        "×"));
    }

    private static Learner learner(Network network) {
        Learner learner = new Learner(network);
        learner.load(network.initialize(new TorchRandom(1)));
        return learner;
    }

    private static Callable<?> steps(Learner learner, RooflineSubject subject, Dataset data) {
        int[] batch = IntStream.range(0, BATCH).toArray();
        return () -> {
            double loss = 0;
            for (int i = 0; i < STEPS; i++) {
                loss += learner.step(data, batch, subject.training(), i + 1L);
            }
            return loss;
        };
    }

    private static Callable<?> evaluation(Learner learner, Dataset data) {
        int[] order = IntStream.range(0, data.size()).toArray();
        return () -> learner.evaluate(data, order, Loss.CROSS_ENTROPY);
    }
}
