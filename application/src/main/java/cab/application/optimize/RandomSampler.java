package cab.application.optimize;

import java.util.List;

/** Combinations by chance, each once. Immutable. */
final class RandomSampler implements Sampler {

    private static final int BATCH = 256;

    private final Draw draw;

    RandomSampler(SearchSpace space, long seed) {
        this.draw = new Draw(space, seed);
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public List<Point> next(int count, History history) {
        return draw.points(count, history, draw::uniform);
    }
}
