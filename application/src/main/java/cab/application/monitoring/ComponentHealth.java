package cab.application.monitoring;

import java.time.Duration;
import java.util.Optional;

/**
 * How one part of the program stands. Immutable.
 *
 * @param status how
 * @param latency how long it took to find out, where that says something
 * @param detail what there is to say, in words and without secrets; may be empty
 */
public record ComponentHealth(HealthStatus status, Optional<Duration> latency, String detail) {

    public static ComponentHealth up() {
        return new ComponentHealth(HealthStatus.UP, Optional.empty(), "");
    }

    public static ComponentHealth up(Duration latency) {
        return new ComponentHealth(HealthStatus.UP, Optional.of(latency), "");
    }

    public static ComponentHealth degraded(String detail) {
        return new ComponentHealth(HealthStatus.DEGRADED, Optional.empty(), detail);
    }

    public static ComponentHealth down(String detail) {
        return new ComponentHealth(HealthStatus.DOWN, Optional.empty(), detail);
    }
}
