package cab.infrastructure.exchange.gateio;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.Broker;
import cab.application.port.CancelReport;
import cab.application.port.FillsReport;
import cab.application.port.LookupReport;
import cab.application.port.OpenOrdersReport;
import cab.application.port.PlacementReport;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.infrastructure.exchange.transport.ApiKey;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeTimes;
import cab.infrastructure.exchange.transport.ScriptedExchange;
import cab.infrastructure.secrets.Secret;
import cab.infrastructure.time.RealScheduler;
import cab.infrastructure.time.WallClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The adapter before a scripted exchange. */
final class GateioBench implements AutoCloseable {

    static final Symbol BTC_USDT = Symbol.of("BTC/USDT");
    static final String SECRET = "a-secret-that-is-never-shown";
    static final ExchangeTimes TIMES = new ExchangeTimes(
            Duration.ofSeconds(10),
            Duration.ofDays(1),
            Duration.ofMillis(700),
            Duration.ofMillis(2_500),
            Duration.ofMinutes(1),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30));

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final ScriptedExchange exchange = new ScriptedExchange();
    final RealScheduler time = new RealScheduler("bench-time", new WallClock(), fault -> {
        throw new AssertionError("a task failed", fault);
    });
    final GateioConnection connection;
    final Broker broker;

    GateioBench() {
        this(TIMES);
    }

    GateioBench(ExchangeTimes times) {
        exchange.on(
                "GET /spot/time",
                asked -> ScriptedExchange.json(200, "{\"server_time\":" + System.currentTimeMillis() + "}"));
        connection = new GateioConnection(
                new GateioSettings(
                        exchange.url(),
                        exchange.url(),
                        Optional.of(new ApiKey(new Secret("the-key"), new Secret(SECRET))),
                        new BigDecimal("500"),
                        500,
                        times),
                time,
                System::nanoTime);
        broker = connection.broker((symbol, listener) -> () -> {});
    }

    /** Lets the adapter know a pair with prices of two and quantities of four decimals. */
    GateioBench withRules(String status) {
        exchange.on("GET /spot/currency_pairs/BTC_USDT", 200, """
                {"id":"BTC_USDT","base":"BTC","quote":"USDT","fee":"0.2","min_base_amount":"0.0001",
                 "min_quote_amount":"3","amount_precision":4,"precision":2,"trade_status":"%s"}""".formatted(status));
        exchange.on("GET /wallet/fee", 200, "{\"taker_fee\":\"0.002\",\"maker_fee\":\"0.001\"}");
        connection.instruments().refresh(BTC_USDT, Deadline.in(PATIENCE));
        return this;
    }

    Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    OrderIntent buy(String quote) {
        return intent(
                Purpose.ENTRY,
                OrderTerms.market(BTC_USDT, Side.BUY, new OrderSize.OfQuote(Money.of(quote, BTC_USDT.quote()))),
                now());
    }

    OrderIntent sell(String base) {
        return intent(Purpose.EXIT, OrderTerms.market(BTC_USDT, Side.SELL, size(base)), now());
    }

    OrderIntent limitBuy(String base, String limit) {
        return intent(Purpose.ENTRY, OrderTerms.limit(BTC_USDT, Side.BUY, size(base), Price.of(limit)), now());
    }

    OrderIntent stop(String base, String trigger) {
        return intent(Purpose.PROTECTION, OrderTerms.stop(BTC_USDT, Side.SELL, size(base), Price.of(trigger)), now());
    }

    /** Another order of the same terms and time. */
    static OrderIntent sibling(OrderIntent of) {
        return new OrderIntent(
                ClientOrderId.of(of.decision(), of.purpose(), 1),
                of.decision(),
                of.purpose(),
                of.terms(),
                of.reference(),
                Optional.empty(),
                of.decidedAt());
    }

    static OrderIntent intent(Purpose purpose, OrderTerms terms, Instant decidedAt) {
        DecisionKey decision = new DecisionKey(new BotId("bench"), Instant.parse("2026-03-01T12:00:00Z"));
        return new OrderIntent(
                ClientOrderId.of(decision, purpose, 0),
                decision,
                purpose,
                terms,
                Price.of("100"),
                Optional.empty(),
                decidedAt);
    }

    private static OrderSize.OfBase size(String base) {
        return new OrderSize.OfBase(Quantity.of(base));
    }

    PlacementReport place(OrderIntent intent) {
        return reply(receiver -> broker.place(intent, receiver));
    }

    CancelReport cancel(Order order) {
        return reply(receiver -> broker.cancel(order, receiver));
    }

    LookupReport lookUp(Order order) {
        return reply(receiver -> broker.lookUp(order, receiver));
    }

    OpenOrdersReport openOrders() {
        return reply(receiver -> broker.openOrders(BTC_USDT, receiver));
    }

    FillsReport fills(Instant since) {
        return reply(receiver -> broker.fills(BTC_USDT, since, receiver));
    }

    static <R> R reply(Consumer<Consumer<R>> request) {
        BlockingQueue<R> replies = new ArrayBlockingQueue<>(10);
        request.accept(replies::add);
        try {
            R reply = replies.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(reply).as("a reply").isNotNull();
            return Objects.requireNonNull(reply);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        connection.close();
        exchange.close();
        time.close();
    }
}
