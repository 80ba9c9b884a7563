package cab.infrastructure.simulation;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How much of a seed is run: what a shrunken case is told by. Immutable.
 *
 * @param seed everything is drawn from it
 * @param allowed fault classes that may be on; which of them are is drawn from the seed
 * @param faultyAtMost how long faults go on at most; the seed may draw less
 * @param symbolsAtMost how many symbols are traded at most; the seed may draw fewer
 */
public record SimulationScope(long seed, Set<FaultClass> allowed, Duration faultyAtMost, int symbolsAtMost) {

    /** Faults never go on for longer. */
    public static final Duration FAULTY_MAX = Duration.ofDays(3);

    /** No run trades more symbols. */
    public static final int SYMBOLS_MAX = 5;

    public SimulationScope {
        allowed = Set.copyOf(allowed);
        if (faultyAtMost.isNegative() || faultyAtMost.isZero() || faultyAtMost.compareTo(FAULTY_MAX) > 0) {
            throw new IllegalArgumentException("faults must go on for up to " + FAULTY_MAX + ", not " + faultyAtMost);
        }
        if (symbolsAtMost < 1 || symbolsAtMost > SYMBOLS_MAX) {
            throw new IllegalArgumentException("symbols must be 1.." + SYMBOLS_MAX + ", were " + symbolsAtMost);
        }
    }

    /** All of a seed. */
    public static SimulationScope of(long seed, Set<FaultClass> allowed) {
        return new SimulationScope(seed, allowed, FAULTY_MAX, SYMBOLS_MAX);
    }

    SimulationScope without(FaultClass fault) {
        Set<FaultClass> fewer = EnumSet.noneOf(FaultClass.class);
        fewer.addAll(allowed);
        fewer.remove(fault);
        return new SimulationScope(seed, fewer, faultyAtMost, symbolsAtMost);
    }

    SimulationScope within(Set<FaultClass> classes) {
        return new SimulationScope(seed, classes, faultyAtMost, symbolsAtMost);
    }

    SimulationScope withFaultyAtMost(Duration shorter) {
        return new SimulationScope(seed, allowed, shorter, symbolsAtMost);
    }

    SimulationScope withSymbolsAtMost(int fewer) {
        return new SimulationScope(seed, allowed, faultyAtMost, fewer);
    }
}
