package cab.application.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.Mailbox;
import cab.application.testing.CycleBench;
import cab.application.testing.Fixtures;
import cab.application.trading.Orchestrator;
import cab.application.trading.OrchestratorState;
import cab.application.trading.Orchestrators;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final CycleBench bench = CycleBench.running();
    private final SwitchedMailbox mailbox = new SwitchedMailbox();
    private final Heartbeats heartbeats = new Heartbeats(
            new Orchestrators(List.of(new Orchestrator(Fixtures.BOT, Fixtures.BTC_USDT, mailbox, bench.cycle))),
            bench.time,
            INTERVAL);

    @Test
    void anOrchestratorThatAnswersHasAPulse() {
        assertThat(health().state()).isEmpty();
        heartbeats.start();
        bench.time.advance(Duration.ofSeconds(10));

        assertThat(health().state()).contains(OrchestratorState.RUNNING);
        assertThat(health().heartbeatAge()).isEqualTo(Duration.ofSeconds(1));
        assertThat(health().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void anOrchestratorThatHangsFallsSilentAndIsAskedOnlyOnce() {
        heartbeats.start();
        mailbox.isHanging = true;
        bench.time.advance(INTERVAL);
        bench.time.advance(LIMIT.minus(INTERVAL));
        assertThat(health().status()).isEqualTo(HealthStatus.UP);

        bench.time.advance(Duration.ofMillis(1));

        assertThat(health().status()).isEqualTo(HealthStatus.DOWN);
        assertThat(mailbox.kept).hasSize(1);
    }

    @Test
    void anOrchestratorThatComesBackHasAPulseAgain() {
        heartbeats.start();
        mailbox.isHanging = true;
        bench.time.advance(LIMIT.plus(INTERVAL));
        mailbox.isHanging = false;
        mailbox.kept.forEach(Runnable::run);

        assertThat(health().heartbeatAge()).isZero();
        bench.time.advance(INTERVAL);
        assertThat(health().heartbeatAge()).isLessThan(INTERVAL);
    }

    @Test
    void anOrchestratorThatIsOverloadedIsAskedAgain() {
        mailbox.isFull = true;
        heartbeats.start();
        assertThat(health().state()).isEmpty();
        mailbox.isFull = false;

        bench.time.advance(INTERVAL);

        assertThat(health().state()).isPresent();
    }

    @Test
    void afterTheEndNobodyIsAsked() {
        heartbeats.start();
        heartbeats.close();
        bench.time.advance(Duration.ofMinutes(1));

        assertThat(health().heartbeatAge()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aPartThatCannotBeAskedIsDownAndSaysNoMoreThanThat() {
        ComponentProbe broken = () -> {
            throw new IllegalStateException("password=hunter2");
        };
        Monitoring monitoring = new Monitoring(
                new Monitoring.Probes(
                        broken,
                        () -> ComponentHealth.up(Duration.ofMillis(7)),
                        ComponentHealth::up,
                        ComponentHealth::up,
                        () -> ComponentHealth.degraded("no source"),
                        ComponentHealth::up),
                heartbeats,
                LIMIT,
                "1.2.3");

        HealthReport report = monitoring.report();

        assertThat(report.database().status()).isEqualTo(HealthStatus.DOWN);
        assertThat(report.database().detail()).doesNotContain("hunter2");
        assertThat(report.broker().latency()).isEqualTo(Optional.of(Duration.ofMillis(7)));
        assertThat(report.orchestrators()).containsOnlyKeys(Fixtures.BTC_USDT);
        assertThat(report.version()).isEqualTo("1.2.3");
    }

    private OrchestratorHealth health() {
        return Objects.requireNonNull(heartbeats.health(LIMIT).get(Fixtures.BTC_USDT));
    }

    private final class SwitchedMailbox implements Mailbox {

        private final List<Runnable> kept = new ArrayList<>();
        private boolean isHanging;
        private boolean isFull;

        @Override
        public boolean offer(Runnable message) {
            if (isFull) {
                return false;
            }
            if (isHanging) {
                kept.add(message);
                return true;
            }
            return bench.mailbox.offer(message);
        }

        @Override
        public void answer(Runnable reply) {
            bench.mailbox.answer(reply);
        }
    }
}
