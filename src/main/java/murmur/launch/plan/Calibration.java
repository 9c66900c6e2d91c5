package murmur.launch.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.data.Dataset;
import murmur.data.Shard;
import murmur.experiment.Experiment;
import murmur.launch.EmbeddedRun;
import murmur.math.ParameterVector;
import murmur.mixing.Mixing;
import murmur.mixing.Received;
import murmur.mixing.WholeCounters;
import murmur.model.Device;
import murmur.random.TorchRandom;
import murmur.sharing.Audience;
import murmur.sharing.Shares;
import murmur.sharing.Sharing;
import murmur.topology.Links;
import murmur.topology.Step;
import murmur.training.Arithmetic;
import murmur.training.LocalTraining;
import murmur.training.Trainer;
import murmur.training.Workers;

/// Does for about ten seconds what nodes of an experiment do, and takes the time: trains its model with its batch size
/// on all cores at once, shares and mixes models among as many neighbours, and evaluates.
final class Calibration {
    private static final Duration WARMING = Duration.ofMillis(1500);
    private static final Duration TRAINING = Duration.ofMillis(4500);
    private static final Duration MIXING = Duration.ofSeconds(1);
    private static final Duration EVALUATION = Duration.ofSeconds(1);
    private static final double LONGEST_PHASE_SECONDS = 0.5;
    private static final int MOST_SAMPLES = 512;
    private static final double NANOS = 1e9;

    private final Subject subject;
    private final ParameterVector model;

    private Calibration(Subject subject) {
        this.subject = subject;
        model = subject.network().initialize(new TorchRandom(1));
    }

    /// @throws BadInput if this machine has not the experiment's device
    static void prepare(Experiment experiment) {
        try {
            experiment.learning().model().device().prepare();
        } catch (BadInput missing) {
            throw missing.cure("or plan without the time, with --no-calibration");
        }
    }

    /// @param cores how many work at once
    static Speed.Learning learning(Subject subject, int cores) throws InterruptedException {
        Calibration calibration = new Calibration(subject);
        int busy = Math.min(cores, subject.experiment().nodes());
        Experiment.Learning learning = subject.experiment().learning();
        Device device = learning.model().device();
        try (Workers workers = new Workers(busy, Arithmetic.of(subject.network(), learning.training(), device))) {
            return new Speed.Learning(
                    calibration.step(workers), calibration.trainSample(workers), calibration.testSample(workers), busy);
        }
    }

