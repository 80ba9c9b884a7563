package cab.application.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WalkForwardPlanTest {

    private static final long HOUR = 3_600_000L;

    @Test
    void stretchesFollowUponEachOtherWithoutOverlap() {
        List<WalkForwardPlan.Window> windows = plan(4, 2, false).windows(days(10));

        assertThat(windows).containsExactly(window(0, 96, 144), window(48, 144, 192), window(96, 192, 240));
    }

    @Test
    void anAnchoredSearchLooksBackToTheBeginning() {
        assertThat(plan(4, 2, true).windows(days(8))).containsExactly(window(0, 96, 144), window(0, 144, 192));
    }

    @Test
    void halfAStretchAtTheEndIsTradedAndLessIsNot() {
        assertThat(plan(4, 2, false).windows(days(7))).containsExactly(window(0, 96, 144), window(48, 144, 168));
        assertThat(plan(4, 2, false).windows(hours(0, 7 * 24 - 1))).containsExactly(window(0, 96, 144));
        assertThat(plan(4, 2, false).windows(days(4))).isEmpty();
        assertThat(plan(4, 2, false).windows(days(5))).containsExactly(window(0, 96, 120));
    }

    @Test
    void aStretchInAGapIsLeftOut() {
        CandleSeries.Builder candles = CandleSeries.builder(Timeframe.H1);
        add(candles, 0, 6 * 24);
        add(candles, 9 * 24, 12 * 24);

        List<WalkForwardPlan.Window> windows = plan(4, 2, false).windows(candles.build());

        // 4–6, 6–8 without a candle, 8–10, 10–12
        assertThat(windows).containsExactly(window(0, 96, 144), window(96, 144, 168), window(144, 168, 216));
    }

    private static WalkForwardPlan plan(int train, int test, boolean anchored) {
        return new WalkForwardPlan(Duration.ofDays(train), Duration.ofDays(test), anchored);
    }

    private static WalkForwardPlan.Window window(int trainFrom, int testFrom, int testTo) {
        return new WalkForwardPlan.Window(new CandleSpan(trainFrom, testFrom), new CandleSpan(testFrom, testTo));
    }

    private static CandleSeries days(int count) {
        return hours(0, count * 24);
    }

    private static CandleSeries hours(int from, int to) {
        CandleSeries.Builder candles = CandleSeries.builder(Timeframe.H1);
        add(candles, from, to);
        return candles.build();
    }

    private static void add(CandleSeries.Builder candles, int from, int to) {
        for (int hour = from; hour < to; hour++) {
            CandleSeries.Builder _ = candles.add(hour * HOUR, 1, 1, 1, 1, 1);
        }
    }
}
