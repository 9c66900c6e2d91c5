package murmur.topology;

import java.util.Arrays;

/// A symmetric tridiagonal matrix that grows row by row: what the Lanczos process makes of a large symmetric
/// matrix, with nearly the same outermost eigenvalues.
final class Tridiagonal {
    private static final int BISECTIONS = 64;

    /// Eigenvalues of a mixing matrix are within −1 … 1, but for rounding.
    private static final double BOUND = 2;

    private double[] diagonal = new double[64];
    private double[] beside = new double[64];
    private int size;

    /// @param entry on the diagonal
    /// @param link beside it, to the next row; the last one belongs to no matrix yet
    void add(double entry, double link) {
        if (size == diagonal.length) {
            diagonal = Arrays.copyOf(diagonal, 2 * size);
            beside = Arrays.copyOf(beside, 2 * size);
        }
        diagonal[size] = entry;
        beside[size] = link;
        size++;
    }

    /// The largest eigenvalue, by bisection.
    double largest() {
        return largest(1);
    }

    double smallest() {
        return -largest(-1);
    }

    /// The largest eigenvalue of `sign` times this matrix.
    private double largest(int sign) {
        double below = -BOUND;
        double above = BOUND;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (below + above) / 2;
            if (isAboveAll(sign, middle)) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return above;
    }

    /// By Sylvester's law: whether all pivots of the matrix minus `shift` are negative.
    private boolean isAboveAll(int sign, double shift) {
        double pivot = sign * diagonal[0] - shift;
        for (int row = 1; row < size && pivot < 0; row++) {
            pivot = sign * diagonal[row] - shift - beside[row - 1] * beside[row - 1] / pivot;
        }
        return pivot < 0;
    }
}
