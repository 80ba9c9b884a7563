package cab.application.execution;

import static cab.application.testing.Fixtures.BOT;
import static cab.application.testing.Fixtures.BTC_USDT;
import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.btc;
import static cab.application.testing.Fixtures.entry;
import static cab.application.testing.Fixtures.fill;
import static cab.application.testing.Fixtures.sale;
import static cab.application.testing.Fixtures.shown;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.execution.Bookkeeper.Booking;
import cab.application.port.JournalEntry;
import cab.application.port.PlacementReport;
import cab.application.port.RecoveredBook;
import cab.application.testing.Desk;
import cab.application.testing.Fixtures;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.Fill;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderStatus;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.protection.ProtectionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BookkeeperTest {

    private final Desk desk = new Desk();
    private final OrderIntent entry = entry(NOON);

    @Test
    void aLateFillOfAnOrderLongLetGoIsBookedFromWhatTheJournalKnows() {
        List<OrderIntent> entries = new ArrayList<>();
        for (int number = 0; number < 300; number++) {
            OrderIntent entry = entry(NOON.plusSeconds(number));
            entries.add(entry);
            desk.writer.facts(List.of(desk.book.intend(entry)));
            desk.bookkeeper.moved(entry.clientOrderId(), OrderEvent.SEND);
            desk.bookkeeper.shown(shown(entry, OrderEvent.CANCELLED, "0"));
        }
        OrderIntent oldest = entries.getFirst();
        assertThat(desk.book.order(oldest.clientOrderId())).isEmpty();

        assertThat(desk.bookkeeper.filled(fill(oldest, "late", "1", "50"))).isEqualTo(Booking.KNOWN);
        assertThat(desk.bookkeeper.filled(fill(oldest, "late", "1", "50"))).isEqualTo(Booking.KNOWN);

        assertThat(desk.book.position().quantity()).isEqualTo(Quantity.of("1"));
        assertThat(desk.journal.recalls()).isOne();
        assertThat(desk.journal.written(JournalEntry.Filled.class)).hasSize(1);
    }

    @Test
    void aFillThatIsWrittenIsNotBookedAgainWhenItsOrderAndItsNameWereLetGo() {
        desk.trade(entry, "1", "50");
        Fill again = fill(entry, "t1", "1", "50");
        Book forgetful = new Book(
                BOT,
                BTC_USDT,
                Fixtures::instrument,
                new ProtectionPolicy(Percent.of("5"), Percent.of("3"), Percent.of("1")),
                RecoveredBook.empty());
        Bookkeeper bookkeeper = new Bookkeeper(
                forgetful,
                desk.writer,
                desk.capital,
                desk.events,
                desk.time,
                desk.time,
                (fee, quote) -> Optional.empty());

        assertThat(bookkeeper.filled(again)).isEqualTo(Booking.KNOWN);

        assertThat(forgetful.position().isFlat()).isTrue();
        assertThat(bookkeeper.filled(again)).isEqualTo(Booking.KNOWN);
    }

    @Test
    void aFillBeforeTheAnswerCountsAndTheAnswerSettles() {
        var _ = desk.executeTrade.execute(entry);

        assertThat(desk.bookkeeper.filled(fill(entry, "t1", "2", "50"))).isEqualTo(Booking.BOOKED);
        assertThat(desk.settled).isEmpty();
        desk.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.FILLED, "2")));

        assertThat(desk.book.position().quantity()).isEqualTo(Quantity.of("2"));
        assertThat(desk.settled).hasSize(1);
    }

    @Test
    void aFillIsBookedOnceHoweverOftenItIsReported() {
        var _ = desk.executeTrade.execute(entry);
        var _ = desk.bookkeeper.filled(fill(entry, "t1", "1", "50"));

        assertThat(desk.bookkeeper.filled(fill(entry, "t1", "1", "50"))).isEqualTo(Booking.KNOWN);

        assertThat(desk.book.position().quantity()).isEqualTo(Quantity.of("1"));
        assertThat(desk.journal.written(JournalEntry.Filled.class)).hasSize(1);
        assertThat(desk.capital.available()).isEqualTo(usdt("849.9"));
    }

    @Test
    void aFillIsBookedOnceOverARestart() {
        var _ = desk.executeTrade.execute(entry);
        var _ = desk.bookkeeper.filled(fill(entry, "t1", "1", "50"));
        Desk restarted = desk.restarted();

        assertThat(restarted.bookkeeper.filled(fill(entry, "t1", "1", "50"))).isEqualTo(Booking.KNOWN);
        assertThat(restarted.book.position().quantity()).isEqualTo(Quantity.of("1"));
    }

    @Test
    void aFillOfAnOrderThatIsNotInTheBookIsNotBooked() {
        assertThat(desk.bookkeeper.filled(fill(entry, "t1", "1", "50"))).isEqualTo(Booking.ORDER_UNKNOWN);

        assertThat(desk.book.position().isFlat()).isTrue();
        assertThat(desk.journal.written()).isEmpty();
    }

    @Test
    void anOrderThatIsFinalWorksOnUntilItsFillsAreBooked() {
        var _ = desk.executeTrade.execute(entry);
        desk.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.FILLED, "2")));

        assertThat(desk.book.isWorking(entry.clientOrderId())).isTrue();
        assertThat(desk.book.isMissingFills(entry.clientOrderId())).isTrue();
        assertThat(desk.settled).isEmpty();

        var _ = desk.bookkeeper.filled(fill(entry, "t1", "1.5", "50"));
        assertThat(desk.settled).isEmpty();
        var _ = desk.bookkeeper.filled(fill(entry, "t2", "0.5", "50"));

        assertThat(desk.settled).hasSize(1);
        assertThat(desk.book.hasWorking()).isFalse();
    }

    @Test
    void anOrderIsNotWrittenDownAsEndedBeforeItsFillsAreBooked() {
        var _ = desk.executeTrade.execute(entry);
        desk.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.FILLED, "2")));

        Desk restarted = desk.restarted();

        assertThat(restarted.statusOf(entry)).isEqualTo(OrderStatus.OPEN);
        assertThat(restarted.book.order(entry.clientOrderId()).orElseThrow().venueOrderId())
                .isPresent();
        assertThat(restarted.book.hasWorking()).isTrue();

        var _ = desk.bookkeeper.filled(fill(entry, "t1", "2", "50"));

        assertThat(desk.restarted().statusOf(entry)).isEqualTo(OrderStatus.FILLED);
        assertThat(desk.restarted().book.hasWorking()).isFalse();
    }

    @Test
    void anOrderThatIsFilledWithoutSayingHowMuchWaitsForItsFills() {
        var _ = desk.executeTrade.execute(entry);
        desk.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.FILLED, "0")));

        assertThat(desk.book.isWorking(entry.clientOrderId())).isTrue();
        assertThat(desk.bus.topics()).isEmpty();
    }

    @Test
    void aFillAfterTheEndStillCounts() {
        desk.trade(entry, "1.5", "50");

        var _ = desk.bookkeeper.filled(fill(entry, "late", "0.5", "50"));

        assertThat(desk.book.position().quantity()).isEqualTo(Quantity.of("2"));
        assertThat(desk.settled).hasSize(1);
    }

    @Test
    void aFillThatCrossesOurCancelStillCounts() {
        var _ = desk.executeTrade.execute(entry);
        desk.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.ACCEPTED, "0")));
        desk.bookkeeper.moved(entry.clientOrderId(), OrderEvent.CANCEL);

        var _ = desk.bookkeeper.filled(fill(entry, "t1", "0.5", "50"));
        desk.bookkeeper.shown(shown(entry, OrderEvent.CANCELLED, "0.5"));

        assertThat(desk.settled).hasSize(1);
        assertThat(desk.bus.topics()).containsExactly(Topic.TRADE_COMPLETED);
    }

    @Test
    void theEndOfAnOrderAndItsLastFillAreOneCommit() {
        var _ = desk.executeTrade.execute(entry);
        desk.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.FILLED, "2")));
        int before = desk.journal.commits();

        var _ = desk.bookkeeper.filled(fill(entry, "t1", "2", "50"));

        assertThat(desk.journal.commits()).isEqualTo(before + 1);
        assertThat(desk.journal.written().getLast())
                .isInstanceOfSatisfying(
                        JournalEntry.OrderMoved.class,
                        moved -> assertThat(moved.order().status()).isEqualTo(OrderStatus.FILLED));
    }

    @Test
    void whatAnEntryCameToIsTold() {
        var _ = desk.executeTrade.execute(entry);
        var _ = desk.bookkeeper.filled(fill(entry, "t1", "1", "49", usdt("0.049")));
        var _ = desk.bookkeeper.filled(fill(entry, "t2", "1", "51", usdt("0.051")));
        desk.bookkeeper.shown(shown(entry, OrderEvent.FILLED, "2"));

        assertThat(desk.bus.of(Topic.TRADE_COMPLETED))
                .containsExactly(new EventPayload.TradeCompleted(
                        entry.clientOrderId(),
                        Side.BUY,
                        Purpose.ENTRY,
                        Quantity.of("2"),
                        Price.of("50"),
                        usdt("0.1"),
                        Optional.empty(),
                        Quantity.of("2")));
        assertThat(desk.bus.of(Topic.ORDER_EXECUTED)).isEmpty();
    }

    @Test
    void whatAProtectiveSaleRealisedIsToldAsAnExecutedOrderToo() {
        desk.trade(entry, "2", "50");
        OrderIntent sale = sale(Purpose.PROTECTION, NOON, 0, "2");
        var _ = desk.executeTrade.execute(sale);
        var _ = desk.bookkeeper.filled(fill(sale, "s1", "2", "47", usdt("0.1")));
        desk.bookkeeper.shown(shown(sale, OrderEvent.FILLED, "2"));

        assertThat(desk.bus.of(Topic.ORDER_EXECUTED))
                .singleElement()
                .isInstanceOfSatisfying(
                        EventPayload.TradeCompleted.class,
                        completed -> assertThat(completed.realisedPnl()).contains(usdt("-6.1")));
        assertThat(desk.book.hasPosition()).isFalse();
    }

    @Test
    void anOrderThatEndsWithoutAFillHasFailed() {
        var _ = desk.executeTrade.execute(entry);

        desk.bookkeeper.shown(shown(entry, OrderEvent.EXPIRED, "0"));

        assertThat(desk.bus.of(Topic.TRADE_FAILED))
                .singleElement()
                .isInstanceOfSatisfying(
                        EventPayload.TradeFailed.class,
                        failed -> assertThat(failed.code()).isEqualTo("not_filled"));
        assertThat(desk.capital.available()).isEqualTo(usdt("1000"));
    }

    @Test
    void aRejectionOfALivingOrderPutsItInDoubt() {
        var _ = desk.executeTrade.execute(entry);
        desk.bookkeeper.shown(shown(entry, OrderEvent.ACCEPTED, "0"));

        desk.bookkeeper.rejected(entry.clientOrderId(), "not_placed", "never seen");

        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.bus.topics()).isEmpty();
    }

    @Test
    void whatIsSaidOfAnOrderThatIsNotOursChangesNothing() {
        desk.bookkeeper.shown(shown(entry, OrderEvent.FILLED, "2"));
        desk.bookkeeper.moved(entry.clientOrderId(), OrderEvent.ANSWER_LOST);
        desk.bookkeeper.rejected(entry.clientOrderId(), "x", "y");

        assertThat(desk.journal.written()).isEmpty();
        assertThat(desk.bus.events()).isEmpty();
    }

    @Test
    void moneyThatASaleBringsCanBeSpent() {
        desk.trade(entry, "2", "50");
        desk.trade(sale(Purpose.EXIT, NOON, 0, "2"), "2", "60");

        assertThat(desk.capital.available()).isEqualTo(usdt("1020"));
    }

    @Test
    void aFeeInBaseMakesThePositionSmallerAndIsValuedAtTheFill() {
        var _ = desk.executeTrade.execute(entry);
        var _ = desk.bookkeeper.filled(fill(entry, "t1", "2", "50", btc("0.002")));
        desk.bookkeeper.shown(shown(entry, OrderEvent.FILLED, "2"));

        assertThat(desk.book.position().quantity()).isEqualTo(Quantity.of("1.998"));
        assertThat(desk.bus.of(Topic.TRADE_COMPLETED))
                .singleElement()
                .isInstanceOfSatisfying(
                        EventPayload.TradeCompleted.class,
                        completed -> assertThat(completed.fees()).isEqualTo(usdt("0.1")));
    }

    @Test
    void aFeeInAThirdCoinIsValuedWhereThereIsAPrice() {
        Money fee = Money.of("0.01", new Currency("GT"));
        Bookkeeper valuing = new Bookkeeper(
                desk.book,
                desk.writer,
                desk.capital,
                desk.events,
                desk.time,
                desk.time,
                (coins, quote) -> Optional.of(Money.of("0.2", quote)));
        var _ = desk.executeTrade.execute(entry);
        var _ = valuing.filled(fill(entry, "t1", "1", "50", fee));

        assertThat(desk.book.fees()).isEqualTo(usdt("0.2"));

        var _ = desk.bookkeeper.filled(fill(entry, "t2", "1", "50", fee));

        assertThat(desk.book.fees()).isEqualTo(usdt("0.2"));
    }

    @Test
    void whatARestartFindsAtWorkStaysReserved() {
        var _ = desk.executeTrade.execute(entry);
        var _ = desk.bookkeeper.filled(fill(entry, "t1", "1", "50"));

        Desk restarted = desk.restarted();

        assertThat(restarted.capital.available()).isEqualTo(usdt("950"));
        assertThat(restarted.book.reservedQuote()).isEqualTo(usdt("50"));
    }

    @Test
    void whatAnOrderCostAndRealisedIsToldInFullOverARestart() {
        desk.trade(entry, "2", "50");
        OrderIntent sale = sale(Purpose.EXIT, NOON, 0, "2");
        var _ = desk.executeTrade.execute(sale);
        var _ = desk.bookkeeper.filled(fill(sale, "s1", "1", "60", usdt("0.06")));
        Desk restarted = desk.restarted();

        var _ = restarted.bookkeeper.filled(fill(sale, "s2", "1", "60", usdt("0.06")));
        restarted.bookkeeper.shown(shown(sale, OrderEvent.FILLED, "2"));

        assertThat(restarted.bus.of(Topic.TRADE_COMPLETED))
                .singleElement()
                .isInstanceOfSatisfying(EventPayload.TradeCompleted.class, completed -> {
                    assertThat(completed.fees()).isEqualTo(usdt("0.12"));
                    assertThat(completed.realisedPnl()).contains(usdt("19.88"));
                });
    }

    @Test
    void aRestTooSmallToSellFreesTheBotAndGoesWithTheNextSale() {
        desk.trade(entry, "0.05", "50");
        assertThat(desk.book.hasPosition()).isTrue();

        desk.bookkeeper.freeDust(Price.of("50"));

        assertThat(desk.book.hasPosition()).isFalse();
        assertThat(desk.book.stop().isArmed()).isFalse();
        assertThat(desk.book.sellable()).isEqualTo(Quantity.of("0.05"));
        assertThat(desk.restarted().book.hasPosition()).isFalse();
        assertThat(desk.restarted().book.position().quantity()).isEqualTo(Quantity.of("0.05"));
    }

    @Test
    void aRestThatCanBeSoldIsNoDust() {
        desk.trade(entry, "0.1", "50");

        desk.bookkeeper.freeDust(Price.of("50"));

        assertThat(desk.book.hasPosition()).isTrue();
    }

    @Test
    void aRestIsNoDustWhileAnOrderMayAddToIt() {
        var _ = desk.executeTrade.execute(entry);
        var _ = desk.bookkeeper.filled(fill(entry, "t1", "0.05", "50"));

        desk.bookkeeper.freeDust(Price.of("50"));

        assertThat(desk.book.hasPosition()).isTrue();
    }

    @Test
    void whoWatchesThePositionIsToldOfEveryFill() {
        int[] told = {0};
        desk.bookkeeper.onPosition(() -> told[0]++);

        desk.trade(entry, "2", "50");

        assertThat(told[0]).isEqualTo(1);
        assertThat(desk.book.bot()).isEqualTo(BOT);
        assertThat(desk.book.symbol()).isEqualTo(BTC_USDT);
        assertThat(List.of(desk.book.realisedPnl(), desk.book.oversold())).isEqualTo(List.of(usdt("0"), Quantity.ZERO));
    }
}
