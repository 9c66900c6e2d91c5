package murmur.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.random.NumpyRandom;

/// Nodes differ in how much they hold, not in what: samples in a uniformly random order, cut into parts whose sizes are
/// in proportions drawn from a symmetric Dirichlet distribution (Li et al., 2022, "Federated Learning on Non-IID Data
/// Silos"). Every part holds at least one sample.
///
/// @param alpha concentration: small for very unequal parts, large for parts nearly alike
public record QuantitySkew(double alpha, long seed) implements Partition {
    public QuantitySkew {
        BadInput.unless(alpha > 0 && Double.isFinite(alpha), "alpha", "be above 0 and finite", alpha);
    }

    @Override
    public List<int[]> split(Dataset dataset, int parts) {
        BadInput.unless(parts >= 1, "parts", "number at least 1", parts);
        BadInput.unless(
                dataset.size() >= parts, "nodes", "number at most as many as samples, " + dataset.size(), parts);
        NumpyRandom random = new NumpyRandom(seed);
        int[] order = IntStream.range(0, dataset.size()).toArray();
        random.shuffle(order);
        double[] alphas = new double[parts];
        Arrays.fill(alphas, alpha);
        double[] proportions = random.dirichlet(alphas);
        List<int[]> split = new ArrayList<>();
        int spare = dataset.size() - parts;
        double cumulative = 0;
        int start = 0;
        for (int part = 0; part < parts; part++) {
            cumulative += proportions[part];
            boolean last = part == parts - 1;
            int end = last ? order.length : part + 1 + (int) Math.min(spare, Math.floor(cumulative * spare));
            split.add(Arrays.copyOfRange(order, start, end));
            start = end;
        }
        return split;
    }
}