    static Speed.Exchange exchange(Subject subject) throws InterruptedException {
        Calibration calibration = new Calibration(subject);
        boolean several = subject.experiment().schedule().mixingSteps() > 1;
        return new Speed.Exchange(calibration.mixing(0), several ? calibration.mixing(1) : 0);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    /// The median of the times `work` takes, which is done at least once: what else the machine does now and then
    /// shall not count.
    private static double seconds(Duration limit, Work work) throws InterruptedException {
        List<Long> taken = new ArrayList<>();
        long start = System.nanoTime();
        long before;
        long now = start;
        do {
            before = now;
            work.run();
            now = System.nanoTime();
            taken.add(now - before);
        } while (now - start < limit.toNanos());
        Collections.sort(taken);
        return taken.get(taken.size() / 2) / NANOS;
    }

    /// Phases are as long as the experiment's, or half a second where those are longer.
    private double step(Workers workers) throws InterruptedException {
        LocalTraining training = subject.experiment().learning().training();
        double first = seconds(Duration.ZERO, phase(workers, training, 1));
        double one = Math.min(first, seconds(Duration.ZERO, phase(workers, training, 1)));
        long wanted = subject.steps(0);
        int steps = Math.clamp((long) (LONGEST_PHASE_SECONDS / one), 1, Math.clamp(wanted, 1, 10_000));
        inParallel(workers, () -> seconds(WARMING, phase(workers, training, steps)));
        return inParallel(workers, () -> seconds(TRAINING, phase(workers, training, steps))) / steps;
    }

    private Work phase(Workers workers, LocalTraining training, int steps) {
        LocalTraining some = new LocalTraining(
                training.optimizer(),
                training.loss(),
                training.batchSize(),
                steps,
                false,
                training.shuffle(),
                training.wholeBatches(),
                training.clippingNorm());
        Trainer trainer = new Trainer(some, subject.shard(), new TorchRandom(1), workers);
        return () -> {
            trainer.train(model);
            trainer.resetOptimizer();
        };
    }

    /// The mean of what `work` gives, done once for each worker at the same time.
    private static double inParallel(Workers workers, Callable<Double> work) throws InterruptedException {
        List<Future<Double>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < workers.count(); worker++) {
                all.add(threads.submit(work));
            }
            double sum = 0;
            for (Future<Double> each : all) {
                sum += each.get();
            }
            return sum / all.size();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the calibration failed: " + failure.getCause(), failure.getCause());
        }
    }

    private double mixing(int mixingStep) throws InterruptedException {
        Experiment.Exchange exchange = subject.experiment().exchange();
        Sharing sharing = exchange.bufferNoise()
                .applyTo(exchange.sharing(), subject.network().layout());
        Mixing mixing = WholeCounters.in(exchange.mixing(), subject.network().layout());
        Links links = exchange.wiring().topology().at(new Step(0, 0));
        int node = typical(links);
        Audience audience = audience(links, node, new Step(0, mixingStep), mixing);
        int[] positions = IntStream.range(0, audience.receivers().size()).toArray();
        int nodes = Collections.max(subject.experiment().placement().nodesPerMachine());
        Sharing.Sharer sharer = sharing.forNode(node, EmbeddedRun.room(nodes));
        double seconds = seconds(MIXING, () -> {
            Shares shares = exchange.encoding().applyTo(sharer.share(model, audience));
            List<Received> received = IntStream.of(positions)
                    .mapToObj(position -> new Received(positions.length, () -> shares.sent(position)))
                    .toList();
            exchange.encoding().bytes(shares, positions, model.length());
            mixing.mix(shares::kept, received);
        });
        return seconds * meanDegree(links) / Math.max(1, links.receiverCount(node));
    }

    private static double meanDegree(Links links) {
        return IntStream.range(0, links.nodes())
                .map(links::receiverCount)
                .average()
                .orElse(0);
    }

    /// The node whose number of neighbours is nearest to the mean, of those that have one.
    private static int typical(Links links) {
        double mean = meanDegree(links);
        int typical = 0;
        double least = Double.MAX_VALUE;
        for (int node = 0; node < links.nodes(); node++) {
            double distance = Math.abs(links.receiverCount(node) - mean);
            if (links.receiverCount(node) > 0 && distance < least) {
                typical = node;
                least = distance;
            }
        }
        return typical;
    }

    private static Audience audience(Links links, int node, Step step, Mixing mixing) {
        int degree = links.receiverCount(node);
        List<Audience.Receiver> receivers = IntStream.of(links.receivers(node))
                .mapToObj(peer -> new Audience.Receiver(peer, mixing.weight(links.senderCount(peer), degree)))
                .toList();
        double given = receivers.stream().mapToDouble(Audience.Receiver::weight).sum();
        return new Audience(step, receivers, 1 - given);
    }

    private double trainSample(Workers workers) throws InterruptedException {
        Dataset some = some(subject.shard());
        LocalTraining training = subject.experiment().learning().training();
        if (training.wholeBatches() && some.size() < training.batchSize()) {
            some = subject.shard();
        }
        Trainer trainer = new Trainer(training, some, new TorchRandom(1), workers);
        return seconds(EVALUATION, () -> trainer.trainLoss(model)) / some.size();
    }

    private double testSample(Workers workers) throws InterruptedException {
        OptionalDouble seconds = OptionalDouble.empty();
        if (subject.test().isPresent()) {
            Dataset some = some(subject.test().get());
            LocalTraining training = subject.experiment().learning().training();
            Trainer trainer = new Trainer(training, some, new TorchRandom(1), workers);
            seconds = OptionalDouble.of(seconds(EVALUATION, () -> trainer.test(model, some)) / some.size());
        }
        return seconds.orElse(0);
    }

    private static Dataset some(Dataset data) {
        return new Shard(
                data, IntStream.range(0, Math.min(data.size(), MOST_SAMPLES)).toArray());
    }
}
