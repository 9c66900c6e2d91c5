package murmur.topology;

import java.util.Arrays;

/// All eigenvalues of a small symmetric matrix by Jacobi's rotations (1846): slow, and as exact as doubles are.
final class Eigenvalues {
    private static final int SWEEPS = 30;

    private Eigenvalues() {}

    /// Those of the Metropolis–Hastings matrix of `graph`, ascending.
    static double[] ofMixing(Graph graph) {
        int nodes = graph.nodes();
        double[][] matrix = new double[nodes][nodes];
        for (int i = 0; i < nodes; i++) {
            matrix[i][i] = 1;
            for (int j : graph.neighbours(i)) {
                matrix[i][j] = 1.0 / (1 + Math.max(graph.degree(i), graph.degree(j)));
                matrix[i][i] -= matrix[i][j];
            }
        }
        return of(matrix);
    }

    private static double[] of(double[][] matrix) {
        int size = matrix.length;
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    if (matrix[p][q] != 0) {
                        rotate(matrix, p, q);
                    }
                }
            }
        }
        double[] diagonal = new double[size];
        Arrays.setAll(diagonal, i -> matrix[i][i]);
        Arrays.sort(diagonal);
        return diagonal;
    }

    /// Makes the entry at (p, q) zero.
    private static void rotate(double[][] matrix, int p, int q) {
        double angle = 0.5 * Math.atan2(2 * matrix[p][q], matrix[q][q] - matrix[p][p]);
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        for (double[] row : matrix) {
            double atP = row[p];
            row[p] = cosine * atP - sine * row[q];
            row[q] = sine * atP + cosine * row[q];
        }
        double[] rowP = matrix[p].clone();
        for (int k = 0; k < matrix.length; k++) {
            matrix[p][k] = cosine * rowP[k] - sine * matrix[q][k];
            matrix[q][k] = sine * rowP[k] + cosine * matrix[q][k];
        }
        matrix[p][q] = 0;
        matrix[q][p] = 0;
    }
}
