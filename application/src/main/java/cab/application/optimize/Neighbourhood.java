package cab.application.optimize;

import java.util.Comparator;
import java.util.List;

/**
 * How the trials nearest to one fared: on a plateau it is likely to hold tomorrow, a lonely peak is likely to be luck.
 * Immutable.
 *
 * @param neighbours how many were looked at
 * @param median of their objective
 * @param height how far the median lies between that of all trials and this one: 1 is a plateau, 0 a peak; below 0 when
 *     the neighbours are worse than the middle
 */
public record Neighbourhood(int neighbours, double median, double height) {

    private static final int NEAREST = 8;
    private static final double PLATEAU = 0.5;

    /** The neighbourhood of {@code trial}, which counts. */
    static Neighbourhood of(Trial trial, List<Trial> ranking, StudyPlan plan) {
        List<Trial> nearest = ranking.stream()
                .filter(other -> other.number() != trial.number())
                .sorted(Comparator.<Trial>comparingDouble(other -> distance(trial, other, plan.space()))
                        .thenComparingInt(Trial::number))
                .limit(NEAREST)
                .toList();
        double own = plan.goal().of(trial).orElseThrow();
        double around = median(nearest, plan.goal());
        double all = median(ranking, plan.goal());
        double height = own > all ? (around - all) / (own - all) : 1;
        return new Neighbourhood(nearest.size(), around, nearest.isEmpty() ? 0 : height);
    }

    /** Whether the trial keeps half of its advantage around it. */
    public boolean isPlateau() {
        return height >= PLATEAU;
    }

    /**
     * The largest distance in any setting, each measured in shares of its range; choices differ wholly or not at all.
     */
    private static double distance(Trial one, Trial other, SearchSpace space) {
        double largest = 0;
        double sum = 0;
        for (int dimension = 0; dimension < space.dimensions().size(); dimension++) {
            Dimension searched = space.dimensions().get(dimension);
            int from = one.point().index(dimension);
            int to = other.point().index(dimension);
            double apart = searched.isOrdered()
                    ? Math.abs(searched.shareFrom(from) - searched.shareFrom(to))
                    : from == to ? 0 : 1;
            largest = Math.max(largest, apart);
            sum += apart;
        }
        // Of two that are equally far in one setting the one that is nearer in the others.
        return largest + sum * 1e-6;
    }

    private static double median(List<Trial> trials, Goal goal) {
        double[] values = trials.stream()
                .mapToDouble(trial -> goal.of(trial).orElseThrow())
                .sorted()
                .toArray();
        if (values.length == 0) {
            return Double.NaN;
        }
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
