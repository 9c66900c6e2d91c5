package murmur.topology;

/// The process of C. Lanczos (1950) on mean-free vectors: each product with the mixing matrix adds a row to a small
/// matrix, whose outermost eigenvalues approach those of the large one. Rounding brings copies of eigenvalues found
/// already, which does no harm to the outermost.
final class Lanczos {
    private final MixingOperator mixing;
    private final Tridiagonal matrix = new Tridiagonal();
    private double[] previous;
    private double[] current;
    private double[] next;
    private double link;

    Lanczos(MixingOperator mixing) {
        this.mixing = mixing;
        previous = new double[mixing.nodes()];
        current = mixing.start();
        next = new double[mixing.nodes()];
    }

    Tridiagonal matrix() {
        return matrix;
    }

    /// One product. Returns the length of what it adds to the directions met before: none is left when it is
    /// near 0, and the small matrix then has all there is.
    double step() {
        mixing.apply(current, next);
        double entry = 0;
        for (int i = 0; i < next.length; i++) {
            next[i] -= link * previous[i];
            entry += next[i] * current[i];
        }
        for (int i = 0; i < next.length; i++) {
            next[i] -= entry * current[i];
        }
        MixingOperator.centre(next);
        link = MixingOperator.norm(next);
        matrix.add(entry, link);
        MixingOperator.scale(next, 1 / link);
        double[] free = previous;
        previous = current;
        current = next;
        next = free;
        return link;
    }
}
