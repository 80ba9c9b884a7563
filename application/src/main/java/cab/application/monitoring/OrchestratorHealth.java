package cab.application.monitoring;

import cab.application.trading.OrchestratorState;
import java.time.Duration;
import java.util.Optional;

/**
 * How one orchestrator stands. Immutable.
 *
 * @param status how
 * @param heartbeatAge process time since it last answered; since the watch began when it never has
 * @param state what it did when it last answered; empty when it never has
 */
public record OrchestratorHealth(HealthStatus status, Duration heartbeatAge, Optional<OrchestratorState> state) {

    /**
     * The rule: silent for longer than {@code limit}, or stopped by an emergency, is down; not yet trading, or paused,
     * is degraded; running, or stopped because somebody wanted it, is up.
     */
    public static OrchestratorHealth of(Duration heartbeatAge, Optional<OrchestratorState> state, Duration limit) {
        HealthStatus status = heartbeatAge.compareTo(limit) > 0
                ? HealthStatus.DOWN
                : state.map(OrchestratorHealth::statusOf).orElse(HealthStatus.DEGRADED);
        return new OrchestratorHealth(status, heartbeatAge, state);
    }

    private static HealthStatus statusOf(OrchestratorState state) {
        return switch (state) {
            case RUNNING, STOPPED -> HealthStatus.UP;
            case STARTING, PAUSED -> HealthStatus.DEGRADED;
            case EMERGENCY -> HealthStatus.DOWN;
        };
    }

    /** Whether it has come through its start. */
    public boolean isStarted() {
        return state.filter(known -> known != OrchestratorState.STARTING).isPresent();
    }
}
