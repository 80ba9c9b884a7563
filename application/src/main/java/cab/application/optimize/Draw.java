package cab.application.optimize;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Draws points that are new. Immutable. */
final class Draw {

    private static final int TRIES = 30;
    private static final long SPREAD = 0xBF58476D1CE4E5B9L;

    private final SearchSpace space;
    private final long seed;

    Draw(SearchSpace space, long seed) {
        this.space = space;
        this.seed = seed;
    }

    /** Chance of its own for each trial: what is drawn for one does not depend on what was drawn for another. */
    private SplittableRandom chanceOf(int number) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() ^ (number * SPREAD));
    }

    /** {@code count} points that are neither in {@code history} nor drawn twice; fewer when there are no more. */
    List<Point> points(int count, History history, Function<SplittableRandom, Point> drawOne) {
        Set<Point> fresh = new HashSet<>();
        List<Point> points = new ArrayList<>();
        for (int drawn = 0; drawn < count; drawn++) {
            Optional<Point> point = fresh(chanceOf(history.size() + drawn), history, fresh, drawOne);
            if (point.isEmpty()) {
                break;
            }
            boolean _ = fresh.add(point.get());
            points.add(point.get());
        }
        return points;
    }

    private Optional<Point> fresh(
            SplittableRandom chance, History history, Set<Point> fresh, Function<SplittableRandom, Point> drawOne) {
        long taken = history.size() + (long) fresh.size();
        if (space.size().compareTo(BigInteger.valueOf(taken)) <= 0) {
            return Optional.empty();
        }
        Point point = drawOne.apply(chance);
        for (int tried = 1; tried < 2 * TRIES && (history.has(point) || fresh.contains(point)); tried++) {
            // Where all that promises much has been tried, the rest has its turn.
            point = tried < TRIES ? drawOne.apply(chance) : uniform(chance);
        }
        // The rest of a small space is hard to hit by chance: take the next one that is free.
        while (history.has(point) || fresh.contains(point)) {
            point = space.after(point);
        }
        return Optional.of(point);
    }

    /** A point of which each value is as likely as its share. */
    Point uniform(SplittableRandom chance) {
        return new Point(space.dimensions().stream()
                .map(dimension -> dimension.indexAt(chance.nextDouble()))
                .toList());
    }
}
