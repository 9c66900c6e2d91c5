package murmur.model;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Matrix factorisation (Koren, Bell and Volinsky, 2009) without biases: the rating of a user for an item is the dot
/// product of their rows in two tables, users×20 and items×20. Input n×2, a user and an item, both numbered from 1;
/// output n.
public record MatrixFactorization(int users, int items) implements Layer {
    /// The length of a row.
    public static final int FACTORS = 20;

    private static final double BOUND = 0.05;

    /// The layer of a network that is a matrix factorisation; nothing for any other network.
    public static Optional<MatrixFactorization> of(Network network) {
        return network.parts().stream()
                .map(Network.Part::layer)
                .filter(MatrixFactorization.class::isInstance)
                .map(MatrixFactorization.class::cast)
                .findFirst();
    }

    @Override
    public List<Entry> state() {
        return List.of(
                Entry.of("user_factors.weight", users, FACTORS), Entry.of("item_factors.weight", items, FACTORS));
    }

    /// PyTorch draws both tables from the normal law, as it does for all embeddings, before the reference draws them
    /// anew, uniform in ±0.05.
    @Override
    public void initialize(float[] values, int offset, TorchRandom random) {
        int middle = offset + users * FACTORS;
        int end = middle + items * FACTORS;
        random.fillNormal(values, offset, middle, 0, 1);
        random.fillNormal(values, middle, end, 0, 1);
        random.fillUniform(values, offset, middle, -BOUND, BOUND);
        random.fillUniform(values, middle, end, -BOUND, BOUND);
    }

    @Override
    public Forward bind(Iterator<Tensor> state) {
        Tensor userTable = state.next();
        Tensor itemTable = state.next();
        return (input, mode) -> {
            Tensor rows = input.to(ScalarType.Long).sub(new Scalar(1));
            Tensor users = userTable.index_select(0, rows.select(1, 0));
            Tensor items = itemTable.index_select(0, rows.select(1, 1));
            return users.mul(items).sum(1);
        };
    }
}
