package murmur.model;

import java.util.List;

/// One tensor of a model's state: its name (`conv1.weight`) and shape. Entries are flattened row-major and concatenated
/// in the order of the layers; that order is what travels between nodes and stands in files.
public record Entry(String name, List<Integer> shape) {
    public Entry {
        shape = List.copyOf(shape);
    }

    static Entry of(String name, Integer... shape) {
        return new Entry(name, List.of(shape));
    }

    public int length() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    Entry within(String layer) {
        return layer.isEmpty() ? this : new Entry(layer + "." + name, shape);
    }

    long[] dimensions() {
        return shape.stream().mapToLong(Integer::longValue).toArray();
    }
}
