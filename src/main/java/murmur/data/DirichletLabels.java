package murmur.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.random.NumpyRandom;

/// Each class is divided among the nodes in proportions drawn from a symmetric Dirichlet distribution (Hsu, Qi
/// and Brown, 2019). Nodes that already hold their fair share get no more, and the whole division is drawn
/// again until the smallest part holds as many samples as there are classes (Li et al., 2022, "Federated
/// Learning on Non-IID Data Silos").
///
/// @param alpha concentration: small for nodes of few classes, large for nodes nearly alike
public record DirichletLabels(double alpha, long seed) implements Partition {
    /// The reference would try for ever.
    private static final int MOST_PASSES = 10_000;

    public DirichletLabels {
        BadInput.unless(alpha > 0 && Double.isFinite(alpha), "alpha", "be above 0 and finite", alpha);
    }

    @Override
    public List<int[]> split(Dataset dataset, int parts) {
        BadInput.unless(parts >= 1, "parts", "number at least 1", parts);
        if ((long) parts * dataset.classes() > dataset.size()) {
            throw BadInput.must(
                            "samples",
                            "number at least " + dataset.classes() + " (one per class) for each of " + parts + " nodes",
                            dataset.size())
                    .cure("use fewer nodes or more data");
        }
        List<int[]> byClass = positionsByClass(dataset);
        NumpyRandom random = new NumpyRandom(seed);
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            List<int[]> split = draw(byClass, dataset.size() / (double) parts, parts, random);
            if (split.stream().allMatch(part -> part.length >= dataset.classes())) {
                split.forEach(random::shuffle);
                return split;
            }
        }
        throw BadInput.must(
                        "alpha",
                        "give every node " + dataset.classes() + " samples within " + MOST_PASSES + " draws",
                        alpha)
                .cure("raise alpha, or use fewer nodes or more data");
    }

    /// The samples of every class, in file order.
    static List<int[]> positionsByClass(Dataset dataset) {
        List<IntStream.Builder> positions =
                Stream.generate(IntStream::builder).limit(dataset.classes()).toList();
        for (int index = 0; index < dataset.size(); index++) {
            positions.get(dataset.label(index)).add(index);
        }
        return positions.stream().map(each -> each.build().toArray()).toList();
    }

    private List<int[]> draw(List<int[]> byClass, double fairShare, int parts, NumpyRandom random) {
        int[][] drawn = new int[parts][0];
        double[] alphas = new double[parts];
        Arrays.fill(alphas, alpha);
        for (int[] positions : byClass) {
            int[] shuffled = positions.clone();
            random.shuffle(shuffled);
            double[] proportions = random.dirichlet(alphas);
            for (int part = 0; part < parts; part++) {
                proportions[part] *= drawn[part].length < fairShare ? 1 : 0;
            }
            deal(shuffled, proportions, drawn);
        }
        return List.of(drawn);
    }

    /// Appends to every part its slice of `positions`; the last part gets what rounding leaves, and
    /// everything if all proportions are 0: they become NaN, a cut of which is 0, as in the reference.
    private void deal(int[] positions, double[] proportions, int[][] drawn) {
        double total = pairwiseSum(proportions, 0, proportions.length);
        double cumulative = 0;
        int start = 0;
        for (int part = 0; part < drawn.length; part++) {
            cumulative += proportions[part] / total;
            int end = part == drawn.length - 1 ? positions.length : (int) (cumulative * positions.length);
            int held = drawn[part].length;
            drawn[part] = Arrays.copyOf(drawn[part], held + end - start);
            System.arraycopy(positions, start, drawn[part], held, end - start);
            start = end;
        }
    }

    /// NumPy's order of summation: eight running sums over blocks of at most 128 numbers, blocks added in
    /// pairs. Another order could move a cut by one sample.
    static double pairwiseSum(double[] values, int start, int length) {
        if (length < 8) {
            // NumPy starts from negative zero, which no sum can tell from this.
            double sum = 0;
            for (int index = start; index < start + length; index++) {
                sum += values[index];
            }
            return sum;
        }
        if (length > 128) {
            int half = length / 2 - length / 2 % 8;
            return pairwiseSum(values, start, half) + pairwiseSum(values, start + half, length - half);
        }
        double[] sums = Arrays.copyOfRange(values, start, start + 8);
        int whole = length - length % 8;
        for (int index = 8; index < whole; index++) {
            sums[index % 8] += values[start + index];
        }
        double sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
        for (int index = whole; index < length; index++) {
            sum += values[start + index];
        }
        return sum;
    }
}
