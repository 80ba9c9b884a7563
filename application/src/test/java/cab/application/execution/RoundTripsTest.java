package cab.application.execution;

import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.entry;
import static cab.application.testing.Fixtures.fill;
import static cab.application.testing.Fixtures.sale;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.testing.Desk;
import cab.domain.order.OrderIntent;
import cab.domain.order.Purpose;
import cab.domain.position.ClosedTrade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the book tells of round trips, orders and turnover, and what of it a restart finds again. */
class RoundTripsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Desk desk = new Desk();

    private int streak(Desk asked) {
        return asked.book.activity().lossStreakToday(NOON);
    }

    /** Buys 2 at 50 at {@code at} and sells them at {@code price}. */
    private void roundTrip(Instant at, String price) {
        desk.trade(entry(at), "2", "50");
        desk.trade(sale(Purpose.EXIT, at, 0, "2"), "2", price);
    }

    @Test
    void roundTripsThatLoseInARowAreCounted() {
        roundTrip(NOON, "49");
        roundTrip(NOON.plus(HOUR), "49");
        assertThat(streak(desk)).isEqualTo(2);
        assertThat(streak(desk.restarted())).isEqualTo(2);

        roundTrip(NOON.plus(HOUR.multipliedBy(2)), "51");
        assertThat(streak(desk)).isZero();
        assertThat(streak(desk.restarted())).isZero();

        roundTrip(NOON.plus(HOUR.multipliedBy(3)), "49");
        assertThat(streak(desk)).isEqualTo(1);
        assertThat(streak(desk.restarted())).isEqualTo(1);
    }

    @Test
    void aPositionSoldInPartsIsOneRoundTrip() {
        desk.trade(entry(NOON), "2", "50");
        desk.trade(sale(Purpose.EXIT, NOON, 0, "1"), "1", "40");
        assertThat(streak(desk)).isZero();
        assertThat(streak(desk.restarted())).isZero();

        desk.trade(sale(Purpose.EXIT, NOON, 1, "1"), "1", "59");

        assertThat(streak(desk)).isEqualTo(1);
        assertThat(streak(desk.restarted())).isEqualTo(1);
    }

    @Test
    void whatClosedPositionsCameToIsTheSameAfterARestart() {
        roundTrip(NOON, "49");
        desk.trade(entry(NOON.plus(HOUR)), "2", "50");
        desk.trade(sale(Purpose.EXIT, NOON.plus(HOUR), 0, "1"), "1", "40");
        assertThat(desk.book.closedTrades().latest(9)).hasSize(1);
        assertThat(desk.restarted().book.closedTrades().latest(9))
                .isEqualTo(desk.book.closedTrades().latest(9));

        desk.trade(sale(Purpose.EXIT, NOON.plus(HOUR), 1, "1"), "1", "70");

        List<ClosedTrade> latest = desk.book.closedTrades().latest(9);
        assertThat(latest).extracting(ClosedTrade::pnl).containsExactly(usdt("10"), usdt("-2"));
        assertThat(latest).extracting(ClosedTrade::cost).containsExactly(usdt("100"), usdt("100"));
        assertThat(desk.restarted().book.closedTrades().latest(9)).isEqualTo(latest);
    }

    @Test
    void aLossInPartsThatAWinMadeGoodIsNoLoss() {
        desk.trade(entry(NOON), "2", "50");
        desk.trade(sale(Purpose.EXIT, NOON, 0, "1"), "1", "40");
        Desk restarted = desk.restarted();

        restarted.trade(sale(Purpose.EXIT, NOON, 1, "1"), "1", "60");

        assertThat(streak(restarted)).isZero();
    }

    @Test
    void aPositionThatIsClosedAsDustWithoutASaleIsNoRoundTrip() {
        roundTrip(NOON, "49");
        desk.trade(entry(NOON.plus(HOUR)), "0.001", "50");

        var _ = desk.book.closeAsDust(NOON.plus(HOUR));

        assertThat(streak(desk)).isEqualTo(1);
    }

    @Test
    void whatIsStillReportedOfAClosedPositionEndsNoFurtherRoundTrip() {
        desk.trade(entry(NOON), "2.01", "50");
        OrderIntent sale = sale(Purpose.EXIT, NOON, 0, "2.01");
        var _ = desk.executeTrade.execute(sale);
        var _ = desk.bookkeeper.filled(fill(sale, "s1", "2", "49"));
        assertThat(streak(desk)).isEqualTo(1);

        var _ = desk.bookkeeper.filled(fill(sale, "s2", "0.01", "90"));

        assertThat(desk.book.position().isFlat()).isTrue();
        assertThat(streak(desk)).isEqualTo(1);
    }

    @Test
    void ordersAndTurnoverOfTheDayOutliveARestart() {
        roundTrip(NOON, "49");
        Activity before = desk.book.activity();
        Activity after = desk.restarted().book.activity();

        assertThat(before.ordersToday(NOON)).isEqualTo(2);
        assertThat(after.ordersToday(NOON)).isEqualTo(2);
        assertThat(before.turnoverToday(NOON)).isEqualTo(usdt("198"));
        assertThat(after.turnoverToday(NOON)).isEqualTo(usdt("198"));
        assertThat(before.turnoverSince(NOON)).isEqualTo(usdt("198"));
        assertThat(after.turnoverSince(NOON)).isEqualTo(usdt("198"));
        assertThat(after.realisedToday(NOON)).isEqualTo(before.realisedToday(NOON));
    }

    @Test
    void anEntryWithoutASaleIsNoRoundTripAfterARestart() {
        desk.trade(entry(NOON), "2", "50");
        Desk restarted = desk.restarted();

        assertThat(streak(restarted)).isZero();
        assertThat(restarted.book.openedBy()).isEqualTo(desk.book.openedBy());
        assertThat(Optional.of(restarted.book.activity().turnoverToday(NOON))).contains(usdt("100"));
    }
}
