package cab.infrastructure.time;

import java.time.InstantSource;

/** A clock that runs by itself, and can say how long to wait for a moment. Thread-safe. */
public interface RunningClock extends InstantSource {

    /**
     * Real nanoseconds to wait until it may show {@code epochMs}: zero when it does. Who waits asks again afterwards,
     * because the clock may have been set meanwhile.
     */
    long nanosUntil(long epochMs);
}
