package murmur.attack;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.data.Dataset;
import murmur.data.Shard;
import murmur.math.ParameterVector;
import murmur.random.NumpyRandom;
import murmur.random.Seed;
import murmur.random.TorchRandom;
import murmur.training.LocalTraining;
import murmur.training.Trainer;
import murmur.training.Workers;

/// Models of the adversary's own, trained as nodes train, from the same initial model, for as many iterations,
/// but on random samples: on as many as a node holds, drawn from all samples, so that most models have not seen
/// a given sample. What these models make of a sample says what to expect of one that has not been trained on
/// it.
///
/// One set of them serves all victims: a set for each, as with a single model under attack, would cost more
/// than the run.
public final class Shadows {
    private static final int COUNT = 16;

    private final Pool pool;
    private final int held;
    private final Workers workers;
    private final ProgressListener progress;
    private final AtomicInteger iterationsDone = new AtomicInteger();
    private final Map<Integer, float[][]> losses = new HashMap<>();
    private final List<BitSet> trainedOn = new ArrayList<>();

    private Shadows(Targets targets) {
        Knowledge knowledge = targets.knowledge();
        Dataset train = knowledge.shards().getFirst().dataset();
        pool = new Pool(train, knowledge.nonMembers());
        held = train.size();
        workers = targets.workers();
        progress = targets.progress();
        targets.iterations().forEach(iteration -> losses.put(iteration, new float[COUNT][]));
    }

    /// @param targets whose iterations are those after which losses will be asked for
    static Shadows trained(Targets targets) throws InterruptedException {
        Knowledge knowledge = targets.knowledge();
        Procedure procedure =
                knowledge.procedure().orElseThrow(() -> new IllegalStateException("how nodes train must be known"));
        Shadows shadows = new Shadows(targets);
        int size = (int)
                knowledge.shards().stream().mapToInt(Shard::size).average().orElse(0);
        int samples = Math.min(size, shadows.pool.size() / 2);
        BadInput.unless(samples >= 1, "the nodes", "hold samples", size);
        Seed seed = knowledge.seed().derive("shadows");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int number = 0; number < COUNT; number++) {
                int shadow = number;
                BitSet chosen =
                        shadows.choice(samples, seed.derive("samples", shadow).generator());
                shadows.trainedOn.add(chosen);
                all.add(threads.submit(() -> {
                    shadows.train(shadow, chosen, procedure, seed.derive("training", shadow));
                    return shadow;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
            return shadows;
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a shadow model failed: " + failure.getCause(), failure.getCause());
        }
    }

    private BitSet choice(int samples, NumpyRandom random) {
        int[] order = IntStream.range(0, pool.size()).toArray();
        random.shuffle(order);
        BitSet chosen = new BitSet();
        IntStream.of(order).limit(samples).forEach(chosen::set);
        return chosen;
    }

    private void train(int shadow, BitSet chosen, Procedure procedure, Seed seed) throws InterruptedException {
        LocalTraining training = procedure.training();
        Shard own = new Shard(pool, chosen.stream().toArray());
        Trainer trainer = new Trainer(training, own, new TorchRandom(seed.value()), workers);
        int[] all = IntStream.range(0, pool.size()).toArray();
        ParameterVector model = procedure.initial();
        int last = losses.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
        for (int iteration = 0; iteration <= last; iteration++) {
            model = trainer.train(model);
            progress.reached("iterations of shadow models", iterationsDone.incrementAndGet(), COUNT * (last + 1));
            float[][] row = losses.get(iteration);
            if (row != null) {
                ParameterVector now = model;
                row[shadow] = workers.call(learner -> {
                    learner.load(now);
                    return learner.evaluate(pool, all, training.loss()).losses();
                });
            }
        }
    }

    /// Over the models that were not trained on it, the mean of something about each sample: first those of the nodes'
    /// data set, then those nobody holds. NaN for a sample without such a model.
    ///
    /// @param of the quantity that belongs to a loss
    double[] means(int iteration, DoubleUnaryOperator of) {
        double[] means = new double[pool.size()];
        for (int sample = 0; sample < means.length; sample++) {
            double sum = 0;
            int models = 0;
            for (int shadow = 0; shadow < COUNT; shadow++) {
                float loss = losses(iteration)[shadow][sample];
                if (!trainedOn.get(shadow).get(sample) && !Float.isNaN(loss)) {
                    sum += of.applyAsDouble(loss);
                    models++;
                }
            }
            means[sample] = models == 0 ? Double.NaN : sum / models;
        }
        return means;
    }

    private float[][] losses(int iteration) {
        float[][] row = losses.get(iteration);
        if (row == null) {
            throw new IllegalStateException("iteration " + iteration + " was not announced");
        }
        return row;
    }

    /// Where in `means` a node's sample is.
    static int position(Shard shard, int sample) {
        return shard.index(sample);
    }

    /// Where in `means` a sample is that nobody holds.
    int position(int sample) {
        return held + sample;
    }
}
