package cab.application.monitoring;

/** Tells how the program stands. Thread-safe. */
@FunctionalInterface
public interface HealthSource {

    /** As of now; may wait for the parts that are asked, each for a bounded time. Never throws. */
    HealthReport report();
}
