package cab.application.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The tree-structured Parzen estimator of Bergstra, Bardenet, Bengio and Kégl, “Algorithms for Hyper-Parameter
 * Optimization” (2011), section 4: trials are split into the good and the rest, and for each setting the value is
 * taken, of {@value #CANDIDATES} that are drawn where the good ones lie, whose density among the good is highest beside
 * that among the rest. That value has the greatest expected improvement.
 *
 * <p>Trials that were refused, failed or do not count are with the rest: the search learns to keep away from them. The
 * first {@value #BY_CHANCE} are drawn by chance. Trials are chosen {@value #BATCH} at a time from the same densities,
 * each with its own chance, so that the number of workers does not matter. Immutable.
 */
final class TpeSampler implements Sampler {

    private static final int BATCH = 8;
    private static final int BY_CHANCE = 24;
    private static final int CANDIDATES = 24;
    private static final double GOOD_SHARE = 0.15;
    private static final int GOOD_MIN = 4;
    private static final int GOOD_MAX = 25;

    private final SearchSpace space;
    private final Draw draw;

    TpeSampler(SearchSpace space, long seed) {
        this.space = space;
        this.draw = new Draw(space, seed);
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public List<Point> next(int count, History history) {
        List<Trial> ranking =
                history.trials().stream().sorted(history.goal().bestFirst()).toList();
        int counting = (int) ranking.stream()
                .filter(trial -> history.goal().of(trial).isPresent())
                .count();
        int good = Math.min(counting, Math.clamp((int) Math.ceil(GOOD_SHARE * counting), GOOD_MIN, GOOD_MAX));
        if (ranking.size() < BY_CHANCE || good == 0 || good == ranking.size()) {
            return draw.points(count, history, draw::uniform);
        }
        List<Densities> densities = new ArrayList<>();
        for (int dimension = 0; dimension < space.dimensions().size(); dimension++) {
            densities.add(new Densities(
                    density(dimension, ranking.subList(0, good)),
                    density(dimension, ranking.subList(good, ranking.size()))));
        }
        return draw.points(
                count,
                history,
                chance -> new Point(densities.stream()
                        .map(density -> density.mostPromising(chance))
                        .toList()));
    }

    private Parzen density(int dimension, List<Trial> trials) {
        return Parzen.of(
                space.dimensions().get(dimension),
                trials.stream().map(trial -> trial.point().index(dimension)).toList());
    }

    private record Densities(Parzen good, Parzen rest) {

        int mostPromising(SplittableRandom chance) {
            int best = good.draw(chance);
            double bestRatio = good.probability(best) / rest.probability(best);
            for (int candidate = 1; candidate < CANDIDATES; candidate++) {
                int index = good.draw(chance);
                double ratio = good.probability(index) / rest.probability(index);
                if (ratio > bestRatio) {
                    best = index;
                    bestRatio = ratio;
                }
            }
            return best;
        }
    }
}
