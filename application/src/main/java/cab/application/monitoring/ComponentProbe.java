package cab.application.monitoring;

/** Finds out how one part of the program stands. Thread-safe. */
@FunctionalInterface
public interface ComponentProbe {

    /** May wait for a bounded time. What it throws counts as {@link HealthStatus#DOWN}. */
    ComponentHealth check();
}
