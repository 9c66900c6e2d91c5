package murmur.data;

/// Cubic convolution (Keys, 1981; a = −1/2) of lines of bytes from one length to another, in the fixed-point arithmetic
/// of Pillow, so that pictures get the same bytes.
final class Cubic {
    private static final double SUPPORT = 2;
    private static final int FRACTION_BITS = 22;

    /// The first input of every output, and the weights of it and those after it.
    private final int[] starts;
    private final int[][] weights;

    Cubic(int from, int to) {
        starts = new int[to];
        weights = new int[to][];
        double scale = (double) from / to;
        double widening = Math.max(scale, 1);
        for (int output = 0; output < to; output++) {
            double center = (output + 0.5) * scale;
            int start = Math.max(0, (int) (center - SUPPORT * widening + 0.5));
            int end = Math.min(from, (int) (center + SUPPORT * widening + 0.5));
            starts[output] = start;
            weights[output] = weights(start, end, center, widening);
        }
    }

    private static int[] weights(int start, int end, double center, double widening) {
        double[] exact = new double[end - start];
        double sum = 0;
        for (int i = 0; i < exact.length; i++) {
            exact[i] = kernel((i + start - center + 0.5) / widening);
            sum += exact[i];
        }
        int[] weights = new int[exact.length];
        for (int i = 0; i < exact.length; i++) {
            double scaled = exact[i] / sum * (1 << FRACTION_BITS);
            weights[i] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
        }
        return weights;
    }

    private static double kernel(double x) {
        double distance = Math.abs(x);
        if (distance < 1) {
            return (1.5 * distance - 2.5) * distance * distance + 1;
        }
        return distance < 2 ? ((distance - 5) * distance + 8) * distance * -0.5 + 2 : 0;
    }

    /// Every `step`-th value of an array, from `start` on.
    static final class Line {
        private final int[] values;
        private final int start;
        private final int step;

        Line(int[] values, int start, int step) {
            this.values = values;
            this.start = start;
            this.step = step;
        }
    }

    void resample(Line from, Line to) {
        for (int output = 0; output < starts.length; output++) {
            int sum = 1 << (FRACTION_BITS - 1);
            int[] row = weights[output];
            for (int i = 0; i < row.length; i++) {
                sum += row[i] * from.values[from.start + (starts[output] + i) * from.step];
            }
            to.values[to.start + output * to.step] = Math.clamp(sum >> FRACTION_BITS, 0, 255);
        }
    }
}
