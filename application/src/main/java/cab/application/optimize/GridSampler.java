package cab.application.optimize;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Every combination, one after the other. Immutable. */
final class GridSampler implements Sampler {

    private static final int BATCH = 256;

    private final SearchSpace space;

    GridSampler(SearchSpace space) {
        this.space = space;
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public List<Point> next(int count, History history) {
        long end = Math.min(
                history.size() + (long) count,
                space.size().min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact());
        List<Point> points = new ArrayList<>();
        for (long number = history.size(); number < end; number++) {
            points.add(space.at(number));
        }
        return points;
    }
}
