package murmur.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import murmur.attack.Attack.Samples;
import murmur.data.Dataset;
import murmur.data.Shard;
import murmur.math.ParameterVector;
import murmur.training.Arithmetic;
import murmur.training.Workers;

/// Computes the losses of models, on every sample once per model, on all workers.
///
/// The sender's own samples, and those nobody holds, go through the model in batches of their own, so that their losses
/// have the same bits whatever attacks ask for besides.
final class LossMeter implements AutoCloseable {
    /// Samples for one worker at a time: enough to be worth loading a model, few enough for all workers to be
    /// done at the same time. Whole batches, so that slices do not change what goes through the model together.
    private static final int SLICE = 4 * Arithmetic.EVALUATION_BATCH;

    private final Knowledge knowledge;
    private final Workers workers;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    LossMeter(Knowledge knowledge, Workers workers) {
        this.knowledge = knowledge;
        this.workers = workers;
    }

    Evidence measure(Sighting sighting, Set<Samples> needed) throws InterruptedException {
        ParameterVector model = sighting.model().get();
        boolean all = needed.contains(Samples.EVERY_SHARD);
        Shard own = knowledge.shards().get(sighting.sender());
        Pending members = ask(model, own.dataset(), indices(own));
        Dataset others = knowledge.nonMembers();
        Pending nonMembers = ask(model, others, all(needed.contains(Samples.NON_MEMBERS) ? others.size() : 0));
        Pending rest = ask(model, own.dataset(), all ? heldByOthersOnly(own) : new int[0]);
        SampleLosses ownLosses = losses(own.dataset(), members);
        return new Evidence(
                sighting.withoutModel(),
                ownLosses,
                losses(others, nonMembers),
                all ? byShard(own.dataset().size(), members, rest) : List.of());
    }

    /// Losses on some samples that are being computed.
    private static final class Pending {
        private final int[] samples;
        private final List<Future<float[]>> slices;

        Pending(int[] samples, List<Future<float[]>> slices) {
            this.samples = samples;
            this.slices = slices;
        }

        float[] losses() throws InterruptedException {
            float[] losses = new float[samples.length];
            int next = 0;
            for (Future<float[]> slice : slices) {
                float[] part = got(slice);
                System.arraycopy(part, 0, losses, next, part.length);
                next += part.length;
            }
            return losses;
        }

        private static float[] got(Future<float[]> slice) throws InterruptedException {
            try {
                return slice.get();
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException("losses could not be computed", failure.getCause());
            }
        }
    }

    private Pending ask(ParameterVector model, Dataset data, int[] samples) {
        List<Future<float[]>> slices = new ArrayList<>();
        for (int from = 0; from < samples.length; from += SLICE) {
            int[] slice = Arrays.copyOfRange(samples, from, Math.min(from + SLICE, samples.length));
            slices.add(threads.submit(() -> workers.call(learner -> {
                learner.load(model);
                return learner.evaluate(data, slice, knowledge.loss()).losses();
            })));
        }
        return new Pending(samples, slices);
    }

    private static int[] all(int samples) {
        return IntStream.range(0, samples).toArray();
    }

    private static int[] indices(Shard shard) {
        return IntStream.range(0, shard.size()).map(shard::index).toArray();
    }

    private int[] heldByOthersOnly(Shard own) {
        BitSet held = new BitSet();
        knowledge.shards().forEach(shard -> Arrays.stream(indices(shard)).forEach(held::set));
        Arrays.stream(indices(own)).forEach(held::clear);
        return held.stream().toArray();
    }

    private static SampleLosses losses(Dataset data, Pending pending) throws InterruptedException {
        return new SampleLosses(
                pending.losses(),
                Arrays.stream(pending.samples).map(data::label).toArray());
    }

    private List<SampleLosses> byShard(int size, Pending members, Pending rest) throws InterruptedException {
        float[] losses = new float[size];
        put(members, losses);
        put(rest, losses);
        return knowledge.shards().stream().map(shard -> of(shard, losses)).toList();
    }

    private static SampleLosses of(Shard shard, float[] losses) {
        float[] chosen = new float[shard.size()];
        int[] labels = new int[shard.size()];
        for (int position = 0; position < chosen.length; position++) {
            chosen[position] = losses[shard.index(position)];
            labels[position] = shard.label(position);
        }
        return new SampleLosses(chosen, labels);
    }

    private static void put(Pending pending, float[] target) throws InterruptedException {
        float[] losses = pending.losses();
        for (int i = 0; i < losses.length; i++) {
            target[pending.samples[i]] = losses[i];
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
