package cab.infrastructure.time;

import java.time.Instant;
import java.time.InstantSource;

/** The clock of this machine, corrections included: the time of live trading. Thread-safe. */
public final class WallClock implements RunningClock {

    private static final long NANOS_PER_MS = 1_000_000;

    /** The longest wait: within it a correction of the machine's clock is noticed. */
    private static final long WAIT_MS_MAX = 1_000;

    private final InstantSource source = InstantSource.system();

    @Override
    public Instant instant() {
        return source.instant();
    }

    @Override
    public long millis() {
        return source.millis();
    }

    @Override
    public long nanosUntil(long epochMs) {
        return Math.clamp(epochMs - millis(), 0, WAIT_MS_MAX) * NANOS_PER_MS;
    }
}
