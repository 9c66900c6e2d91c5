package murmur.model;

import java.util.List;
import murmur.math.VectorLayout.Content;

/// One tensor of a model's state: its name (`conv1.weight`) and shape. Entries are flattened row-major and concatenated
/// in the order of the layers; that order is what travels between nodes and stands in files.
///
/// @param content whether it is learned, or kept about the inputs
public record Entry(String name, List<Integer> shape, Content content) {
    public Entry {
        shape = List.copyOf(shape);
    }

    static Entry of(String name, Integer... shape) {
        return new Entry(name, List.of(shape), Content.PARAMETER);
    }

    /// A buffer: a tensor that no optimiser changes.
    static Entry buffer(String name, Content content, Integer... shape) {
        return new Entry(name, List.of(shape), content);
    }

    public int length() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    Entry within(String layer) {
        return layer.isEmpty() ? this : new Entry(layer + "." + name, shape, content);
    }

    long[] dimensions() {
        return shape.stream().mapToLong(Integer::longValue).toArray();
    }
}
