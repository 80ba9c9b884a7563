package cab.application.execution;

import static cab.application.testing.Fixtures.BOT;
import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.USDT;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.JournalEntry;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.position.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EquityTest {

    private final CapitalPool pool = new CapitalPool(USDT);
    private final Equity equity = new Equity(BOT, pool, Optional.empty());
    private Instant now = NOON;

    private Optional<JournalEntry> measure(String amount) {
        now = now.plus(Duration.ofHours(1));
        return equity.measure(usdt(amount), now);
    }

    private Optional<Money> peak() {
        return equity.peak();
    }

    @Test
    void itIsWhatIsFreeAndWhatEachBotHolds() {
        pool.refresh(BOT, usdt("100"), pool.ask(0), Duration.ZERO);
        pool.value(new BotId("other"), usdt("7"));

        Position two = new Position(Quantity.of("2"), usdt("90"));

        assertThat(equity.at(two, Price.of("50"))).isEqualTo(usdt("207"));
        assertThat(equity.at(Position.flat(USDT), Price.of("50"))).isEqualTo(usdt("107"));
    }

    @Test
    void theFirstMeasureIsTheFirstPeak() {
        assertThat(peak()).isEmpty();

        assertThat(measure("1000")).contains(new JournalEntry.EquityPeak(BOT, usdt("1000"), now));
        assertThat(peak()).contains(usdt("1000"));
    }

    @Test
    void aHigherMeasureCountsWhenTheNextHasReachedIt() {
        var _ = measure("1000");

        assertThat(measure("1200")).isEmpty();
        assertThat(measure("1100")).contains(new JournalEntry.EquityPeak(BOT, usdt("1100"), now));
        assertThat(measure("1100")).isEmpty();
        assertThat(measure("1300")).isEmpty();
        assertThat(measure("1000")).isEmpty();
        assertThat(peak()).contains(usdt("1100"));
    }

    @Test
    void afterARestartThePeakIsWhatItWas() {
        Equity restarted = new Equity(BOT, pool, Optional.of(usdt("1000")));

        assertThat(restarted.measure(usdt("1500"), NOON)).isEmpty();
        assertThat(restarted.peak()).contains(usdt("1000"));
        assertThat(restarted.measure(usdt("1400"), NOON.plusSeconds(3600))).isPresent();
        assertThat(restarted.peak()).contains(usdt("1400"));
    }

    @Test
    void aLossThatIsAcceptedIsForgotten() {
        var _ = measure("1000");

        assertThat(equity.acceptLoss(usdt("700"), NOON)).isEqualTo(new JournalEntry.EquityPeak(BOT, usdt("700"), NOON));
        assertThat(peak()).contains(usdt("700"));
        assertThat(measure("800")).isEmpty();
        assertThat(measure("800")).isPresent();
    }

    @Test
    void aMeasureIsDueEveryHour() {
        assertThat(equity.isDue(Long.MIN_VALUE)).isTrue();

        var _ = equity.measure(usdt("1"), NOON);

        assertThat(equity.isDue(NOON.plusMillis(3_599_999).toEpochMilli())).isFalse();
        assertThat(equity.isDue(NOON.plusMillis(3_600_000).toEpochMilli())).isTrue();
    }
}
