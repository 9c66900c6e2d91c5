package murmur.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import murmur.data.Dataset;
import murmur.math.ParameterVector;
import murmur.mixing.Mixing;
import murmur.mixing.Received;
import murmur.sharing.Sharing;
import murmur.topology.Links;
import murmur.training.Arithmetic;
import murmur.training.LocalTraining;
import murmur.training.Loss;
import murmur.training.Scores;

/// The processor time that a run spends on each kind of work: put around the parts of an experiment, it lets them do
/// what they do and reads the clock of the thread before and after.
final class TimeSpent {
    /// In the order in which a node comes to them.
    enum Work {
        TRAINING,
        COPYING,
        NOISE,
        MIXING,
        EVALUATION
    }

    private final Map<Work, LongAdder> nanos = new EnumMap<>(Work.class);

    TimeSpent() {
        for (Work work : Work.values()) {
            nanos.put(work, new LongAdder());
        }
    }

    /// Begins anew.
    void forget() {
        nanos.values().forEach(LongAdder::reset);
    }

    Map<Work, Double> seconds() {
        Map<Work, Double> seconds = new EnumMap<>(Work.class);
        nanos.forEach((work, sum) -> seconds.put(work, sum.sum() / 1e9));
        return seconds;
    }

    private LongAdder adder(Work work) {
        return Objects.requireNonNull(nanos.get(work));
    }

    private <T> T during(Work work, Supplier<T> task) {
        long start = ThreadClock.nanos();
        T result = task.get();
        adder(work).add(ThreadClock.nanos() - start);
        return result;
    }

    private void during(Work work, Runnable task) {
        during(work, () -> {
            task.run();
            return work;
        });
    }

    Arithmetic around(Arithmetic inner) {
        return new Watched(inner);
    }

    Sharing aroundSharing(Sharing inner) {
        return new Sharing() {
            @Override
            public Sharer forNode(int node, long room) {
                Sharer sharer = inner.forNode(node, room);
                return (own, audience) -> during(Work.NOISE, () -> sharer.share(own, audience));
            }

            @Override
            public boolean noisy() {
                return inner.noisy();
            }

            @Override
            public void validate(Links links) {
                inner.validate(links);
            }
        };
    }

    /// What is mixed is made when it is asked for, noise included: that is not the mixing's time.
    Mixing aroundMixing(Mixing inner) {
        return new Mixing() {
            @Override
            public double weight(int ownDegree, int neighbourDegree) {
                return inner.weight(ownDegree, neighbourDegree);
            }

            @Override
            public ParameterVector mix(Supplier<ParameterVector> own, List<Received> received) {
                LongAdder noise = new LongAdder();
                List<Received> timed = new ArrayList<>();
                for (Received each : received) {
                    timed.add(new Received(each.degree(), timed(each.model(), noise)));
                }
                ParameterVector mixed = during(Work.MIXING, () -> inner.mix(timed(own, noise), timed));
                adder(Work.NOISE).add(noise.sum());
                adder(Work.MIXING).add(-noise.sum());
                return mixed;
            }
        };
    }

    private static Supplier<ParameterVector> timed(Supplier<ParameterVector> vector, LongAdder nanos) {
        return () -> {
            long start = ThreadClock.nanos();
            ParameterVector made = vector.get();
            nanos.add(ThreadClock.nanos() - start);
            return made;
        };
    }

    private final class Watched implements Arithmetic {
        private final Arithmetic inner;

        Watched(Arithmetic inner) {
            this.inner = inner;
        }

        @Override
        public void load(ParameterVector values) {
            during(Work.COPYING, () -> inner.load(values));
        }

        @Override
        public ParameterVector store() {
            return during(Work.COPYING, inner::store);
        }

        @Override
        public int parameters() {
            return inner.parameters();
        }

        @Override
        public void loadMemories(List<ParameterVector> vectors) {
            during(Work.COPYING, () -> inner.loadMemories(vectors));
        }

        @Override
        public List<ParameterVector> storeMemories(int count) {
            return during(Work.COPYING, () -> inner.storeMemories(count));
        }

        @Override
        public double step(Dataset data, int[] batch, LocalTraining training, long step) {
            return during(Work.TRAINING, () -> inner.step(data, batch, training, step));
        }

        @Override
        public Scores evaluate(Dataset data, int[] order, Loss loss) {
            return during(Work.EVALUATION, () -> inner.evaluate(data, order, loss));
        }

        @Override
        public Scores measure(Dataset data, int[] order, Loss loss, int batchSize) {
            return during(Work.EVALUATION, () -> inner.measure(data, order, loss, batchSize));
        }
    }
}
