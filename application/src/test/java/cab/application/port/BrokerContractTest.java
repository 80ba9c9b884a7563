package cab.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Broker} keeps. A subclass provides an account with 10,000 USDT and 10 BTC, and nothing else, on an
 * exchange where BTC/USDT trades around 100, deep enough for 10 BTC at once, with a tick of 0.01 and a smallest order
 * between 0.1 and 10 USDT.
 */
public abstract class BrokerContractTest {

    protected static final Currency BTC = new Currency("BTC");
    protected static final Currency USDT = new Currency("USDT");
    protected static final Symbol BTC_USDT = new Symbol(BTC, USDT);

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private int decisions;

    /** The broker under test. */
    protected abstract Broker broker();

    /** What time it is for the exchange. */
    protected abstract Instant now();

    /** Lets time pass for exchange and broker. */
    protected abstract void pass(Duration duration);

    /** Moves the market to {@code price}, where it then trades. */
    protected abstract void moveMarketTo(String price);

    @Test
    void aMarketBuyForAnAmountOfQuoteIsFilledAndSpendsNoMore() {
        assumeThat(broker().capabilities().marketBuyByQuote()).isTrue();
        Order order = order(OrderTerms.market(BTC_USDT, Side.BUY, new OrderSize.OfQuote(usdt("250"))));

        takes(order);
        VenueOrder ended = await(order, OrderEvent.FILLED);

        List<Fill> fills = fills(Instant.EPOCH);
        assertThat(fills).isNotEmpty().allSatisfy(fill -> {
            assertThat(fill.clientOrderId()).isEqualTo(order.clientOrderId());
            assertThat(fill.symbol()).isEqualTo(BTC_USDT);
            assertThat(fill.side()).isEqualTo(Side.BUY);
        });
        assertThat(notionalOf(fills)).isBetween(new BigDecimal("200"), new BigDecimal("250"));
        assertThat(ended.filled().value()).isEqualByComparingTo(quantityOf(fills));
        assertBalancesAgreeWith(fills);
    }

    @Test
    void aMarketSaleOfBaseIsFilledInFull() {
        Order order = order(OrderTerms.market(BTC_USDT, Side.SELL, base("2")));

        takes(order);
        reaches(order, OrderEvent.FILLED);

        List<Fill> fills = fills(Instant.EPOCH);
        assertThat(quantityOf(fills)).isEqualByComparingTo("2");
        assertBalancesAgreeWith(fills);
    }

    @Test
    void theStreamTellsEveryFillThatTheListingHas() {
        List<BrokerEvent> heard = new CopyOnWriteArrayList<>();
        try (Subscription stream = broker().subscribe(BTC_USDT, heard::add)) {
            assertThat(stream).isNotNull();
            pass(GLANCE);
            Order order = order(OrderTerms.market(BTC_USDT, Side.SELL, base("2")));
            takes(order);
            reaches(order, OrderEvent.FILLED);
            passUntil(() -> filledIn(heard).size() >= fills(Instant.EPOCH).size());
        }

        assertThat(filledIn(heard)).containsExactlyInAnyOrderElementsOf(fills(Instant.EPOCH));
        assertThat(heard)
                .filteredOn(BrokerEvent.OrderChanged.class::isInstance)
                .last()
                .satisfies(last -> assertThat(
                                ((BrokerEvent.OrderChanged) last).order().state())
                        .isEqualTo(OrderEvent.FILLED));
    }

    @Test
    void anEndedSubscriptionHearsNothingAnyMore() {
        List<BrokerEvent> heard = new CopyOnWriteArrayList<>();
        Subscription stream = broker().subscribe(BTC_USDT, heard::add);
        pass(GLANCE);
        stream.close();
        stream.close();

        Order order = order(OrderTerms.market(BTC_USDT, Side.SELL, base("1")));
        takes(order);
        reaches(order, OrderEvent.FILLED);
        pass(GLANCE);

        assertThat(heard).isEmpty();
    }

