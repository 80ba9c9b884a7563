package cab.application.optimize;

import java.util.List;

/**
 * One combination of values: for each dimension of a space, in its order, the number of the value. Immutable.
 *
 * @param indexes from 0, one for each dimension
 */
public record Point(List<Integer> indexes) {

    public Point {
        indexes = List.copyOf(indexes);
    }

    /** The number of the value of dimension {@code dimension}. */
    public int index(int dimension) {
        return indexes.get(dimension);
    }
}
