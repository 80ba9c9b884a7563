package cab.infrastructure.exchange.gateio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.infrastructure.exchange.transport.ExchangeTimes;
import cab.infrastructure.exchange.transport.ScriptedExchange;
import cab.infrastructure.time.RealScheduler;
import cab.infrastructure.time.WallClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GateioTimeTest {

    private final ScriptedExchange exchange = new ScriptedExchange();
    private final RealScheduler time = new RealScheduler("test-time", new WallClock(), failure -> {
        throw new AssertionError(failure);
    });

    @AfterEach
    void close() {
        time.close();
        exchange.close();
    }

    @Test
    void theTimeOfAnExchangeIsTakenRightBehindAnAnswer() {
        // The answer, then a question that fails in all its attempts, then one far ahead: its time runs faster.
        AtomicInteger asked = new AtomicInteger();
        exchange.on("GET /spot/time", request -> switch (asked.incrementAndGet()) {
            case 1 -> ScriptedExchange.json(200, "{\"server_time\":1700000000000}");
            case 2, 3, 4 -> ScriptedExchange.json(502, "");
            default -> ScriptedExchange.json(200, "{\"server_time\":1700000600000}");
        });

        Instant there = new GateioExchange(settings()).timeThere(time);

        assertThat(there).isBetween(Instant.ofEpochMilli(1_700_000_600_000L), Instant.ofEpochMilli(1_700_000_602_000L));
    }

    @Test
    void anAddressThatIsNoExchangeIsSaid() {
        assertThatThrownBy(() -> new GateioExchange(settings()).timeThere(time))
                .hasMessageContaining("does not tell its time");
    }

    @Test
    void theClockOfAFasterMarketMayDifferByMore() {
        ExchangeTimes times = ExchangeTimes.defaults().atSpeed(new BigDecimal("3"));

        assertThat(times.skewMax()).isEqualTo(Duration.ofSeconds(15));
        assertThat(times.visibility()).isLessThan(ExchangeTimes.VISIBILITY);
        assertThat(times.orderLifetime()).isEqualTo(ExchangeTimes.defaults().orderLifetime());
        assertThat(ExchangeTimes.defaults().atSpeed(BigDecimal.ONE)).isEqualTo(ExchangeTimes.defaults());
    }

    private GateioSettings settings() {
        return new GateioSettings(
                exchange.url(),
                exchange.url(),
                Optional.empty(),
                BigDecimal.valueOf(100),
                100,
                ExchangeTimes.defaults());
    }
}
