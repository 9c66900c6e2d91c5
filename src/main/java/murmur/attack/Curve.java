package murmur.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// A figure that is a function, at some positions.
///
/// @param name `roc`: TPR over FPR; `members` and `non_members`: the share of samples over the middle of a bin
///     of losses
public record Curve(String name, List<Position> positions) {
    private static final int BINS = 30;
    private static final int PER_DECADE = 10;

    public Curve {
        positions = List.copyOf(positions);
    }

    public record Position(double x, double y) {}

    /// A ROC curve at false-positive rates that are the same for all curves: ten per decade from 10⁻⁵ on, and twenty
    /// up to 1, so that it can be drawn on linear and logarithmic axes.
    static Curve of(Roc roc) {
        // Divided by a whole number, so that powers of ten are exact.
        DoubleStream small = IntStream.range(0, 4 * PER_DECADE)
                .mapToDouble(i -> StrictMath.pow(10, i / (double) PER_DECADE) / 100_000);
        DoubleStream large = IntStream.rangeClosed(2, 20).mapToDouble(i -> i / 20.0);
        return new Curve(
                "roc",
                DoubleStream.concat(small, large)
                        .mapToObj(fpr -> new Position(fpr, roc.tprAtFpr(fpr)))
                        .toList());
    }

    /// How the losses of members and of others are spread over 30 common bins; nothing without a finite loss on
    /// either side.
    static List<Curve> histograms(SampleLosses members, SampleLosses others) {
        double[] inside = finite(members);
        double[] outside = finite(others);
        if (inside.length == 0 || outside.length == 0) {
            return List.of();
        }
        double low = DoubleStream.concat(DoubleStream.of(inside), DoubleStream.of(outside))
                .min()
                .orElse(0);
        double high = DoubleStream.concat(DoubleStream.of(inside), DoubleStream.of(outside))
                .max()
                .orElse(0);
        double width = high > low ? (high - low) / BINS : 1;
        return List.of(histogram("members", inside, low, width), histogram("non_members", outside, low, width));
    }

    private static double[] finite(SampleLosses losses) {
        return DoubleStream.of(losses.known()).filter(Double::isFinite).toArray();
    }

    private static Curve histogram(String name, double[] losses, double low, double width) {
        int[] counts = new int[BINS];
        for (double loss : losses) {
            counts[Math.min(BINS - 1, (int) ((loss - low) / width))]++;
        }
        List<Position> positions = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            positions.add(new Position(low + (bin + 0.5) * width, (double) counts[bin] / losses.length));
        }
        return new Curve(name, positions);
    }
}
