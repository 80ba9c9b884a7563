package cab.infrastructure.exchange.transport;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * What time it is at the exchange: the clock of this machine and the difference that was measured last. A clock of this
 * machine that has been set since makes the difference unknown again. Thread-safe.
 */
public final class ServerClock {

    /** A measurement that took longer says too little. */
    public static final Duration ROUND_TRIP_MAX = Duration.ofSeconds(2);

    /** A clock that differs by more from the monotonic one has been set. */
    public static final Duration STEP_MAX = Duration.ofMillis(500);

    public static final Duration AGE_MAX = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final AtomicReference<Optional<Sample>> sample = new AtomicReference<>(Optional.empty());

    /**
     * A clock that knows nothing yet.
     *
     * @param clock of this machine
     * @param nanoTime the monotonic clock of this machine
     */
    public ServerClock(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Remembers where this machine's clock stands before a measurement. */
    public Start start() {
        return new Start(clock.millis(), nanoTime.getAsLong());
    }

    /** Takes a measurement over; false when it took too long or the clock was set meanwhile. */
    public boolean measured(Start start, Instant server) {
        long localMs = clock.millis();
        long nanos = nanoTime.getAsLong();
        Duration roundTrip = Duration.ofNanos(nanos - start.nanos);
        boolean stepped = isStep(localMs - start.localMs, nanos - start.nanos);
        if (stepped || roundTrip.compareTo(ROUND_TRIP_MAX) > 0) {
            return false;
        }
        long offsetMs = server.toEpochMilli() + roundTrip.toMillis() / 2 - localMs;
        sample.set(Optional.of(new Sample(offsetMs, localMs, nanos)));
        return true;
    }

    /** Forgets what was measured: the exchange says that it is wrong. */
    public void doubt() {
        sample.set(Optional.empty());
    }

    public boolean isKnown() {
        return current().isPresent();
    }

    /** The exchange's time, UTC milliseconds; that of this machine while nothing is known. */
    public long millis() {
        return clock.millis() + current().map(Sample::offsetMs).orElse(0L);
    }

    /** {@code local}, a moment by the clock of this machine, by that of the exchange. */
    public long millisOf(Instant local) {
        return local.toEpochMilli() + current().map(Sample::offsetMs).orElse(0L);
    }

    /** A moment by the exchange's clock by that of this machine. */
    public Instant localOf(long serverMs) {
        return Instant.ofEpochMilli(serverMs - current().map(Sample::offsetMs).orElse(0L));
    }

    /** By how much the exchange's clock is ahead, negative when it is behind; empty while nothing is known. */
    public Optional<Duration> offset() {
        return current().map(known -> Duration.ofMillis(known.offsetMs));
    }

    private Optional<Sample> current() {
        return sample.get().filter(known -> {
            long nanos = nanoTime.getAsLong() - known.nanos;
            return nanos <= AGE_MAX.toNanos() && !isStep(clock.millis() - known.localMs, nanos);
        });
    }

    private static boolean isStep(long localMs, long nanos) {
        return Math.abs(localMs - Duration.ofNanos(nanos).toMillis()) > STEP_MAX.toMillis();
    }

    public record Start(long localMs, long nanos) {}

    private record Sample(long offsetMs, long localMs, long nanos) {}
}
