package cab.infrastructure.simulation;

import cab.infrastructure.marketdata.SeededRandom;
import java.time.Duration;

/**
 * One draw of a fault class: whether it bites, and all that follows from it by chance. Everything comes from the one
 * number drawn, so that what other classes do never shifts the next draw. Immutable.
 *
 * @param bites whether the fault happens, where its class is on
 * @param number what was drawn
 */
record Lot(boolean bites, long number) {

    private static final long SHORTEST_MS = 200;
    private static final double UNIT = 0x1.0p-53;

    /** From 0 to {@code bound} exclusive; another {@code salt}, another number. */
    int below(int bound, int salt) {
        return (int) (share(salt) * bound);
    }

    /** A span that is mostly short, now and then nearly {@code longest}. */
    Duration span(Duration longest, int salt) {
        double share = share(salt);
        return Duration.ofMillis(SHORTEST_MS + (long) (share * share * share * longest.toMillis()));
    }

    private double share(int salt) {
        return (SeededRandom.mixed(number, salt) >>> 11) * UNIT;
    }
}
