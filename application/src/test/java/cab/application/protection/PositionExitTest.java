package cab.application.protection;

import static cab.application.testing.Fixtures.BTC_USDT;
import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.balances;
import static cab.application.testing.Fixtures.entry;
import static cab.application.testing.Fixtures.fill;
import static cab.application.testing.Fixtures.quote;
import static cab.application.testing.Fixtures.shown;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.port.BalancesReport;
import cab.application.port.PlacementReport;
import cab.application.testing.Desk;
import cab.domain.market.Instrument;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.Purpose;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionExitTest {

    private static final PlacementReport REJECTED = new PlacementReport.Rejected("balance", "not enough");

    private final Desk desk = new Desk();
    private final PositionExit exit = exitOf(desk);

    @BeforeEach
    void twoCoinsAreHeld() {
        desk.trade(entry(NOON), "2", "50");
        desk.broker.onBalances(() -> Optional.of(balances("900", "2")));
    }

    private static PositionExit exitOf(Desk desk) {
        PositionExit exit = new PositionExit(
                desk.book,
                desk.bookkeeper,
                desk.executeTrade,
                desk.events,
                desk.ports,
                desk.restingStop(StopPolicy.local()));
        desk.bookkeeper.onSettled(exit::settled);
        return exit;
    }

    @Test
    void thePositionIsSoldWhole() {
        exit.sell(Purpose.EXIT, Price.of("50"));
        fillLast("2");

        assertThat(sales()).containsExactly("2");
        assertThat(exit.isUnderway()).isFalse();
        assertThat(desk.book.hasPosition()).isFalse();
    }

    @Test
    void aStopAndAnExitNeverBothSell() {
        exit.sell(Purpose.EXIT, Price.of("50"));
        exit.sell(Purpose.PROTECTION, Price.of("47"));

        assertThat(sales()).hasSize(1);
        assertThat(lastSale().purpose()).isEqualTo(Purpose.EXIT);
    }

    @Test
    void withoutAPositionNothingIsSold() {
        exit.sell(Purpose.EXIT, Price.of("50"));
        fillLast("2");

        exit.sell(Purpose.EXIT, Price.of("50"));

        assertThat(sales()).hasSize(1);
        assertThat(exit.isUnderway()).isFalse();
    }

    @Test
    void whatASaleLeavesOverIsSoldAtOnceByAFollowUp() {
        exit.sell(Purpose.PROTECTION, Price.of("47"));
        endLast(OrderEvent.CANCELLED, "1.5");

        assertThat(sales()).containsExactly("2", "0.5");
        assertThat(lastSale().clientOrderId().isFollowUp()).isTrue();
        assertThat(lastSale().parent()).contains(desk.broker.placed().get(1).clientOrderId());
        assertThat(desk.bus.of(Topic.TRADE_PARTIAL_FOLLOWUP)).hasSize(1);
    }

    @Test
    void aRefusedSaleIsTriedAgainWithGrowingPauses() {
        desk.broker.onPlace(intent -> Optional.of(REJECTED));
        exit.sell(Purpose.PROTECTION, Price.of("47"));
        desk.time.settle();
        List<Long> pauses = new ArrayList<>();
        for (int attempt = 0; attempt < 9; attempt++) {
            int before = sales().size();
            long seconds = 0;
            while (sales().size() == before) {
                desk.time.advance(Duration.ofSeconds(1));
                seconds++;
            }
            pauses.add(seconds);
        }

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        assertThat(desk.broker.placed().stream().map(OrderIntent::clientOrderId))
                .doesNotHaveDuplicates();
    }

    @Test
    void aSaleThatFindsNoBuyerIsNotRepeatedAtTheSameInstant() {
        exit.sell(Purpose.PROTECTION, Price.of("47"));
        endLast(OrderEvent.CANCELLED, "0");
        desk.time.settle();

        assertThat(sales()).hasSize(1);

        desk.time.advance(Duration.ofSeconds(1));

        assertThat(sales()).hasSize(2);
        assertThat(lastSale().clientOrderId().isFollowUp()).isFalse();
    }

    @Test
    void progressMakesThePauseShortAgain() {
        exit.sell(Purpose.EXIT, Price.of("50"));
        desk.broker.lastPlacement().answer(REJECTED);
        desk.time.advance(Duration.ofSeconds(1));
        desk.broker.lastPlacement().answer(REJECTED);
        desk.time.advance(Duration.ofSeconds(2));
        endLast(OrderEvent.CANCELLED, "1");
        desk.broker.lastPlacement().answer(REJECTED);
        int before = sales().size();

        desk.time.advance(Duration.ofSeconds(1));

        assertThat(sales()).hasSize(before + 1);
    }

    @Test
    void aRefusedSaleIsTriedAgainForWhatIsThere() {
        desk.broker.onBalances(() -> Optional.of(balances("900", "1.9987")));
        exit.sell(Purpose.EXIT, Price.of("50"));
        desk.broker.lastPlacement().answer(REJECTED);
        desk.time.advance(Duration.ofSeconds(1));

        assertThat(sales()).containsExactly("2", "1.998");

        fillLast("1.998");

        assertThat(exit.isUnderway()).isFalse();
        assertThat(desk.book.hasPosition()).isFalse();
    }

    @Test
    void coinsOfTheUserAreNotSoldAlong() {
        desk.broker.onBalances(() -> Optional.of(balances("900", "7")));
        exit.sell(Purpose.EXIT, Price.of("50"));
        desk.broker.lastPlacement().answer(REJECTED);
        desk.time.advance(Duration.ofSeconds(1));

        assertThat(sales()).containsExactly("2", "2");
    }

    @Test
    void aBalanceThatIsNotThereYetIsWaitedFor() {
        desk.broker.onBalances(() -> Optional.of(balances("900", "0")));
        exit.sell(Purpose.EXIT, Price.of("50"));
        desk.broker.lastPlacement().answer(REJECTED);
        desk.time.advance(Duration.ofSeconds(1));
        assertThat(sales()).containsExactly("2");
        assertThat(exit.isUnderway()).isTrue();

        desk.broker.onBalances(() -> Optional.of(balances("900", "2")));
        desk.time.advance(Duration.ofSeconds(30));

        assertThat(sales()).containsExactly("2", "2");
    }

    @Test
    void whatIsTooLittleBecauseFeesWereRoundedBecomesDust() {
        Instrument fine = desk.market.instrument(BTC_USDT).orElseThrow();
        desk.market.instrument(new Instrument(
                BTC_USDT, fine.priceTick(), new BigDecimal("2"), Quantity.ZERO, fine.minNotional(), fine.fees()));
        desk.broker.onBalances(() -> Optional.of(balances("900", "1.9")));
        exit.sell(Purpose.EXIT, Price.of("50"));
        desk.broker.lastPlacement().answer(REJECTED);
        desk.time.advance(Duration.ofSeconds(1));

        assertThat(sales()).containsExactly("2");
        assertThat(exit.isUnderway()).isFalse();
        assertThat(desk.book.hasPosition()).isFalse();
        assertThat(desk.book.position().quantity()).isEqualTo(Quantity.of("2"));
    }

    @Test
    void aBalanceThatNobodyTellsIsNotWaitedFor() {
        desk.broker.onBalances(() -> Optional.of(new BalancesReport.Unknown("timeout")));
        exit.sell(Purpose.EXIT, Price.of("50"));
        desk.broker.lastPlacement().answer(REJECTED);
        desk.time.advance(Duration.ofSeconds(1));
        desk.broker.onBalances(Optional::empty);
        desk.broker.lastPlacement().answer(REJECTED);
        desk.time.advance(Duration.ofSeconds(2));

        assertThat(sales()).containsExactly("2", "2", "2");
    }

    @Test
    void aSaleInDoubtIsNotRepeated() {
        exit.sell(Purpose.PROTECTION, Price.of("47"));
        desk.broker.lastPlacement().answer(new PlacementReport.Unknown("timeout"));
        desk.time.advance(Duration.ofHours(1));

        assertThat(sales()).hasSize(1);

        desk.bookkeeper.rejected(lastSale().clientOrderId(), "not_placed", "proof");
        desk.time.advance(Duration.ofSeconds(1));

        assertThat(sales()).hasSize(2);
    }

    @Test
    void whatIsBoughtDuringASaleIsSoldBehindIt() {
        OrderIntent more = entry(NOON.plusSeconds(1));
        var _ = desk.executeTrade.execute(more);
        exit.sell(Purpose.EXIT, Price.of("50"));
        var _ = desk.bookkeeper.filled(fill(more, "m1", "1", "50"));
        desk.bookkeeper.shown(shown(more, OrderEvent.CANCELLED, "1"));
        assertThat(sales()).containsExactly("2");

        fillLast("2");

        assertThat(sales()).containsExactly("2", "1");
    }

    @Test
    void aRestTooSmallToSellFreesTheBot() {
        exit.sell(Purpose.EXIT, Price.of("50"));
        endLast(OrderEvent.CANCELLED, "1.95");

        assertThat(sales()).hasSize(1);
        assertThat(exit.isUnderway()).isFalse();
        assertThat(desk.book.hasPosition()).isFalse();
    }

    @Test
    void aPositionThatFellBelowTheLeastOrderFreesTheBot() {
        exit.sell(Purpose.PROTECTION, Price.of("2.4"));

        assertThat(sales()).isEmpty();
        assertThat(exit.isUnderway()).isFalse();
        assertThat(desk.book.hasPosition()).isFalse();
        assertThat(desk.book.position().quantity()).isEqualTo(Quantity.of("2"));
    }

    @Test
    void whatIsTooSmallWaitsForAnEntryThatIsStillWorking() {
        Desk other = new Desk();
        PositionExit waiting = exitOf(other);
        var _ = other.executeTrade.execute(entry(NOON));
        var _ = other.bookkeeper.filled(fill(entry(NOON), "p1", "0.05", "50"));

        waiting.sell(Purpose.EXIT, Price.of("50"));
        assertThat(other.broker.placed()).hasSize(1);
        assertThat(waiting.isUnderway()).isTrue();

        var _ = other.bookkeeper.filled(fill(entry(NOON), "p2", "1", "50"));
        other.bookkeeper.shown(shown(entry(NOON), OrderEvent.CANCELLED, "1.05"));

        assertThat(other.broker.placed()).hasSize(2);
        assertThat(other.broker.placed().getLast().terms().size()).isEqualTo(new OrderSize.OfBase(Quantity.of("1.05")));
    }

    @Test
    void anEntryThatEndsDoesNotCutThePauseShort() {
        OrderIntent more = entry(NOON.plusSeconds(1));
        var _ = desk.executeTrade.execute(more);
        exit.sell(Purpose.EXIT, Price.of("50"));
        desk.broker.lastPlacement().answer(REJECTED);

        desk.bookkeeper.rejected(more.clientOrderId(), "x", "y");

        assertThat(sales()).hasSize(1);
        desk.time.advance(Duration.ofSeconds(1));
        assertThat(sales()).hasSize(2);
    }

    @Test
    void theRestIsJudgedByThePresentPrice() {
        exit.sell(Purpose.PROTECTION, Price.of("47"));
        desk.broker.lastPlacement().answer(REJECTED);
        desk.market.quote(quote("2", "2.1", NOON));
        desk.time.advance(Duration.ofSeconds(1));

        assertThat(sales()).hasSize(1);
        assertThat(exit.isUnderway()).isFalse();
    }

    @Test
    void aRestartGoesOnWithASaleThatWasWaitingToBeTriedAgain() {
        exit.sell(Purpose.PROTECTION, Price.of("47"));
        desk.broker.lastPlacement().answer(REJECTED);
        Desk restarted = desk.restarted();

        PositionExit after = exitOf(restarted);
        assertThat(after.isUnderway()).isTrue();
        after.resume();

        assertThat(restarted.broker.placed()).hasSize(1);
        OrderIntent sale = restarted.broker.placed().getFirst();
        assertThat(sale.purpose()).isEqualTo(Purpose.PROTECTION);
        assertThat(sale.clientOrderId()).isNotEqualTo(lastSale().clientOrderId());
    }

    @Test
    void aRestartWithASaleAtWorkSeesItThrough() {
        exit.sell(Purpose.EXIT, Price.of("50"));
        Desk restarted = desk.restarted();

        PositionExit after = exitOf(restarted);
        after.resume();
        after.sell(Purpose.PROTECTION, Price.of("47"));

        assertThat(after.isUnderway()).isTrue();
        assertThat(restarted.broker.placed()).isEmpty();
    }

    @Test
    void aRestartWithoutASaleSellsNothing() {
        Desk restarted = desk.restarted();

        PositionExit after = exitOf(restarted);
        after.resume();

        assertThat(after.isUnderway()).isFalse();
        assertThat(restarted.broker.placed()).isEmpty();
    }

    @Test
    void whatIsClosedSellsNothingAnyMore() {
        exit.sell(Purpose.EXIT, Price.of("50"));
        exit.close();
        desk.broker.lastPlacement().answer(REJECTED);
        desk.time.advance(Duration.ofMinutes(5));

        assertThat(sales()).hasSize(1);
    }

    @Test
    void aPauseThatWasRunningWhenItWasClosedComesToNothing() {
        exit.sell(Purpose.EXIT, Price.of("50"));
        desk.broker.lastPlacement().answer(REJECTED);

        exit.close();
        desk.time.advance(Duration.ofMinutes(5));

        assertThat(sales()).hasSize(1);
    }

    @Test
    void whenAllNamesAreUsedUpAPersonIsToldOnceAndItIsTriedEveryHour() {
        desk.broker.onPlace(intent -> Optional.of(REJECTED));
        exit.sell(Purpose.EXIT, Price.of("50"));

        desk.time.advance(Duration.ofMinutes(1).multipliedBy(ClientOrderId.ATTEMPTS_MAX + 10));

        EventPayload told = new EventPayload.Notice(
                "attempts_exhausted",
                "the position could not be sold in 1296 tries: sell it by hand; it is tried again every hour");
        assertThat(sales()).hasSize(ClientOrderId.ATTEMPTS_MAX);
        assertThat(desk.bus.of(Topic.TRADE_FAILED)).contains(told);

        desk.time.advance(Duration.ofHours(10));

        assertThat(sales()).hasSize(ClientOrderId.ATTEMPTS_MAX + 10);
        assertThat(desk.broker.placed()).extracting(OrderIntent::clientOrderId).doesNotHaveDuplicates();
        assertThat(desk.bus.of(Topic.TRADE_FAILED)).containsOnlyOnce(told);

        desk.broker.onPlace(intent -> Optional.empty());
        desk.time.advance(Duration.ofHours(1));
        fillLast("2");

        assertThat(desk.book.hasPosition()).isFalse();
        assertThat(exit.isUnderway()).isFalse();
    }

    private void fillLast(String quantity) {
        endLast(OrderEvent.FILLED, quantity);
    }

    private void endLast(OrderEvent end, String filled) {
        OrderIntent sale = lastSale();
        var call = desk.broker.lastPlacement();
        if (!filled.equals("0")) {
            var _ = desk.bookkeeper.filled(fill(sale, "s" + sale.clientOrderId(), filled, "50"));
        }
        call.answer(new PlacementReport.Confirmed(shown(sale, end, filled)));
    }

    private OrderIntent lastSale() {
        return desk.broker.placed().getLast();
    }

    /** The quantities of all sales that were placed. */
    private List<String> sales() {
        return desk.broker.placed().stream()
                .filter(intent -> intent.purpose() != Purpose.ENTRY)
                .map(intent ->
                        ((OrderSize.OfBase) intent.terms().size()).quantity().toString())
                .toList();
    }
}
