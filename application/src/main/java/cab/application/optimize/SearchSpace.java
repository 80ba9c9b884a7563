package cab.application.optimize;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All combinations of the values of some settings. Immutable.
 *
 * @param dimensions one for each setting, 1 to {@value #DIMENSIONS_MAX}, each name once
 */
public record SearchSpace(List<Dimension> dimensions) {

    public static final int DIMENSIONS_MAX = 32;

    public SearchSpace {
        dimensions = List.copyOf(dimensions);
        if (dimensions.isEmpty() || dimensions.size() > DIMENSIONS_MAX) {
            throw new IllegalArgumentException(
                    "a space must have 1.." + DIMENSIONS_MAX + " settings, had " + dimensions.size());
        }
        Set<String> names = new HashSet<>();
        for (Dimension dimension : dimensions) {
            if (!names.add(dimension.name())) {
                throw new IllegalArgumentException(dimension.name() + " must be given once, was twice");
            }
        }
    }

    /** How many combinations there are. */
    public BigInteger size() {
        return dimensions.stream()
                .map(dimension -> BigInteger.valueOf(dimension.size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** Combination {@code number} of the grid, from 0; the last setting changes fastest. */
    public Point at(long number) {
        List<Integer> indexes = new ArrayList<>();
        long left = number;
        for (int dimension = dimensions.size() - 1; dimension >= 0; dimension--) {
            int size = dimensions.get(dimension).size();
            indexes.add((int) (left % size));
            left /= size;
        }
        Collections.reverse(indexes);
        return new Point(indexes);
    }

    /** The combination behind {@code point} in the grid; the first behind the last. */
    Point after(Point point) {
        List<Integer> indexes = new ArrayList<>(point.indexes());
        for (int dimension = dimensions.size() - 1; dimension >= 0; dimension--) {
            int next = indexes.get(dimension) + 1;
            if (next < dimensions.get(dimension).size()) {
                indexes.set(dimension, next);
                break;
            }
            indexes.set(dimension, 0);
        }
        return new Point(indexes);
    }

    /** The values of {@code point} by the name of their setting, in the order of the dimensions. */
    public Map<String, String> settings(Point point) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int dimension = 0; dimension < dimensions.size(); dimension++) {
            Dimension searched = dimensions.get(dimension);
            settings.put(searched.name(), searched.text(point.index(dimension)));
        }
        return settings;
    }
}
