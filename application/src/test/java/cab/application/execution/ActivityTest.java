package cab.application.execution;

import static cab.application.testing.Fixtures.BTC_USDT;
import static cab.application.testing.Fixtures.USDT;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.money.Quantity;
import cab.domain.order.TradeId;
import cab.domain.position.RealisedTrade;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActivityTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    private final Activity activity = new Activity(USDT);

    @Test
    void aBotThatHasDoneNothingHasNoOrderAndNoResult() {
        assertThat(activity.lastOrderAt()).isEmpty();
        assertThat(activity.ordersSince(Instant.EPOCH)).isZero();
        assertThat(activity.realisedToday(MIDNIGHT)).isEqualTo(usdt("0"));
    }

    @Test
    void ordersOfTheLastFiveMinutesAreCountedExactly() {
        activity.ordered(MIDNIGHT);
        activity.ordered(MIDNIGHT.plusSeconds(1));
        activity.ordered(MIDNIGHT.plusSeconds(300));

        assertThat(activity.ordersSince(MIDNIGHT)).isEqualTo(3);
        assertThat(activity.ordersSince(MIDNIGHT.plusMillis(1))).isEqualTo(2);

        activity.ordered(MIDNIGHT.plusMillis(300_001));

        assertThat(activity.ordersSince(MIDNIGHT)).isEqualTo(3);
    }

    @Test
    void onlySoManyOrdersAreRemembered() {
        for (int count = 0; count < 5_000; count++) {
            activity.ordered(MIDNIGHT);
        }

        assertThat(activity.ordersSince(MIDNIGHT)).isEqualTo(4_096);
    }

    @Test
    void aClockThatGoesBackMakesTheLastOrderNoOlder() {
        activity.ordered(MIDNIGHT);
        activity.ordered(MIDNIGHT.minusSeconds(60));

        assertThat(activity.lastOrderAt()).contains(MIDNIGHT);
        assertThat(activity.ordersSince(MIDNIGHT.minusSeconds(60))).isEqualTo(2);
    }

    @Test
    void theResultOfTheDayStartsAnewAtMidnight() {
        realise("-10", MIDNIGHT.minusMillis(1));

        assertThat(activity.realisedToday(MIDNIGHT.minusMillis(1))).isEqualTo(usdt("-10"));
        assertThat(activity.realisedToday(MIDNIGHT)).isEqualTo(usdt("0"));
    }

    @Test
    void aSaleOnTheNewDayStartsItsResult() {
        realise("-10", MIDNIGHT.minusMillis(1));
        realise("-3", MIDNIGHT);
        realise("1", MIDNIGHT.plusSeconds(1));

        assertThat(activity.realisedToday(MIDNIGHT)).isEqualTo(usdt("-2"));
    }

    @Test
    void aSaleOfYesterdayThatIsHeardOfTodayIsNotTodays() {
        assertThat(activity.realisedToday(MIDNIGHT)).isEqualTo(usdt("0"));

        realise("-10", MIDNIGHT.minusMillis(1));

        assertThat(activity.realisedToday(MIDNIGHT)).isEqualTo(usdt("0"));
    }

    @Test
    void aClockThatGoesBackOverMidnightResetsNothing() {
        realise("-10", MIDNIGHT.plusSeconds(5));

        assertThat(activity.realisedToday(MIDNIGHT.minus(Duration.ofHours(2)))).isEqualTo(usdt("-10"));
        assertThat(activity.realisedToday(MIDNIGHT.plusSeconds(9))).isEqualTo(usdt("-10"));
    }

    private void realise(String pnl, Instant at) {
        activity.realised(new RealisedTrade(
                new TradeId("t" + at.toEpochMilli()),
                BTC_USDT,
                Quantity.of("1"),
                usdt("50"),
                usdt("50"),
                usdt("0"),
                usdt(pnl),
                at));
    }
}
