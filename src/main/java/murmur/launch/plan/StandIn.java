package murmur.launch.plan;

import java.util.List;
import java.util.stream.IntStream;
import murmur.data.Dataset;
import murmur.data.Ratings;
import murmur.experiment.Outline;

/// Samples that mean nothing, of the shape of those that are not there: arithmetic takes as long on them.
///
/// @param words whether inputs are whole numbers below `classes`
record StandIn(List<Integer> shape, int classes, boolean words, int size) implements Dataset {
    private static final int STRIDE = 7919;
    private static final int VALUES = 251;

    /// So many samples of this shape.
    static Dataset of(Outline outline, int size) {
        return outline.tables()
                .<Dataset>map(tables -> ratings(tables, size))
                .orElseGet(() -> new StandIn(outline.shape(), outline.classes(), outline.words(), size));
    }

    private static Ratings ratings(Ratings.Tables tables, int size) {
        return new Ratings(
                tables,
                IntStream.range(0, size)
                        .mapToObj(index -> new Ratings.Rating(
                                1 + index % tables.users(),
                                1 + (int) ((long) index * STRIDE % tables.items()),
                                1 + index % 10))
                        .toList());
    }

    @Override
    public int label(int index) {
        return index % classes;
    }

    @Override
    public void read(int index, float[] target, int offset) {
        int length = shape.stream().reduce(1, Math::multiplyExact);
        for (int i = 0; i < length; i++) {
            int number = Math.floorMod(index * STRIDE + i * 31, words ? classes : VALUES);
            target[offset + i] = words ? number : number / (float) VALUES;
        }
    }

    @Override
    public String sha256() {
        return "none";
    }
}
