package cab.application.optimize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much a setting matters by itself. Immutable.
 *
 * @param name of the setting
 * @param share of the variance of the objective that the setting alone explains, 0 to 1, less what so many groups would
 *     explain by chance (adjusted R²); what settings do only together is in none
 */
public record Importance(String name, double share) {

    private static final int GROUPS_MAX = 8;

    /** The importance of every setting that was searched, the greatest first; of few trials none can be told. */
    static List<Importance> of(StudyResult study) {
        List<Trial> counting = study.ranking();
        List<Importance> importances = new ArrayList<>();
        for (int dimension = 0; dimension < study.plan().space().dimensions().size(); dimension++) {
            Dimension searched = study.plan().space().dimensions().get(dimension);
            importances.add(new Importance(searched.name(), explained(study, counting, dimension)));
        }
        importances.sort(Comparator.comparingDouble(Importance::share).reversed());
        return List.copyOf(importances);
    }

    private static double explained(StudyResult study, List<Trial> trials, int dimension) {
        Dimension searched = study.plan().space().dimensions().get(dimension);
        int groups = searched.isOrdered() ? Math.min(GROUPS_MAX, searched.size()) : searched.size();
        double[] sums = new double[groups];
        int[] counts = new int[groups];
        double sum = 0;
        double squares = 0;
        for (Trial trial : trials) {
            double value = study.plan().goal().of(trial).orElse(0);
            int index = trial.point().index(dimension);
            int group = (int) Math.min(groups - 1L, (long) (searched.shareFrom(index) * groups + 1e-9));
            sums[group] += value;
            counts[group]++;
            sum += value;
            squares += value * value;
        }
        int used = 0;
        double between = 0;
        for (int group = 0; group < groups; group++) {
            if (counts[group] > 0) {
                used++;
                between += sums[group] * sums[group] / counts[group];
            }
        }
        double mean = trials.isEmpty() ? 0 : sum / trials.size();
        double total = squares - mean * sum;
        if (trials.size() <= used || !(total > 0)) {
            return 0;
        }
        double part = (between - mean * sum) / total;
        return Math.max(0, 1 - (1 - part) * (trials.size() - 1) / (trials.size() - used));
    }
}
