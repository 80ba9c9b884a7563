package cab.application.execution;

import static cab.application.testing.Fixtures.BOT;
import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.decision;
import static cab.application.testing.Fixtures.entry;
import static cab.application.testing.Fixtures.fill;
import static cab.application.testing.Fixtures.instrument;
import static cab.application.testing.Fixtures.sale;
import static cab.application.testing.Fixtures.shown;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.port.JournalEntry;
import cab.application.testing.Desk;
import cab.domain.money.Quantity;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderStatus;
import cab.domain.order.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BookTest {

    private final Desk desk = new Desk();
    private final Book book = desk.book;

    @Test
    void theSameIntentIsNotTakenTwice() {
        var _ = book.intend(entry(NOON));

        assertThatThrownBy(() -> book.intend(entry(NOON))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theFirstFillOfAnEntryOpensAndProtectsThePosition() {
        var _ = book.intend(entry(NOON));

        var _ = book.fill(fill(entry(NOON), "t1", "1", "40"), Optional.empty());
        var _ = book.fill(fill(entry(NOON), "t2", "1", "60"), Optional.empty());

        assertThat(book.openedBy()).contains(decision(NOON));
        assertThat(book.stop().entryPrice()).isEqualTo(50);
        assertThat(book.instrument()).isEqualTo(instrument());
    }

    @Test
    void aFillThatIsBookedIsNotBookedAgain() {
        var _ = book.intend(entry(NOON));
        assertThat(book.fill(fill(entry(NOON), "t1", "1", "40"), Optional.empty()))
                .isPresent();

        assertThat(book.fill(fill(entry(NOON), "t1", "1", "40"), Optional.empty()))
                .isEmpty();

        assertThat(book.position().quantity()).isEqualTo(Quantity.of("1"));
    }

    @Test
    void theLastSaleClosesThePosition() {
        desk.trade(entry(NOON), "2", "50");

        desk.trade(sale(Purpose.EXIT, NOON, 0, "2"), "2", "55");

        assertThat(book.hasPosition()).isFalse();
        assertThat(book.openedBy()).isEmpty();
        assertThat(book.stop().isArmed()).isFalse();
        assertThat(book.lastSale()).isEmpty();
    }

    @Test
    void aPositionIsNotClosedWhileMoreOfItIsBeingBought() {
        var _ = book.intend(entry(NOON));
        var _ = book.fill(fill(entry(NOON), "t1", "2", "50"), Optional.empty());

        desk.trade(sale(Purpose.EXIT, NOON, 0, "2"), "2", "55");

        assertThat(book.hasPosition()).isTrue();
        assertThat(book.stop().peak()).isEqualTo(50);
        assertThat(book.lastSale()).isPresent();
    }

    @Test
    void aSaleThatLeavesLessThanCanBeSoldClosesThePosition() {
        desk.trade(entry(NOON), "2", "50");

        desk.trade(sale(Purpose.EXIT, NOON, 0, "1.95"), "1.95", "50");

        assertThat(book.hasPosition()).isFalse();
        assertThat(book.position().quantity()).isEqualTo(Quantity.of("0.05"));
    }

    @Test
    void aSaleThatLeavesWhatCanBeSoldDoesNot() {
        desk.trade(entry(NOON), "2", "50");

        desk.trade(sale(Purpose.EXIT, NOON, 0, "1.9"), "1.9", "50");

        assertThat(book.hasPosition()).isTrue();
        assertThat(book.lastSale())
                .map(Order::clientOrderId)
                .contains(sale(Purpose.EXIT, NOON, 0, "1.9").clientOrderId());
    }

    @Test
    void ordersOfALegAreNumbered() {
        assertThat(book.nextAttempt(decision(NOON), Purpose.EXIT)).isZero();
        desk.trade(entry(NOON), "2", "50");
        desk.trade(sale(Purpose.EXIT, NOON, 0, "1"), "1", "50");
        var _ = book.intend(sale(Purpose.EXIT, NOON, 1, "1"));

        assertThat(book.nextAttempt(decision(NOON), Purpose.EXIT)).isEqualTo(2);
        assertThat(book.nextAttempt(decision(NOON), Purpose.ENTRY)).isEqualTo(1);
        assertThat(desk.restarted().book.nextAttempt(decision(NOON), Purpose.ENTRY))
                .isEqualTo(1);
    }

    @Test
    void aNumberIsNotUsedAgainWhenOneBeforeItWasLost() {
        desk.trade(entry(NOON), "2", "50");
        desk.trade(sale(Purpose.EXIT, NOON, 0, "1"), "1", "50");
        // The journal that was to keep number 1 failed, and the program died.
        var _ = book.intend(sale(Purpose.EXIT, NOON, 2, "1"));

        assertThat(book.nextAttempt(decision(NOON), Purpose.EXIT)).isEqualTo(3);
    }

    @Test
    void manySettledOrdersAreForgottenButNotThoseOfTheOpenPosition() {
        for (int count = 0; count < 300; count++) {
            reject(entry(NOON.plusSeconds(count)));
        }

        assertThat(book.order(entry(NOON.plusSeconds(43)).clientOrderId())).isEmpty();
        assertThat(book.order(entry(NOON.plusSeconds(44)).clientOrderId())).isPresent();

        OrderIntent opening = entry(NOON.plusSeconds(1_000));
        desk.trade(opening, "2", "50");
        for (int count = 0; count < 300; count++) {
            reject(entry(NOON.plusSeconds(2_000 + count)));
        }

        assertThat(book.order(opening.clientOrderId())).isPresent();
        assertThat(book.nextAttempt(decision(NOON.plusSeconds(1_000)), Purpose.ENTRY))
                .isEqualTo(1);
    }

    @Test
    void tradeIdsAreForgottenAfterManyOthers() {
        var _ = book.intend(entry(NOON));
        for (int count = 0; count < 20_001; count++) {
            var _ = book.fill(fill(entry(NOON), "t" + count, "0.001", "50"), Optional.empty());
        }

        assertThat(book.isBooked(fill(entry(NOON), "t0", "1", "50").tradeId())).isFalse();
        assertThat(book.isBooked(fill(entry(NOON), "t1", "1", "50").tradeId())).isTrue();
    }

    @Test
    void whatProtectsThePositionSurvivesARestart() {
        desk.trade(entry(NOON), "2", "50");
        book.stop().raise(60);
        desk.writer.facts(List.of(new JournalEntry.PositionChanged(book.record(NOON))));

        Book restarted = desk.restarted().book;

        assertThat(restarted.openedBy()).contains(decision(NOON));
        assertThat(restarted.stop().peak()).isEqualTo(60);
        assertThat(restarted.stop().level()).isEqualTo(book.stop().level());
        assertThat(restarted.stop().isTrailing()).isTrue();
    }

    @Test
    void anEntryGoesOnAfterARestartAtItsAverageEvenIfTheClockOfTheExchangeIsBehind() {
        OrderIntent entry = entry(NOON);
        var _ = desk.executeTrade.execute(entry);
        Fill early = fill(
                entry.clientOrderId(), entry.side(), "t1", "1", "40", usdt("0"), NOON.minus(Duration.ofSeconds(3)));
        var _ = desk.bookkeeper.filled(early);

        Desk restarted = desk.restarted();
        var _ = restarted.bookkeeper.filled(fill(entry, "t2", "1", "60"));

        assertThat(restarted.book.stop().entryPrice()).isEqualTo(50);
    }

    @Test
    void anyOrderOfTheSameMessagesGivesTheSameBook() {
        long seed = 20_260_301;
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            Desk shuffled = new Desk();
            OrderIntent entry = entry(NOON);
            var _ = shuffled.executeTrade.execute(entry);
            List<Runnable> messages = new ArrayList<>(List.of(
                    () -> shuffled.bookkeeper.shown(shown(entry, OrderEvent.ACCEPTED, "0")),
                    () -> shuffled.bookkeeper.shown(shown(entry, OrderEvent.PARTIALLY_FILLED, "1")),
                    () -> shuffled.bookkeeper.shown(shown(entry, OrderEvent.FILLED, "2")),
                    () -> shuffled.bookkeeper.moved(entry.clientOrderId(), OrderEvent.ANSWER_LOST)));
            for (String trade : List.of("t1", "t2", "t2", "t1")) {
                messages.add(() -> {
                    var _ = shuffled.bookkeeper.filled(fill(entry, trade, "1", "50"));
                });
            }
            Collections.shuffle(messages, random);

            messages.forEach(Runnable::run);

            assertThat(shuffled.book.position().quantity())
                    .as("round %s of seed %s", round, seed)
                    .isEqualTo(Quantity.of("2"));
            assertThat(shuffled.statusOf(entry))
                    .as("round %s of seed %s", round, seed)
                    .isEqualTo(OrderStatus.FILLED);
            assertThat(shuffled.settled).as("round %s of seed %s", round, seed).hasSize(1);
            assertThat(shuffled.restarted().book.record(NOON))
                    .as("round %s of seed %s", round, seed)
                    .isEqualTo(shuffled.book.record(NOON));
        }
    }

    @Test
    void anOrderThatIsSettledIsNamedOnceMoreWithoutHarm() {
        desk.trade(entry(NOON), "2", "50");

        assertThat(book.report(shown(entry(NOON), OrderEvent.ACCEPTED, "2"), NOON))
                .isEmpty();
        assertThat(book.move(entry(NOON).clientOrderId(), OrderEvent.CANCEL, NOON))
                .isEmpty();
        assertThat(book.bot()).isEqualTo(BOT);
    }

    private void reject(OrderIntent intent) {
        var _ = book.intend(intent);
        var _ = book.move(intent.clientOrderId(), OrderEvent.REJECTED, NOON);
        assertThat(book.settle(intent.clientOrderId())).isPresent();
    }
}
