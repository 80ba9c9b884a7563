package cab.infrastructure.exchange.server;

import cab.infrastructure.marketdata.SeededRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** Draws what goes wrong from a seed; each fault from a stream of its own, and counts it. Thread-safe. */
public final class WireFaults {

    private final ReentrantLock lock = new ReentrantLock();
    private volatile Map<WireFault, Double> chances;
    private final Map<WireFault, SeededRandom> streams = new EnumMap<>(WireFault.class);
    private final Map<WireFault, Long> injected = new EnumMap<>(WireFault.class);

    private WireFaults(Map<WireFault, Double> chances, long seed) {
        this.chances = chances;
        for (WireFault fault : WireFault.values()) {
            streams.put(
                    fault,
                    new SeededRandom(SeededRandom.mixed(seed, fault.label().hashCode())));
        }
    }

    /** Nothing goes wrong. */
    public static WireFaults none() {
        return new WireFaults(new EnumMap<>(WireFault.class), 0);
    }

    /**
     * Faults as they are written on the command line, such as {@code answer-lost=0.01,502=0.02}.
     *
     * @throws IllegalArgumentException when there is no such fault, or a chance is not within 0 and 1
     */
    public static WireFaults parse(String spec, long seed) {
        return new WireFaults(chances(spec), seed);
    }

    /**
     * From now on these go wrong, and no others; what has happened stays counted.
     *
     * @param spec as {@link #parse} takes it; empty for nothing
     * @throws IllegalArgumentException as {@link #parse} does; then nothing changes
     */
    public void change(String spec) {
        chances = chances(spec);
    }

    private static Map<WireFault, Double> chances(String spec) {
        Map<WireFault, Double> chances = new EnumMap<>(WireFault.class);
        for (String part : spec.split(",", -1)) {
            if (!part.isBlank()) {
                int equals = part.indexOf('=');
                String label = equals < 0 ? part : part.substring(0, equals);
                WireFault fault = WireFault.of(label.strip())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is no fault '" + label.strip() + "'; there are " + WireFault.labels()));
                chances.put(fault, chance(fault, equals < 0 ? "" : part.substring(equals + 1)));
            }
        }
        return chances;
    }

    private static double chance(WireFault fault, String text) {
        try {
            double chance = Double.parseDouble(text.strip());
            if (chance >= 0 && chance <= 1) {
                return chance;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "chance of " + fault.label() + " must be within 0 and 1, was '" + text + "'", notANumber);
        }
        throw new IllegalArgumentException(
                "chance of " + fault.label() + " must be within 0 and 1, was '" + text + "'");
    }

    /** Whether this goes wrong now; counts it when it does. */
    public boolean happens(WireFault fault) {
        double chance = chances.getOrDefault(fault, 0.0);
        if (chance <= 0) {
            return false;
        }
        lock.lock();
        try {
            boolean now = stream(fault).nextDouble() < chance;
            if (now) {
                injected.merge(fault, 1L, Long::sum);
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** A span of that fault's stream. */
    public Duration span(WireFault fault, Duration shortest, Duration longest) {
        lock.lock();
        try {
            double share = stream(fault).nextDouble();
            return shortest.plusMillis((long) (share * longest.minus(shortest).toMillis()));
        } finally {
            lock.unlock();
        }
    }

    /** One of two. */
    public boolean isEven(WireFault fault) {
        lock.lock();
        try {
            return stream(fault).nextInt(2) == 0;
        } finally {
            lock.unlock();
        }
    }

    /** How often each has happened. */
    public SortedMap<String, Long> injected() {
        SortedMap<String, Long> counts = new TreeMap<>();
        lock.lock();
        try {
            injected.forEach((fault, count) -> counts.put(fault.label(), count));
        } finally {
            lock.unlock();
        }
        return counts;
    }

    private SeededRandom stream(WireFault fault) {
        SeededRandom stream = streams.get(fault);
        if (stream == null) {
            throw new IllegalStateException("every fault has a stream, " + fault + " has none");
        }
        return stream;
    }
}
