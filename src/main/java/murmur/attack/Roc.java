package murmur.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import murmur.random.NumpyRandom;

/// How well a score tells positives from negatives, whatever the threshold: the receiver operating characteristic
/// (Fawcett, 2006). A higher score means *positive*; samples of equal score are told apart by nobody, so a threshold
/// takes all of them or none.
///
/// With P positives and N negatives, a threshold gives a true-positive rate TPR = TP / P and a false-positive rate
/// FPR = FP / N. Where there are no positives or no negatives, all figures are NaN.
public final class Roc {
    /// How many samples have each score, from the highest score down.
    private final int[] positives;

    private final int[] negatives;
    private final int allPositives;
    private final int allNegatives;

    private Roc(int[] positives, int[] negatives) {
        this.positives = positives;
        this.negatives = negatives;
        allPositives = Arrays.stream(positives).sum();
        allNegatives = Arrays.stream(negatives).sum();
    }

    /// @param positives the scores of the positives, without NaN; as are those of the negatives
    public static Roc of(double[] positives, double[] negatives) {
        double[] up = sorted(positives);
        double[] down = sorted(negatives);
        int[] positiveCounts = new int[up.length + down.length];
        int[] negativeCounts = new int[up.length + down.length];
        int scores = 0;
        int p = up.length - 1;
        int n = down.length - 1;
        while (p >= 0 || n >= 0) {
            double score = p < 0 ? down[n] : n < 0 ? up[p] : Math.max(up[p], down[n]);
            for (; p >= 0 && up[p] == score; p--) {
                positiveCounts[scores]++;
            }
            for (; n >= 0 && down[n] == score; n--) {
                negativeCounts[scores]++;
            }
            scores++;
        }
        return new Roc(Arrays.copyOf(positiveCounts, scores), Arrays.copyOf(negativeCounts, scores));
    }

    private static double[] sorted(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        if (sorted.length > 0 && Double.isNaN(sorted[sorted.length - 1])) {
            throw new IllegalStateException("scores must be numbers");
        }
        return sorted;
    }

    public int positives() {
        return allPositives;
    }

    public int negatives() {
        return allNegatives;
    }

    private boolean isEmpty() {
        return allPositives == 0 || allNegatives == 0;
    }

    /// The area under the curve: the probability that a positive scores higher than a negative, plus half of
    /// that of a tie.
    public double auc() {
        double area = 0;
        long passed = 0;
        for (int i = 0; i < positives.length; i++) {
            area += negatives[i] * (passed + positives[i] / 2.0);
            passed += positives[i];
        }
        return isEmpty() ? Double.NaN : area / ((double) allPositives * allNegatives);
    }

    /// The largest true-positive rate of a threshold whose false-positive rate is at most `fpr` (Carlini et al., 2022).
    public double tprAtFpr(double fpr) {
        double allowed = fpr * allNegatives;
        int truePositives = 0;
        int falsePositives = 0;
        for (int i = 0; i < positives.length; i++) {
            falsePositives += negatives[i];
            if (falsePositives > allowed) {
                break;
            }
            truePositives += positives[i];
        }
        return isEmpty() ? Double.NaN : (double) truePositives / allPositives;
    }

    /// The largest TPR − FPR: the advantage of an adversary over one who guesses (Yeom et al., 2018). At least 0, for a
    /// threshold may take nobody.
    public double advantage() {
        // The difference times P·N, in whole numbers.
        long largest = 0;
        long difference = 0;
        for (int i = 0; i < positives.length; i++) {
            difference += (long) positives[i] * allNegatives - (long) negatives[i] * allPositives;
            largest = Math.max(largest, difference);
        }
        return isEmpty() ? Double.NaN : largest / ((double) allPositives * allNegatives);
    }

    /// Σᵢ (Rᵢ − Rᵢ₋₁)·Pᵢ over the thresholds, R being the recall TP / P and P the precision TP / (TP + FP): the mean
    /// precision over the positives.
    public double averagePrecision() {
        double sum = 0;
        int truePositives = 0;
        int falsePositives = 0;
        for (int i = 0; i < positives.length; i++) {
            truePositives += positives[i];
            falsePositives += negatives[i];
            // A score that a resample has lost would give 0 / 0.
            sum += positives[i] == 0 ? 0 : positives[i] * ((double) truePositives / (truePositives + falsePositives));
        }
        return isEmpty() ? Double.NaN : sum / allPositives;
    }

    /// One corner of the curve.
    public record Point(double fpr, double tpr) {}

    /// The corners of the curve from (0, 0) to (1, 1). As in scikit-learn, the highest score always has its
    /// point, and of the others those are left out that lie half-way between their neighbours.
    public List<Point> points() {
        if (isEmpty()) {
            return List.of();
        }
        int[] corners = IntStream.range(0, positives.length)
                .filter(i -> i == 0
                        || i == positives.length - 1
                        || positives[i] != positives[i + 1]
                        || negatives[i] != negatives[i + 1])
                .toArray();
        List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
        int truePositives = 0;
        int falsePositives = 0;
        int score = 0;
        for (int corner : corners) {
            for (; score <= corner; score++) {
                truePositives += positives[score];
                falsePositives += negatives[score];
            }
            points.add(new Point((double) falsePositives / allNegatives, (double) truePositives / allPositives));
        }
        return points;
    }

    /// The curve of as many positives and negatives drawn from these with replacement (Efron, 1979).
    Roc resampled(Draws draws) {
        return new Roc(draws.positives.counts(draws.random), draws.negatives.counts(draws.random));
    }

    /// What resampling draws from, made once for many resamples.
    Draws draws(NumpyRandom random) {
        return new Draws(Urn.of(positives, allPositives), Urn.of(negatives, allNegatives), random);
    }

    record Draws(Urn positives, Urn negatives, NumpyRandom random) {}

    /// Samples, each as the number of its score.
    static final class Urn {
        private final int[] samples;
        private final int scores;

        private Urn(int[] samples, int scores) {
            this.samples = samples;
            this.scores = scores;
        }

        static Urn of(int[] counts, int all) {
            int[] samples = new int[all];
            int next = 0;
            for (int score = 0; score < counts.length; score++) {
                Arrays.fill(samples, next, next + counts[score], score);
                next += counts[score];
            }
            return new Urn(samples, counts.length);
        }

        /// Two draws from the two halves of every 64 bits, each scaled to the number of samples: one of the 2³² values
        /// more or less per sample is nothing beside what resampling itself varies, and nothing is drawn in vain.
        int[] counts(NumpyRandom random) {
            int[] counts = new int[scores];
            int size = samples.length;
            for (int i = 0; i < size; i += 2) {
                long bits = random.nextLong();
                counts[samples[scaled(bits >>> 32, size)]]++;
                if (i + 1 < size) {
                    counts[samples[scaled(bits & 0xffffffffL, size)]]++;
                }
            }
            return counts;
        }

        private static int scaled(long halfOfBits, int size) {
            return (int) ((halfOfBits * size) >>> 32);
        }
    }
}