    @Test
    void aLimitOrderAwayFromTheMarketRestsAndBindsItsFunds() {
        Order order = restingBuy("2", "50");

        VenueOrder placed = confirmed(place(order));

        assertThat(placed.state()).isEqualTo(OrderEvent.ACCEPTED);
        assertThat(placed.filled()).isEqualTo(Quantity.ZERO);
        assertThat(placed.clientOrderId()).isEqualTo(order.clientOrderId());
        assertThat(openOrders()).extracting(VenueOrder::venueOrderId).containsExactly(placed.venueOrderId());
        assertThat(balances().of(USDT).locked().amount()).isBetween(new BigDecimal("100"), new BigDecimal("101"));
        assertThat(fills(Instant.EPOCH)).isEmpty();
    }

    @Test
    void anOrderIsFoundByOurNameAndByTheExchangesName() {
        Order order = restingBuy("2", "50");
        VenueOrder placed = confirmed(place(order));

        assertThat(lookUp(order)).isEqualTo(new LookupReport.Found(placed));
        assertThat(lookUp(order.named(placed.venueOrderId()))).isEqualTo(new LookupReport.Found(placed));
    }

    @Test
    void anOrderThatWasNeverPlacedIsNotFound() {
        assertThat(lookUp(restingBuy("2", "50"))).isInstanceOf(LookupReport.NotFound.class);
    }

    @Test
    void aCancelledOrderEndsAndItsFundsAreFree() {
        Order order = restingBuy("2", "50");
        VenueOrder placed = confirmed(place(order));

        CancelReport report = cancel(order.named(placed.venueOrderId()));

        assertThat(report).isInstanceOfAny(CancelReport.Ended.class, CancelReport.Requested.class);
        VenueOrder ended = await(order, OrderEvent.CANCELLED);
        assertThat(ended.filled()).isEqualTo(Quantity.ZERO);
        assertThat(openOrders()).isEmpty();
        assertThat(balances().of(USDT)).isEqualTo(new Balance(usdt("10000"), usdt("0")));
    }

    @Test
    void anOrderThatHasEndedOrNeverWasCannotBeCancelled() {
        Order never = restingBuy("2", "50");
        Order order = restingBuy("2", "50");
        VenueOrder placed = confirmed(place(order));
        assertThat(cancel(order)).isInstanceOfAny(CancelReport.Ended.class, CancelReport.Requested.class);
        reaches(order, OrderEvent.CANCELLED);

        assertThat(cancel(never)).isInstanceOf(CancelReport.NotOpen.class);
        assertThat(cancel(order.named(placed.venueOrderId()))).isInstanceOf(CancelReport.NotOpen.class);
    }

    @Test
    void aRestingLimitOrderIsFilledAtItsPriceOrBetterWhenTheMarketComes() {
        Order order = restingBuy("2", "90");
        takes(order);

        moveMarketTo("80");
        reaches(order, OrderEvent.FILLED);

        List<Fill> fills = fills(Instant.EPOCH);
        assertThat(quantityOf(fills)).isEqualByComparingTo("2");
        assertThat(fills)
                .allSatisfy(
                        fill -> assertThat(fill.price().isAbove(Price.of("90"))).isFalse());
        assertThat(balances().of(USDT).locked()).isEqualTo(usdt("0"));
        assertBalancesAgreeWith(fills);
    }

    @Test
    void aStopSleepsUntilItsTriggerIsReached() {
        assumeThat(broker().capabilities().stopOrders()).isTrue();
        Order order = order(OrderTerms.stop(BTC_USDT, Side.SELL, base("2"), Price.of("90")));
        assertThat(confirmed(place(order)).state()).isEqualTo(OrderEvent.ACCEPTED);

        moveMarketTo("95");
        assertThat(fills(Instant.EPOCH)).isEmpty();
        moveMarketTo("85");
        reaches(order, OrderEvent.FILLED);

        assertThat(quantityOf(fills(Instant.EPOCH))).isEqualByComparingTo("2");
    }

