package cab.application.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import cab.domain.money.Price;
import org.junit.jupiter.api.Test;

/** Candles of 15 minutes: the low is at 5 minutes, the high at 10. */
final class ExcursionTest {

    private static final long MINUTE_MS = 60_000;

    private static final CandleSeries CANDLES = CandleSeries.builder(Timeframe.M15)
            .add(0, 100, 104, 97, 101, 1)
            .add(15 * MINUTE_MS, 101, 108, 95, 102, 1)
            .add(30 * MINUTE_MS, 102, 110, 90, 103, 1)
            .build();

    @Test
    void whatLiesBetweenEntryAndExitCounts() {
        Excursion whole = Excursion.between(CANDLES, 0, 45 * MINUTE_MS);

        assertThat(whole).isEqualTo(new Excursion(90, 110));
    }

    @Test
    void theLowBeforeTheEntryAndTheHighBehindTheExitDoNot() {
        Excursion part = Excursion.between(CANDLES, 20 * MINUTE_MS + 1, 40 * MINUTE_MS - 1);

        assertThat(part).isEqualTo(new Excursion(90, 108));
        assertThat(Excursion.between(CANDLES, 20 * MINUTE_MS, 40 * MINUTE_MS)).isEqualTo(new Excursion(90, 110));
    }

    @Test
    void whatItWasSoldAtCounts() {
        Excursion none = Excursion.between(CANDLES, MINUTE_MS, 2 * MINUTE_MS).with(Price.of("98"));

        assertThat(none.worstPercent(Price.of("100"))).isEqualTo(-2, within(1e-9));
        assertThat(none.bestPercent(Price.of("100"))).isZero();
    }
}
