package murmur.model;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// A learned vector for each of `rows` numbers: n×t numbers 0 … rows − 1 → n×t×`width`.
///
/// @param padding the number whose vector is zero and stays so
public record Embedding(int rows, int width, OptionalInt padding) implements Layer {
    @Override
    public List<Entry> state() {
        return List.of(Entry.of("weight", rows, width));
    }

    @Override
    public void initialize(float[] values, int offset, TorchRandom random) {
        random.fillNormal(values, offset, offset + rows * width, 0, 1);
        padding.ifPresent(row -> Arrays.fill(values, offset + row * width, offset + (row + 1) * width, 0));
    }

    @Override
    public Forward bind(Iterator<Tensor> state) {
        Tensor table = state.next();
        return (input, mode) -> torch.embedding(table, input.to(ScalarType.Long), padding.orElse(-1), false, false);
    }
}
