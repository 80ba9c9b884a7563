package cab.application.monitoring;

import static cab.application.monitoring.HealthStatus.DEGRADED;
import static cab.application.monitoring.HealthStatus.DOWN;
import static cab.application.monitoring.HealthStatus.UP;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.trading.OrchestratorState;
import cab.domain.market.Symbol;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthReportTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource({
        // database, broker, lock, event bus, regime: the whole
        "UP, UP, UP, UP, UP, UP",
        "DEGRADED, UP, UP, UP, UP, DEGRADED",
        "DOWN, UP, UP, UP, UP, DOWN",
        "UP, DOWN, UP, UP, UP, DOWN",
        "UP, UP, DOWN, UP, UP, DOWN",
        "UP, UP, UP, DOWN, UP, DEGRADED",
        "UP, UP, UP, UP, DOWN, DEGRADED",
        "UP, UP, UP, UP, DEGRADED, DEGRADED",
        "DOWN, DOWN, DOWN, DOWN, DOWN, DOWN",
    })
    void whatTradingNeedsTakesTheWholeDown(
            HealthStatus database,
            HealthStatus broker,
            HealthStatus lock,
            HealthStatus eventBus,
            HealthStatus regime,
            HealthStatus whole) {
        HealthReport report = new HealthReport(
                of(database), of(broker), of(eventBus), new TreeMap<>(), of(lock), of(regime), of(UP), "1.0");

        assertThat(report.status()).isEqualTo(whole);
        assertThat(report.isReady()).isEqualTo(whole != DOWN);
    }

    @Test
    void oneOrchestratorOfTwoDegradesAndBothTakeDown() {
        assertThat(withOrchestrators(UP, UP).status()).isEqualTo(UP);
        assertThat(withOrchestrators(UP, DOWN).status()).isEqualTo(DEGRADED);
        assertThat(withOrchestrators(DEGRADED, DOWN).status()).isEqualTo(DEGRADED);
        assertThat(withOrchestrators(DOWN, DOWN).status()).isEqualTo(DOWN);
        assertThat(withOrchestrators(UP, DEGRADED).status()).isEqualTo(DEGRADED);
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, 10000, UP",
        "RUNNING, 10001, DOWN",
        "STOPPED, 0, UP",
        "PAUSED, 0, DEGRADED",
        "STARTING, 0, DEGRADED",
        "EMERGENCY, 0, DOWN",
        "EMERGENCY, 10001, DOWN",
    })
    void anOrchestratorIsJudgedByItsStateAndItsPulse(OrchestratorState state, long ageMs, HealthStatus status) {
        OrchestratorHealth health = OrchestratorHealth.of(Duration.ofMillis(ageMs), Optional.of(state), LIMIT);

        assertThat(health.status()).isEqualTo(status);
        assertThat(health.isStarted()).isEqualTo(state != OrchestratorState.STARTING);
    }

    @Test
    void anOrchestratorThatHasNeverAnsweredIsNotReady() {
        OrchestratorHealth health = OrchestratorHealth.of(Duration.ZERO, Optional.empty(), LIMIT);

        assertThat(health.status()).isEqualTo(DEGRADED);
        assertThat(health.isStarted()).isFalse();
        SortedMap<Symbol, OrchestratorHealth> one = new TreeMap<>();
        one.put(Symbol.of("BTC/USDT"), health);
        assertThat(report(one).isReady()).isFalse();
    }

    private static HealthReport withOrchestrators(HealthStatus first, HealthStatus second) {
        SortedMap<Symbol, OrchestratorHealth> two = new TreeMap<>();
        two.put(Symbol.of("BTC/USDT"), new OrchestratorHealth(first, Duration.ZERO, Optional.empty()));
        two.put(Symbol.of("ETH/USDT"), new OrchestratorHealth(second, Duration.ZERO, Optional.empty()));
        return report(two);
    }

    private static HealthReport report(SortedMap<Symbol, OrchestratorHealth> orchestrators) {
        return new HealthReport(of(UP), of(UP), of(UP), orchestrators, of(UP), of(UP), of(UP), "1.0");
    }

    private static ComponentHealth of(HealthStatus status) {
        return new ComponentHealth(status, Optional.empty(), "");
    }
}