    @Test
    void aStopIsListedAndFoundWhileItSleeps() {
        Order order = stop("2", "90");
        VenueOrder placed = confirmed(place(order));

        assertThat(openOrders()).extracting(VenueOrder::venueOrderId).containsExactly(placed.venueOrderId());
        assertThat(lookUp(order)).isEqualTo(new LookupReport.Found(placed));
        assertThat(placed.filled()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void aStopThatIsCancelledNeverTrades() {
        Order order = stop("2", "90");
        VenueOrder placed = confirmed(place(order));

        assertThat(cancel(order.named(placed.venueOrderId())))
                .isInstanceOfAny(CancelReport.Ended.class, CancelReport.Requested.class);
        reaches(order, OrderEvent.CANCELLED);
        moveMarketTo("80");
        pass(Duration.ofMinutes(5));

        assertThat(fills(Instant.EPOCH)).isEmpty();
        assertThat(openOrders()).isEmpty();
        assertThat(balances().of(BTC)).isEqualTo(new Balance(Money.of("10", BTC), Money.zero(BTC)));
    }

    @Test
    void aStopThatHasTradedCannotBeCancelled() {
        Order order = stop("2", "90");
        VenueOrder placed = confirmed(place(order));
        moveMarketTo("85");
        reaches(order, OrderEvent.FILLED);

        assertThat(cancel(order.named(placed.venueOrderId()))).isInstanceOf(CancelReport.NotOpen.class);
        assertBalancesAgreeWith(fills(Instant.EPOCH));
    }

    @Test
    void aStopAboveTheMarketIsRefusedByANameOfItsOwnAndOneBelowIsTaken() {
        Order above = stop("2", "120");

        PlacementReport report = place(above);

        assertThat(report).isInstanceOf(PlacementReport.Rejected.class);
        assertThat(((PlacementReport.Rejected) report).code()).isEqualTo(PlacementReport.Rejected.TRIGGER_REACHED);
        assertThat(lookUp(above)).isInstanceOf(LookupReport.NotFound.class);
        takes(stop("2", "90"));
    }

    @Test
    void aStopBelowTheSmallestOrderIsRefusedByAnotherName() {
        PlacementReport report = place(stop("0.0001", "90"));

        assertThat(report).isInstanceOf(PlacementReport.Rejected.class);
        assertThat(((PlacementReport.Rejected) report).code()).isNotEqualTo(PlacementReport.Rejected.TRIGGER_REACHED);
    }

    @Test
    void aStopExpiresAfterItsLifetimeAndNotBefore() {
        assumeThat(broker().capabilities().stopOrders()).isTrue();
        Duration lifetime = broker().capabilities().stopLifetime();
        assumeThat(lifetime).isPositive();
        Order order = stop("2", "50");
        takes(order);

        pass(lifetime.minusMinutes(1));
        assertThat(openOrders()).hasSize(1);
        pass(Duration.ofMinutes(2));

        reaches(order, OrderEvent.EXPIRED);
        assertThat(openOrders()).isEmpty();
        assertThat(balances().of(BTC).locked()).isEqualTo(Money.zero(BTC));
    }

    private Order stop(String quantity, String trigger) {
        assumeThat(broker().capabilities().stopOrders()).isTrue();
        return order(OrderTerms.stop(BTC_USDT, Side.SELL, base(quantity), Price.of(trigger)));
    }

    @Test
    void anOrderBeyondTheBalanceIsRefusedAndLeavesNothingBehind() {
        Order order = order(OrderTerms.market(BTC_USDT, Side.SELL, base("10.5")));

        PlacementReport report = place(order);

        assertThat(report).isInstanceOf(PlacementReport.Rejected.class);
        assertThat(((PlacementReport.Rejected) report).code()).isNotBlank();
        assertThat(lookUp(order)).isInstanceOf(LookupReport.NotFound.class);
        assertThat(balances().of(BTC)).isEqualTo(new Balance(Money.of("10", BTC), Money.zero(BTC)));
    }

    @Test
    void anOrderBelowTheSmallestIsRefused() {
        Order order = restingBuy("0.001", "50");

        assertThat(place(order)).isInstanceOf(PlacementReport.Rejected.class);
        assertThat(openOrders()).isEmpty();
    }

    @Test
    void fillsAreListedFromTheAskedTimeOn() {
        Order first = order(OrderTerms.market(BTC_USDT, Side.SELL, base("1")));
        takes(first);
        reaches(first, OrderEvent.FILLED);
        pass(Duration.ofMinutes(5));
        Instant between = now();
        pass(Duration.ofMinutes(5));
        Order second = order(OrderTerms.market(BTC_USDT, Side.SELL, base("1")));
        takes(second);
        reaches(second, OrderEvent.FILLED);

        assertThat(fills(between))
                .isNotEmpty()
                .allSatisfy(fill -> assertThat(fill.clientOrderId()).isEqualTo(second.clientOrderId()));
        assertThat(quantityOf(fills(Instant.EPOCH))).isEqualByComparingTo("2");
    }

    @Test
    void everyOrderAndEveryFillHasANameOfItsOwn() {
        Order first = order(OrderTerms.market(BTC_USDT, Side.SELL, base("1")));
        Order second = order(OrderTerms.market(BTC_USDT, Side.SELL, base("1")));
        VenueOrder firstPlaced = confirmed(place(first));
        VenueOrder secondPlaced = confirmed(place(second));
        reaches(first, OrderEvent.FILLED);
        reaches(second, OrderEvent.FILLED);

        assertThat(firstPlaced.venueOrderId()).isNotEqualTo(secondPlaced.venueOrderId());
        List<TradeId> names = fills(Instant.EPOCH).stream().map(Fill::tradeId).toList();
        assertThat(names).hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
    }

    @Test
    void noReplyComesFromInsideItsCallAndNoneComesTwice() {
        List<Boolean> repliedInside = new CopyOnWriteArrayList<>();
        Order order = restingBuy("2", "50");

        noting(repliedInside, (Consumer<PlacementReport> reply) -> broker().place(order.intent(), reply));
        noting(repliedInside, (Consumer<CancelReport> reply) -> broker().cancel(order, reply));
        noting(repliedInside, (Consumer<LookupReport> reply) -> broker().lookUp(order, reply));
        noting(repliedInside, (Consumer<OpenOrdersReport> reply) -> broker().openOrders(BTC_USDT, reply));
        noting(repliedInside, (Consumer<FillsReport> reply) -> broker().fills(BTC_USDT, Instant.EPOCH, reply));
        noting(repliedInside, (Consumer<BalancesReport> reply) -> broker().balances(reply));
        passUntil(() -> repliedInside.size() >= 6);
        pass(Duration.ofMinutes(1));

        assertThat(repliedInside).containsExactly(false, false, false, false, false, false);
    }

    /** Notes of each reply whether it came from inside the call that asked for it; another thread may be quicker. */
    private static <R> void noting(List<Boolean> repliedInside, Consumer<Consumer<R>> call) {
        Thread caller = Thread.currentThread();
        AtomicBoolean inside = new AtomicBoolean(true);
        call.accept(report ->
                repliedInside.add(inside.get() && Thread.currentThread().equals(caller)));
        inside.set(false);
    }

    /** An order that is not placed. */
    protected final Order order(OrderTerms terms) {
        DecisionKey decision = new DecisionKey(
                new BotId("contract"), Instant.parse("2026-01-01T00:00:00Z").plusSeconds(decisions++));
        Purpose purpose = terms.side() == Side.BUY ? Purpose.ENTRY : Purpose.EXIT;
        return Order.of(new OrderIntent(
                ClientOrderId.of(decision, purpose, 0),
                decision,
                purpose,
                terms,
                Price.of("100"),
                Optional.empty(),
                now().truncatedTo(ChronoUnit.MILLIS)));
    }

    private Order restingBuy(String quantity, String limit) {
        return order(OrderTerms.limit(BTC_USDT, Side.BUY, base(quantity), Price.of(limit)));
    }

    private PlacementReport place(Order order) {
        return reply(receiver -> broker().place(order.intent(), receiver));
    }

    private CancelReport cancel(Order order) {
        return reply(receiver -> broker().cancel(order, receiver));
    }

    private LookupReport lookUp(Order order) {
        return reply(receiver -> broker().lookUp(order, receiver));
    }

    private List<VenueOrder> openOrders() {
        OpenOrdersReport report = this.<OpenOrdersReport>reply(receiver -> broker().openOrders(BTC_USDT, receiver));
        assertThat(report).isInstanceOf(OpenOrdersReport.Known.class);
        return ((OpenOrdersReport.Known) report).orders();
    }

    private List<Fill> fills(Instant since) {
        FillsReport report = this.<FillsReport>reply(receiver -> broker().fills(BTC_USDT, since, receiver));
        assertThat(report).isInstanceOf(FillsReport.Known.class);
        return ((FillsReport.Known) report).fills();
    }

    private BalancesReport.Known balances() {
        BalancesReport report = this.<BalancesReport>reply(receiver -> broker().balances(receiver));
        assertThat(report).isInstanceOf(BalancesReport.Known.class);
        return (BalancesReport.Known) report;
    }

    private static VenueOrder confirmed(PlacementReport report) {
        assertThat(report).isInstanceOf(PlacementReport.Confirmed.class);
        return ((PlacementReport.Confirmed) report).order();
    }

    /** The exchange takes the order. */
    private void takes(Order order) {
        assertThat(confirmed(place(order)).clientOrderId()).isEqualTo(order.clientOrderId());
    }

    /** Time passes until the exchange shows the order in this state. */
    private void reaches(Order order, OrderEvent state) {
        assertThat(await(order, state).state()).isEqualTo(state);
    }

    /** The order once the exchange shows it in this state. */
    private VenueOrder await(Order order, OrderEvent state) {
        List<VenueOrder> shown = new ArrayList<>();
        passUntil(() -> {
            if (lookUp(order) instanceof LookupReport.Found(var venueOrder) && venueOrder.state() == state) {
                shown.add(venueOrder);
            }
            return !shown.isEmpty();
        });
        return shown.getFirst();
    }

    private <R> R reply(Consumer<Consumer<R>> request) {
        BlockingQueue<R> replies = new LinkedBlockingQueue<>();
        request.accept(replies::add);
        passUntil(() -> !replies.isEmpty());
        return replies.remove();
    }

    private void passUntil(BooleanSupplier reached) {
        Instant limit = now().plus(PATIENCE);
        while (!reached.getAsBoolean()) {
            assertThat(now()).as("the time until it should have happened").isBefore(limit);
            pass(GLANCE);
        }
    }

    private void assertBalancesAgreeWith(List<Fill> fills) {
        Money quote = usdt("10000");
        Money base = Money.of("10", BTC);
        for (Fill fill : fills) {
            Money quantity = new Money(fill.quantity().value(), BTC);
            quote = fill.side() == Side.BUY ? quote.minus(fill.notional()) : quote.plus(fill.notional());
            base = fill.side() == Side.BUY ? base.plus(quantity) : base.minus(quantity);
            quote = quote.minus(fill.feeIn(USDT));
            base = base.minus(fill.feeIn(BTC));
        }
        assertThat(balances().of(USDT).total()).isEqualTo(quote);
        assertThat(balances().of(BTC).total()).isEqualTo(base);
    }

    private static List<Fill> filledIn(List<BrokerEvent> heard) {
        return heard.stream()
                .filter(BrokerEvent.Filled.class::isInstance)
                .map(event -> ((BrokerEvent.Filled) event).fill())
                .toList();
    }

    private static BigDecimal quantityOf(List<Fill> fills) {
        return fills.stream().map(fill -> fill.quantity().value()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal notionalOf(List<Fill> fills) {
        return fills.stream().map(fill -> fill.notional().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Money usdt(String amount) {
        return Money.of(amount, USDT);
    }

    private static OrderSize.OfBase base(String quantity) {
        return new OrderSize.OfBase(Quantity.of(quantity));
    }
}
