package cab.application.reconciliation;

import static cab.application.testing.Fixtures.BOT;
import static cab.application.testing.Fixtures.BTC_USDT;
import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.balances;
import static cab.application.testing.Fixtures.btc;
import static cab.application.testing.Fixtures.entry;
import static cab.application.testing.Fixtures.fill;
import static cab.application.testing.Fixtures.sale;
import static cab.application.testing.Fixtures.shown;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.port.BalancesReport;
import cab.application.port.BotPorts;
import cab.application.port.FillsReport;
import cab.application.port.JournalEntry;
import cab.application.port.OpenOrdersReport;
import cab.application.port.PlacementReport;
import cab.application.port.VenueOrder;
import cab.application.testing.Desk;
import cab.application.testing.ManualScheduler;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Fill;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderStatus;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.order.VenueOrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Desk desk = new Desk();
    private final Reconciliation reconciliation = new Reconciliation(
            desk.ports, desk.book, desk.bookkeeper, desk.writer, desk.capital, desk.events, DEADLINE);
    private final List<ReconciliationResult> results = new ArrayList<>();

    @Test
    void aBookThatAgreesIsConsistentAndWritesNothing() {
        assertThat(run()).isEqualTo(new ReconciliationResult.Compared(List.of(), List.of()));

        assertThat(desk.bus.of(Topic.RECONCILIATION_COMPLETED))
                .containsExactly(new EventPayload.Reconciled(true, List.of()));
        assertThat(desk.journal.written()).isEmpty();
    }

    @Test
    void withoutAClearAnswerToEachListNothingIsConcluded() {
        desk.trade(entry(NOON), "2", "50");
        desk.broker.onOpenOrders(() -> Optional.of(new OpenOrdersReport.Unknown("timeout")));
        assertThat(run()).isEqualTo(new ReconciliationResult.Inconclusive("open orders: timeout"));

        desk.broker.onOpenOrders(() -> Optional.of(new OpenOrdersReport.Known(List.of())));
        desk.broker.onFills(since -> Optional.of(new FillsReport.Unknown("timeout")));
        assertThat(run()).isEqualTo(new ReconciliationResult.Inconclusive("fills: timeout"));

        desk.broker.onFills(since -> Optional.of(new FillsReport.Known(List.of())));
        desk.broker.onBalances(() -> Optional.of(new BalancesReport.Unknown("timeout")));
        assertThat(run()).isEqualTo(new ReconciliationResult.Inconclusive("balances: timeout"));

        assertThat(desk.bus.of(Topic.RECONCILIATION_COMPLETED)).isEmpty();
        assertThat(desk.book.position().quantity()).isEqualTo(Quantity.of("2"));
    }

    @Test
    void anAnswerThatNeverComesEndsInconclusivelyAtTheDeadline() {
        desk.broker.onOpenOrders(Optional::empty);
        reconciliation.run(results::add);
        desk.time.advance(DEADLINE.minusMillis(1));
        assertThat(results).isEmpty();

        desk.time.advance(Duration.ofMillis(1));
        assertThat(results).containsExactly(new ReconciliationResult.Inconclusive("no answer within PT30S"));

        desk.broker.openOrdersCalls().getFirst().answer(new OpenOrdersReport.Known(List.of()));
        desk.time.settle();
        assertThat(results).hasSize(1);
        assertThat(desk.broker.fillsCalls()).isEmpty();
    }

    @Test
    void aCoinIsMissingWhenTheBotsOfTheCoinHoldMoreTogetherThanThereIs() {
        desk.trade(entry(NOON), "2", "50");
        desk.capital.coins().set(new BotId("other"), btc("1.5"), true);
        holdsBtc("3.499001");
        assertThat(run()).isEqualTo(new ReconciliationResult.Compared(List.of(), List.of()));

        holdsBtc("3.499");

        assertThat(run())
                .isEqualTo(new ReconciliationResult.Compared(
                        List.of(), List.of("the books of 2 bots hold 3.5 BTC, the exchange 3.499 BTC")));
    }

    @Test
    void whatAnotherBotTradesMeanwhileIsNoMissingCoin() {
        desk.trade(entry(NOON), "2", "50");
        BotId other = new BotId("other");
        holdsBtc("2");

        desk.capital.coins().set(other, btc("1"), false);
        assertThat(run()).isEqualTo(new ReconciliationResult.Compared(List.of(), List.of()));

        desk.capital.coins().set(other, btc("0"), true);
        desk.broker.onBalances(() -> {
            // Bought behind the moment that the balance is of.
            desk.capital.coins().set(other, btc("1"), true);
            return Optional.of(balances("900", "2"));
        });
        assertThat(run()).isEqualTo(new ReconciliationResult.Compared(List.of(), List.of()));
        assertThat(((ReconciliationResult.Compared) run()).unexplained()).hasSize(1);
    }

    @Test
    void missedFillsAreBookedOnce() {
        var _ = desk.executeTrade.execute(entry(NOON));
        fillsAre(fill(entry(NOON), "t1", "1", "50"));
        holdsBtc("1");

        ReconciliationResult first = run();
        ReconciliationResult second = run();

        assertThat(first)
                .isEqualTo(new ReconciliationResult.Compared(
                        List.of("missed fill t1 of " + entry(NOON).clientOrderId() + " booked"), List.of()));
        assertThat(second).isEqualTo(new ReconciliationResult.Compared(List.of(), List.of()));
        assertThat(desk.journal.written(JournalEntry.Filled.class)).hasSize(1);
    }

    @Test
    void fillsAndOrdersThatAreNotOursAreToldOnceAndLeftAlone() {
        ClientOrderId byHand = new ClientOrderId("by-hand");
        fillsAre(fill(byHand, Side.SELL, "x1", "1", "50", usdt("0"), NOON));
        openOrdersAre(foreignOrder("v1", byHand), foreignOrder("v2", byHand));

        assertThat(run())
                .isEqualTo(new ReconciliationResult.Compared(
                        List.of(
                                "a fill that is not ours: SELL 1 at 50",
                                "an order that is not ours is open: v1",
                                "an order that is not ours is open: v2"),
                        List.of()));
        assertThat(run()).isEqualTo(new ReconciliationResult.Compared(List.of(), List.of()));
        assertThat(desk.broker.cancellations()).isEmpty();
        assertThat(desk.book.position().isFlat()).isTrue();
    }

    @Test
    void ordersAndFillsOfAnotherBotAreNoNews() {
        ClientOrderId others = ClientOrderId.of(new DecisionKey(new BotId("other"), NOON), Purpose.ENTRY, 0);
        fillsAre(fill(others, Side.BUY, "x1", "1", "50", usdt("0"), NOON));
        openOrdersAre(foreignOrder("v1", others));

        assertThat(run()).isEqualTo(new ReconciliationResult.Compared(List.of(), List.of()));
    }

    @Test
    void anOwnOrderThatIsNotInTheBookIsUnexplained() {
        openOrdersAre(shown(entry(NOON), OrderEvent.ACCEPTED, "0"));

        assertThat(run())
                .isEqualTo(new ReconciliationResult.Compared(
                        List.of(),
                        List.of("order " + entry(NOON).clientOrderId()
                                + " is open at the exchange and not in the book")));
        assertThat(desk.bus.topics())
                .containsExactly(Topic.RECONCILIATION_COMPLETED, Topic.RECONCILIATION_POSITION_MISMATCH);
        assertThat(desk.journal.written(JournalEntry.Noted.class))
                .singleElement()
                .satisfies(note -> assertThat(note.action()).isEqualTo("mismatch"));
        assertThat(desk.broker.cancellations()).isEmpty();
    }

    @Test
    void anOwnFillWithoutAnOrderStaysUnexplained() {
        fillsAre(fill(entry(NOON), "t1", "1", "50"));
        desk.broker.onFills(since -> Optional.of(
                new FillsReport.Known(since.isAfter(NOON) ? List.of() : List.of(fill(entry(NOON), "t1", "1", "50")))));

        var _ = run();
        desk.time.advance(Duration.ofHours(1));
        ReconciliationResult second = run();

        assertThat(second)
                .isInstanceOfSatisfying(
                        ReconciliationResult.Compared.class,
                        compared -> assertThat(compared.unexplained())
                                .containsExactly("fill t1 is of order "
                                        + entry(NOON).clientOrderId() + ", which the book does not know"));
    }

    @Test
    void aSaleThatWasSentUnwrittenIsTakenIntoTheBook() {
        desk.trade(entry(NOON), "2", "50");
        OrderIntent lost = sale(Purpose.PROTECTION, NOON, 0, "2");
        fillsAre(fill(lost, "s2", "0.5", "47"), fill(lost, "s1", "1", "47"));
        holdsBtc("0.5");

        assertThat(run())
                .isEqualTo(new ReconciliationResult.Compared(
                        List.of(
                                "sale " + lost.clientOrderId() + " was sent while the journal could not be written",
                                "missed fill s2 of " + lost.clientOrderId() + " booked",
                                "missed fill s1 of " + lost.clientOrderId() + " booked"),
                        List.of()));
        assertThat(desk.book.position().quantity()).isEqualTo(Quantity.of("0.5"));
        assertThat(desk.statusOf(lost)).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.restarted().statusOf(lost)).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.book.nextAttempt(lost.decision(), Purpose.PROTECTION)).isEqualTo(1);
    }

    @Test
    void aFollowUpThatWasSentUnwrittenAndIsOpenIsTakenIntoTheBook() {
        desk.trade(entry(NOON), "2", "50");
        ClientOrderId lost = ClientOrderId.followUp(new DecisionKey(BOT, NOON), Purpose.EXIT, 3);
        openOrdersAre(new VenueOrder(
                new VenueOrderId("v9"),
                lost,
                BTC_USDT,
                Side.SELL,
                OrderEvent.PARTIALLY_FILLED,
                Quantity.of("1"),
                NOON));

        assertThat(run())
                .isEqualTo(new ReconciliationResult.Compared(
                        List.of("sale " + lost + " was sent while the journal could not be written"), List.of()));
        assertThat(desk.book.order(lost).orElseThrow().status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(desk.book.sellable()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void twoSalesThatWereSentUnwrittenAreBothTakenIntoTheBook() {
        desk.trade(entry(NOON), "2", "50");
        DecisionKey decision = new DecisionKey(BOT, NOON);
        ClientOrderId stop = ClientOrderId.of(decision, Purpose.PROTECTION, 0);
        ClientOrderId exit = ClientOrderId.of(decision, Purpose.EXIT, 0);
        openOrdersAre(openSale("v8", stop), openSale("v9", exit));

        var _ = run();

        assertThat(desk.book.isWorking(stop)).isTrue();
        assertThat(desk.book.isWorking(exit)).isTrue();
        assertThat(desk.book.sellable()).isEqualTo(Quantity.ZERO);
    }

    private static VenueOrder openSale(String venueOrderId, ClientOrderId name) {
        return new VenueOrder(
                new VenueOrderId(venueOrderId), name, BTC_USDT, Side.SELL, OrderEvent.ACCEPTED, Quantity.ZERO, NOON);
    }

    @Test
    void anOrderOfAnEarlierPositionIsNotTakenForASaleOfThisOne() {
        desk.trade(entry(NOON), "2", "50");
        holdsBtc("2");
        fillsAre(fill(sale(Purpose.EXIT, NOON.minusSeconds(900), 0, "1"), "s1", "1", "47"));

        assertThat(run())
                .isInstanceOfSatisfying(
                        ReconciliationResult.Compared.class,
                        compared -> assertThat(compared.unexplained()).hasSize(1));
    }

    @Test
    void fillsAreBookedInTheOrderOfTime() {
        desk.trade(entry(NOON), "1", "50");
        var _ = desk.executeTrade.execute(sale(Purpose.EXIT, NOON, 0, "1"));
        Fill late = fill(entry(NOON).clientOrderId(), Side.BUY, "b2", "1", "50", usdt("0"), NOON.plusSeconds(1));
        Fill sold = fill(
                sale(Purpose.EXIT, NOON, 0, "1").clientOrderId(),
                Side.SELL,
                "s1",
                "2",
                "50",
                usdt("0"),
                NOON.plusSeconds(2));
        fillsAre(sold, late);

        var _ = run();

        assertThat(desk.book.oversold()).isEqualTo(Quantity.ZERO);
        assertThat(desk.book.position().isFlat()).isTrue();
    }

    @Test
    void fillsAreReadFromWhereTheLastReadingEndedWithAnOverlap() {
        var _ = run();
        desk.time.advance(Duration.ofHours(1));
        var _ = run();

        assertThat(desk.broker.fillsCalls())
                .extracting(call -> call.what())
                .containsExactly(
                        NOON.minus(Duration.ofDays(2)).minus(Duration.ofMinutes(10)),
                        NOON.minus(Duration.ofMinutes(10)));
    }

    @Test
    void fillsOfAWorkingOrderAreReadHoweverOldItIs() {
        var _ = run();
        var _ = desk.executeTrade.execute(entry(NOON));
        desk.time.advance(Duration.ofHours(3));
        var _ = run();
        desk.time.advance(Duration.ofHours(3));
        var _ = run();

        assertThat(desk.broker.fillsCalls().getLast().what()).isEqualTo(NOON.minus(Duration.ofMinutes(10)));
    }

    @Test
    void anOrderInDoubtThatIsOpenIsSettledByTheList() {
        var _ = desk.executeTrade.execute(entry(NOON));
        desk.broker.lastPlacement().answer(new PlacementReport.Unknown("timeout"));
        openOrdersAre(shown(entry(NOON), OrderEvent.ACCEPTED, "0"));

        var _ = run();

        assertThat(desk.statusOf(entry(NOON))).isEqualTo(OrderStatus.OPEN);
    }

    @Test
    void lessThanTheBookHoldsIsUnexplained() {
        desk.trade(entry(NOON), "2", "50");

        holdsBtc("2");
        assertThat(run()).isEqualTo(new ReconciliationResult.Compared(List.of(), List.of()));
        holdsBtc("1.999001");
        assertThat(run()).isEqualTo(new ReconciliationResult.Compared(List.of(), List.of()));
        holdsBtc("1.999");
        assertThat(run())
                .isEqualTo(new ReconciliationResult.Compared(
                        List.of(), List.of("the book holds 2 BTC, the exchange 1.999 BTC")));
        assertThat(desk.book.position().quantity()).isEqualTo(Quantity.of("2"));
    }

    @Test
    void moreThanTheBookHoldsBelongsToTheUser() {
        desk.trade(entry(NOON), "2", "50");
        holdsBtc("17");

        assertThat(run()).isEqualTo(new ReconciliationResult.Compared(List.of(), List.of()));
    }

    @Test
    void balancesAreNotComparedWhileAnOrderIsWorking() {
        desk.trade(entry(NOON), "2", "50");
        var _ = desk.executeTrade.execute(sale(Purpose.EXIT, NOON, 0, "2"));
        holdsBtc("0");

        assertThat(run()).isEqualTo(new ReconciliationResult.Compared(List.of(), List.of()));
    }

    @Test
    void whatWasSoldWithoutBeingHeldIsUnexplained() {
        desk.trade(entry(NOON), "2", "50");
        var _ = desk.executeTrade.execute(sale(Purpose.EXIT, NOON, 0, "2"));
        var _ = desk.bookkeeper.filled(fill(sale(Purpose.EXIT, NOON, 0, "2"), "s1", "2", "50", btc("0.01")));
        desk.bookkeeper.shown(shown(sale(Purpose.EXIT, NOON, 0, "2"), OrderEvent.FILLED, "2"));

        assertThat(run())
                .isEqualTo(new ReconciliationResult.Compared(
                        List.of(), List.of("sold 0.01 BTC that the book never bought")));
    }

    @Test
    void whatIsFreeIsLearnedFromTheExchange() {
        desk.broker.onBalances(() -> Optional.of(balances("777", "0")));

        var _ = run();

        assertThat(desk.capital.available()).isEqualTo(usdt("777"));
    }

    @Test
    void whatIsFreeIsNotLearnedAgainWhileAnOrderIsWorking() {
        var _ = run();
        var _ = desk.executeTrade.execute(entry(NOON));
        desk.broker.onBalances(() -> Optional.of(balances("777", "0")));

        var _ = run();

        assertThat(desk.capital.available()).isEqualTo(usdt("899.9"));
    }

    @Test
    void fillsAreReadFromFarBackWhenTheClockHasGoneBack() {
        var _ = run();
        BotPorts ports = new BotPorts(
                desk.broker,
                desk.market,
                desk.journal,
                desk.bus,
                new ManualScheduler(NOON.minus(Duration.ofHours(1))),
                desk.time,
                desk.mailbox);
        List<Instant> asked = new ArrayList<>();
        desk.broker.onFills(since -> {
            asked.add(since);
            return Optional.of(new FillsReport.Known(List.of()));
        });
        var _ = desk.executeTrade.execute(entry(NOON));

        new Reconciliation(ports, desk.book, desk.bookkeeper, desk.writer, desk.capital, desk.events, DEADLINE)
                .run(results::add);
        desk.time.settle();

        assertThat(asked).containsExactly(NOON.minus(Duration.ofHours(1)).minus(Duration.ofDays(2)));
    }

    @Test
    void aCallWhileOneRunsIsAnsweredByTheNext() {
        desk.broker.onOpenOrders(Optional::empty);
        List<String> answered = new ArrayList<>();
        reconciliation.run(result -> answered.add("first"));
        reconciliation.run(result -> answered.add("second"));
        reconciliation.run(result -> answered.add("third"));
        assertThat(desk.broker.openOrdersCalls()).hasSize(1);

        desk.broker.onOpenOrders(() -> Optional.of(new OpenOrdersReport.Known(List.of())));
        desk.broker.openOrdersCalls().getFirst().answer(new OpenOrdersReport.Known(List.of()));
        desk.time.settle();

        assertThat(answered).containsExactly("first", "second", "third");
        assertThat(desk.broker.openOrdersCalls()).hasSize(2);
    }

    @Test
    void onlySoManyCallsWait() {
        desk.broker.onOpenOrders(Optional::empty);
        for (int call = 0; call < 100; call++) {
            reconciliation.run(results::add);
        }
        desk.broker.onOpenOrders(() -> Optional.of(new OpenOrdersReport.Known(List.of())));
        desk.broker.openOrdersCalls().getFirst().answer(new OpenOrdersReport.Known(List.of()));
        desk.time.settle();

        assertThat(results).hasSize(17);
    }

    @Test
    void whatIsClosedComparesNothingAnyMore() {
        desk.broker.onOpenOrders(Optional::empty);
        reconciliation.run(results::add);
        reconciliation.close();
        reconciliation.close();

        desk.broker.openOrdersCalls().getFirst().answer(new OpenOrdersReport.Known(List.of()));
        desk.time.advance(Duration.ofHours(1));

        assertThat(results).isEmpty();
        assertThat(desk.broker.fillsCalls()).isEmpty();
    }

    private ReconciliationResult run() {
        int before = results.size();
        reconciliation.run(results::add);
        desk.time.settle();
        assertThat(results).hasSize(before + 1);
        return results.getLast();
    }

    private void fillsAre(Fill... fills) {
        desk.broker.onFills(since -> Optional.of(new FillsReport.Known(List.of(fills))));
    }

    private void openOrdersAre(VenueOrder... orders) {
        desk.broker.onOpenOrders(() -> Optional.of(new OpenOrdersReport.Known(List.of(orders))));
    }

    private void holdsBtc(String quantity) {
        desk.broker.onBalances(() -> Optional.of(balances("900", quantity)));
    }

    private static VenueOrder foreignOrder(String name, ClientOrderId clientOrderId) {
        return new VenueOrder(
                new VenueOrderId(name), clientOrderId, BTC_USDT, Side.BUY, OrderEvent.ACCEPTED, Quantity.ZERO, NOON);
    }
}
