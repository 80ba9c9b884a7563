package cab.application.optimize;

import java.util.List;

/**
 * Chooses what to try next. What it chooses depends on the seed, the number of the trial and the trials of earlier
 * batches alone: not on how many workers there are, nor on who is done first, nor on whether the study was interrupted.
 */
interface Sampler {

    /** How many trials are chosen at once, before any of them is known. */
    int batchSize();

    /**
     * The next points, each of which is new.
     *
     * @param count how many are wanted, at most {@link #batchSize()}
     * @param history all trials so far; the first new one has its size as number
     * @return fewer than {@code count} when the space has no more
     */
    List<Point> next(int count, History history);
}
