package murmur.attack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import murmur.attack.LossSeries.Rows;
import murmur.random.Seed;
import murmur.random.TorchRandom;
import murmur.training.Workers;

/// A classifier learns to tell members from other samples by how their losses change over the iterations
/// (Shokri et al., 2017, with the features of Liu et al., 2022). It is trained on 70 % of both, and its figures
/// are those of the rest.
///
/// @param epochs passes over the training samples
public record Classifier(int epochs, Bootstrap bootstrap) implements Attack {
    private static final double FRACTION = 0.7;
    private static final int FEW = 5;

    /// The reference's seed of the division into training and test samples.
    private static final long SPLIT_SEED = 421;

    /// As the reference's, and few enough epochs for tests to choose.
    public Classifier() {
        this(300, Bootstrap.USUAL);
    }

    /// Which samples stand for non-members.
    private enum Others {
        GLOBAL,
        LOCAL
    }

    /// Which iterations the classifier sees.
    private enum Moments {
        ALL,
        LAST,
        FIRST,
        MIDDLE;

        /// Positions in a series of `count`.
        List<Integer> of(int count) {
            int middle = count / 2;
            return switch (this) {
                case ALL -> range(0, count, count);
                case LAST -> range(count - FEW, count, count);
                case FIRST -> range(0, FEW, count);
                case MIDDLE -> range(middle - FEW / 2, middle + FEW / 2 + 1, count);
            };
        }

        private static List<Integer> range(int from, int to, int count) {
            return IntStream.range(Math.max(0, from), Math.min(to, count))
                    .boxed()
                    .toList();
        }
    }

    @Override
    public String name() {
        return "classifier";
    }

    @Override
    public Set<Samples> needs() {
        return EnumSet.of(Samples.MEMBERS, Samples.NON_MEMBERS);
    }

    @Override
    public Campaign against(Targets targets) {
        return new Training(targets);
    }

    /// Collects losses, and trains when all are there.
    private final class Training implements Campaign {
        private final Knowledge knowledge;
        private final Workers workers;
        private final ProgressListener progress;
        private final Map<List<Object>, LossSeries> series = new ConcurrentHashMap<>();

        Training(Targets targets) {
            knowledge = targets.knowledge();
            workers = targets.workers();
            progress = targets.progress();
        }

        @Override
        public List<Finding> judge(Evidence evidence) {
            List<Object> pair =
                    List.of(evidence.sighting().sender(), evidence.sighting().observer());
            series.computeIfAbsent(pair, unknown -> new LossSeries(1 << 12)).add(evidence);
            return List.of();
        }

        @Override
        public List<Finding> conclude() throws InterruptedException {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<List<Finding>>> findings = series.values().stream()
                        .map(each -> threads.submit(() -> workers.call(worker -> findings(each.moments()))))
                        .toList();
                List<Finding> all = new ArrayList<>();
                for (int done = 0; done < findings.size(); done++) {
                    progress.reached("classifiers", done, findings.size());
                    all.addAll(findings.get(done).get());
                }
                return all;
            } catch (ExecutionException failure) {
                throw new IllegalStateException("a classifier failed: " + failure.getCause(), failure.getCause());
            }
        }

        private List<Finding> findings(List<Evidence> moments) {
            List<Finding> findings = new ArrayList<>();
            if (moments.isEmpty()) {
                return findings;
            }
            Sighting last = moments.getLast().sighting();
            for (Others others : Others.values()) {
                // Short series look the same from several sides.
                Map<List<Integer>, Roc> known = new HashMap<>();
                for (Moments which : Moments.values()) {
                    Roc roc = known.computeIfAbsent(
                            which.of(moments.size()),
                            positions ->
                                    roc(positions.stream().map(moments::get).toList(), last, others));
                    Seed seed = knowledge.seed(name(), last).derive(others.name());
                    findings.add(new Finding(
                            name(),
                            last,
                            setting(others, which),
                            MembershipFigures.of(roc, bootstrap, seed),
                            List.of(Curve.of(roc))));
                }
            }
            return findings;
        }

        private Roc roc(List<Evidence> moments, Sighting last, Others others) {
            Seed seed = knowledge.seed(name(), last);
            Rows members = LossSeries.members(moments);
            Rows outside = LossSeries.nonMembers(moments);
            Rows chosen = others == Others.GLOBAL ? outside : likeThose(last.receiver(), outside, members.size(), seed);
            Split inside = Split.of(members);
            Split without = Split.of(chosen);
            if (inside.isEmpty() || without.isEmpty()) {
                return Roc.of(new double[0], new double[0]);
            }
            LossClassifier classifier = new LossClassifier(
                    inside.train(),
                    without.train(),
                    epochs,
                    new TorchRandom(seed.derive("training").value()));
            return Roc.of(classifier.scores(inside.test()), classifier.scores(without.test()));
        }

        /// At most `size` samples with labels that node `node` holds, drawn by how often it holds them, without
        /// replacement (Efraimidis and Spirakis, 2006).
        private Rows likeThose(int node, Rows rows, int size, Seed seed) {
            int[] counts = knowledge.shards().get(node).labelHistogram();
            var random = seed.derive("local samples").generator();
            double[] keys = new double[rows.size()];
            for (int sample = 0; sample < keys.length; sample++) {
                keys[sample] = random.exponential() / counts[rows.labels().get(sample)];
            }
            return rows.chosen(IntStream.range(0, keys.length)
                    .filter(sample -> Double.isFinite(keys[sample]))
                    .boxed()
                    .sorted(Comparator.comparingDouble(sample -> keys[sample]))
                    .limit(size)
                    .mapToInt(Integer::intValue)
                    .toArray());
        }
    }

    /// What a classifier learns from, and what it is tested on.
    private record Split(List<float[]> train, List<float[]> test) {
        static Split of(Rows rows) {
            int[] order = TorchRandom.permutation(SPLIT_SEED, rows.size());
            List<float[]> shuffled =
                    IntStream.of(order).mapToObj(rows.losses()::get).toList();
            int first = (int) (FRACTION * rows.size());
            return new Split(shuffled.subList(0, first), shuffled.subList(first, rows.size()));
        }

        boolean isEmpty() {
            return train.isEmpty() || test.isEmpty();
        }
    }

    private static SequencedMap<String, String> setting(Others others, Moments moments) {
        SequencedMap<String, String> setting = new LinkedHashMap<>();
        setting.put("attacked_information", word(moments));
        setting.put("attacker_dataset_mode", word(others));
        setting.put("attacker_fraction", Double.toString(FRACTION));
        setting.put("attacker_model", "SimpleAttacker");
        return setting;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
