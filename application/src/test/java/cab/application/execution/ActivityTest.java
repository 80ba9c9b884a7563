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
        assertThat(activity.ordersToday(MIDNIGHT)).isZero();
        assertThat(activity.turnoverSince(Instant.EPOCH)).isEqualTo(usdt("0"));
        assertThat(activity.turnoverToday(MIDNIGHT)).isEqualTo(usdt("0"));
        assertThat(activity.lossStreakToday(MIDNIGHT)).isZero();
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

    @Test
    void ordersOfTheDayStartAnewAtMidnight() {
        activity.ordered(MIDNIGHT.minusMillis(1));

        assertThat(activity.ordersToday(MIDNIGHT.minusMillis(1))).isEqualTo(1);
        assertThat(activity.ordersToday(MIDNIGHT)).isZero();

        activity.ordered(MIDNIGHT);
        activity.ordered(MIDNIGHT.plusSeconds(1));

        assertThat(activity.ordersToday(MIDNIGHT)).isEqualTo(2);
    }

    @Test
    void anOrderThatAClockGoneBackPutsOnYesterdayIsOneOfToday() {
        activity.ordered(MIDNIGHT);
        activity.ordered(MIDNIGHT.minusSeconds(1));

        assertThat(activity.ordersToday(MIDNIGHT)).isEqualTo(2);
    }

    @Test
    void turnoverOfTheLastFiveMinutesIsCountedExactly() {
        activity.traded(MIDNIGHT, usdt("1"));
        activity.traded(MIDNIGHT.plusSeconds(1), usdt("2"));
        activity.traded(MIDNIGHT.plusSeconds(300), usdt("4"));

        assertThat(activity.turnoverSince(MIDNIGHT)).isEqualTo(usdt("7"));
        assertThat(activity.turnoverSince(MIDNIGHT.plusMillis(1))).isEqualTo(usdt("6"));

        activity.traded(MIDNIGHT.plusMillis(300_001), usdt("8"));

        assertThat(activity.turnoverSince(MIDNIGHT)).isEqualTo(usdt("14"));
    }

    @Test
    void turnoverIsAddedUpRatherThanForgottenWhenThereAreTooManyTrades() {
        activity.traded(MIDNIGHT, usdt("1"));
        for (int count = 1; count < 5_000; count++) {
            activity.traded(MIDNIGHT.plusMillis(count), usdt("1"));
        }

        assertThat(activity.turnoverSince(MIDNIGHT)).isEqualTo(usdt("5000"));
        assertThat(activity.turnoverSince(MIDNIGHT.plusMillis(904))).isEqualTo(usdt("5000"));
        assertThat(activity.turnoverSince(MIDNIGHT.plusMillis(905))).isEqualTo(usdt("4095"));
    }

    @Test
    void turnoverOfTheDayStartsAnewAtMidnight() {
        activity.traded(MIDNIGHT.minusMillis(1), usdt("10"));

        assertThat(activity.turnoverToday(MIDNIGHT.minusMillis(1))).isEqualTo(usdt("10"));
        assertThat(activity.turnoverToday(MIDNIGHT)).isEqualTo(usdt("0"));

        activity.traded(MIDNIGHT, usdt("3"));
        activity.traded(MIDNIGHT.minusMillis(1), usdt("5"));

        assertThat(activity.turnoverToday(MIDNIGHT)).isEqualTo(usdt("3"));
        assertThat(activity.turnoverSince(MIDNIGHT.minusMillis(1))).isEqualTo(usdt("18"));
    }

    @Test
    void aStreakEndsWithWhatDidNotLoseAndAtMidnight() {
        activity.roundTripEnded(MIDNIGHT, usdt("-1"));
        activity.roundTripEnded(MIDNIGHT.plusSeconds(1), usdt("-0.000000000000000001"));
        assertThat(activity.lossStreakToday(MIDNIGHT)).isEqualTo(2);

        activity.roundTripEnded(MIDNIGHT.plusSeconds(2), usdt("0"));
        assertThat(activity.lossStreakToday(MIDNIGHT)).isZero();

        activity.roundTripEnded(MIDNIGHT.plusSeconds(3), usdt("-1"));
        activity.roundTripEnded(MIDNIGHT.minusMillis(1), usdt("100"));
        assertThat(activity.lossStreakToday(MIDNIGHT)).isEqualTo(1);
        assertThat(activity.lossStreakToday(MIDNIGHT.plus(Duration.ofDays(1)))).isZero();
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
