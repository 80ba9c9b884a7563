package cab.application.monitoring;

/** How something stands, from good to bad. */
public enum HealthStatus {
    /** Works. */
    UP,
    /** Works in part, or not yet: somebody should look. */
    DEGRADED,
    /** Does not work. */
    DOWN;

    /** The worse of the two. */
    public HealthStatus worst(HealthStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** This, but never worse than {@link #DEGRADED}: for what the program can do without for a while. */
    public HealthStatus atWorstDegraded() {
        return this == DOWN ? DEGRADED : this;
    }
}
