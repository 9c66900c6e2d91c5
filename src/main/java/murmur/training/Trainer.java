package murmur.training;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import murmur.data.Dataset;
import murmur.math.ParameterVector;
import murmur.random.TorchRandom;

/// The local training of one node: its samples, its random stream, and what its optimiser remembers.
public final class Trainer {
    private final LocalTraining training;
    private final Dataset shard;
    private final TorchRandom random;
    private final Workers workers;
    private OptimizerState state;

    public Trainer(LocalTraining training, Dataset shard, TorchRandom random, Workers workers) {
        this.training = training;
        this.shard = shard;
        this.random = random;
        this.workers = workers;
        state = new OptimizerState(0, List.of());
    }

    /// Writes what further training depends on: the random stream and what the optimiser remembers.
    public void writeTo(DataOutput out) throws IOException {
        random.writeTo(out);
        state.writeTo(out);
    }

    /// Goes on from what was written.
    public void readFrom(DataInput in) throws IOException {
        random.readFrom(in);
        state = OptimizerState.readFrom(in);
    }

    /// The model after one phase of local training.
    public ParameterVector train(ParameterVector start) throws InterruptedException {
        return workers.call(learner -> train(start, learner));
    }

    private ParameterVector train(ParameterVector start, Arithmetic learner) {
        if (state.steps() == 0) {
            state = OptimizerState.initial(training.optimizer(), learner.parameters());
        }
        learner.load(start);
        learner.loadMemories(state.memories());
        long before = state.steps();
        long steps = training.fullEpochs() ? passes(learner, before) : steps(learner, before);
        state = new OptimizerState(
                before + steps, learner.storeMemories(training.optimizer().memories()));
        return learner.store();
    }

    private long passes(Arithmetic learner, long before) {
        long done = 0;
        for (int round = 0; round < training.rounds(); round++) {
            MiniBatches batches = pass();
            while (batches.hasNext()) {
                done++;
                learner.step(shard, batches.next(), training, before + done);
            }
        }
        return done;
    }

    private long steps(Arithmetic learner, long before) {
        MiniBatches batches = pass();
        for (int done = 1; done <= training.rounds(); done++) {
            if (!batches.hasNext()) {
                batches = pass();
            }
            learner.step(shard, batches.next(), training, before + done);
        }
        return training.rounds();
    }

    private MiniBatches pass() {
        MiniBatches batches = training.shuffle()
                ? MiniBatches.shuffled(shard.size(), training.batchSize(), random)
                : MiniBatches.inOrder(shard.size(), training.batchSize(), random);
        return training.wholeBatches() ? batches.whole() : batches;
    }

    /// Makes the optimiser forget.
    public void resetOptimizer() {
        state = new OptimizerState(0, List.of());
    }

    /// The loss on the node's own samples: the mean over mini-batches of their mean losses.
    public double trainLoss(ParameterVector model) throws InterruptedException {
        int[] order = pass().all();
        return workers.call(learner -> {
            learner.load(model);
            return learner.measure(shard, order, training.loss(), training.batchSize())
                    .meanOfBatchMeans(training.batchSize());
        });
    }

    /// How the model does on `test`; figures are then taken over batches of the test batch size.
    public Scores test(ParameterVector model, Dataset test) throws InterruptedException {
        int[] order = MiniBatches.inOrder(test.size(), test.size(), random).next();
        return Scores.joined(workers.callAll(parts(order).stream()
                .<Function<Arithmetic, Scores>>map(part -> learner -> {
                    learner.load(model);
                    return learner.evaluate(test, part, training.loss());
                })
                .toList()));
    }

    /// One part for each worker, so that none is idle while another evaluates the last node of a round. Parts consist
    /// of
    /// whole batches: what is computed together, and so the result, does not depend on the number of workers.
    private List<int[]> parts(int[] order) {
        int batches = Math.ceilDiv(order.length, Arithmetic.EVALUATION_BATCH);
        int size = Math.ceilDiv(batches, workers.count()) * Arithmetic.EVALUATION_BATCH;
        List<int[]> parts = new ArrayList<>();
        for (int from = 0; from < order.length; from += size) {
            parts.add(Arrays.copyOfRange(order, from, Math.min(from + size, order.length)));
        }
        return parts;
    }
}
