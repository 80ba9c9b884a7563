package cab.domain.model;

/** Solves linear equations whose matrix is symmetric and positive definite. */
final class CholeskySolver {

    private CholeskySolver() {}

    /**
     * The solution x of {@code matrix × x = right}.
     *
     * @param matrix of which the lower triangle is read; it is overwritten by its factor
     * @throws IllegalArgumentException when the matrix is not positive definite
     */
    static double[] solve(double[][] matrix, double[] right) {
        factor(matrix);
        double[] solution = right.clone();
        for (int row = 0; row < solution.length; row++) {
            for (int column = 0; column < row; column++) {
                solution[row] -= matrix[row][column] * solution[column];
            }
            solution[row] /= matrix[row][row];
        }
        for (int row = solution.length - 1; row >= 0; row--) {
            for (int below = row + 1; below < solution.length; below++) {
                solution[row] -= matrix[below][row] * solution[below];
            }
            solution[row] /= matrix[row][row];
        }
        return solution;
    }

    private static void factor(double[][] matrix) {
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column <= row; column++) {
                double rest = matrix[row][column];
                for (int index = 0; index < column; index++) {
                    rest -= matrix[row][index] * matrix[column][index];
                }
                if (row != column) {
                    matrix[row][column] = rest / matrix[column][column];
                } else if (rest > 0) {
                    matrix[row][row] = Math.sqrt(rest);
                } else {
                    throw new IllegalArgumentException("matrix must be positive definite, pivot was " + rest);
                }
            }
        }
    }
}
