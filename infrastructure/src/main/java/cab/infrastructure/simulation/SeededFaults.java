package cab.infrastructure.simulation;

import cab.infrastructure.marketdata.SeededRandom;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Faults out of a seed. Each class draws from a stream of its own, also while it is off, so that taking a class away
 * does not shift the others; which classes are on is drawn as well. Owned by one thread.
 */
final class SeededFaults {

    private static final long SWARM_SALT = 0x535741524DL;
    private static final int THOUSAND = 1_000;

    private final Map<FaultClass, SeededRandom> streams = new EnumMap<>(FaultClass.class);
    private final Set<FaultClass> on = EnumSet.noneOf(FaultClass.class);
    private final Map<FaultClass, Long> injected = new EnumMap<>(FaultClass.class);
    private boolean healed;

    /**
     * The faults of one run.
     *
     * @param allowed classes that may be on; each of them is with even chance
     */
    SeededFaults(long seed, Set<FaultClass> allowed) {
        SeededRandom swarm = new SeededRandom(SeededRandom.mixed(seed, SWARM_SALT));
        for (FaultClass each : FaultClass.values()) {
            streams.put(
                    each, new SeededRandom(SeededRandom.mixed(seed, each.name().hashCode())));
            if (swarm.nextInt(2) == 1 && allowed.contains(each)) {
                on.add(each);
            }
        }
    }

    /** Draws for one chance at which the fault may happen; who lets it happen says so to {@link #inject}. */
    Lot draw(FaultClass fault) {
        return draw(fault, fault.permille());
    }

    /** Draws for a chance that the class takes {@code permille} of a thousand times. */
    Lot draw(FaultClass fault, int permille) {
        SeededRandom stream = streams.get(fault);
        if (stream == null) {
            throw new IllegalStateException("every class has a stream, " + fault + " has none");
        }
        long number = stream.nextLong();
        boolean taken = new Lot(false, number).below(THOUSAND, 0) < permille;
        return new Lot(taken && isOn(fault), number);
    }

    /** The fault has happened. */
    void inject(FaultClass fault) {
        injected.merge(fault, 1L, Long::sum);
    }

    /** Draws, and lets the fault happen where the lot says so. */
    Lot drawAndInject(FaultClass fault) {
        Lot lot = draw(fault);
        if (lot.bites()) {
            inject(fault);
        }
        return lot;
    }

    /** Whether the class is on and nothing is healed yet. */
    boolean isOn(FaultClass fault) {
        return !healed && on.contains(fault);
    }

    /** From now on nothing goes wrong any more. */
    void heal() {
        healed = true;
    }

    boolean isHealed() {
        return healed;
    }

    Set<FaultClass> classes() {
        return Collections.unmodifiableSet(on);
    }

    Map<FaultClass, Long> injected() {
        return Collections.unmodifiableMap(injected);
    }
}
