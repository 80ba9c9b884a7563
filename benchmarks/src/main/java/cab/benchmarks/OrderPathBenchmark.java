package cab.benchmarks;

import cab.domain.market.FeeSchedule;
import cab.domain.market.FeeSchedule.FeeCharge;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.order.VenueOrderId;
import cab.domain.position.FifoLedger;
import cab.domain.position.RealisedTrade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the domain costs per order of a simulated run: id, intent, states, two fills, reservation and ledger. A market
 * buy is sized in quote and pays its fee in base; what it brought is sold again.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OrderPathBenchmark {

    private static final long SEED = 20_260_101L;
    private static final int PRICES = 1_024;
    private static final Symbol SYMBOL = Symbol.of("BTC/USDT");
    private static final Instrument INSTRUMENT = new Instrument(
            SYMBOL,
            new BigDecimal("0.01"),
            new BigDecimal("0.00001"),
            Quantity.ZERO,
            Money.zero(SYMBOL.quote()),
            new FeeSchedule(Percent.of("0.1"), Percent.of("0.1"), FeeCharge.RECEIVED));
    private static final BotId BOT = new BotId("backtest");
    private static final Money SPEND = Money.of("100", SYMBOL.quote());
    private static final long CANDLE_MS = 900_000;

    private final Price[] prices = new Price[PRICES];
    private FifoLedger ledger = new FifoLedger(SYMBOL);
    private long candleAtMs;
    private int trades;

    @Setup(Level.Iteration)
    public void prepare() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int index = 0; index < PRICES; index++) {
            prices[index] = new Price(BigDecimal.valueOf(random.nextLong(2_000_000, 9_000_000), 2));
        }
        ledger = new FifoLedger(SYMBOL);
        candleAtMs = 1_700_000_000_000L;
        trades = 0;
    }

    /** A buy and a sell of what it brought; the result is per order. */
    @Benchmark
    @OperationsPerInvocation(2)
    public Order roundTrip() {
        candleAtMs += CANDLE_MS;
        Price price = prices[(int) (candleAtMs / CANDLE_MS) & (PRICES - 1)];
        Instant at = Instant.ofEpochMilli(candleAtMs);
        DecisionKey decision = new DecisionKey(BOT, at);
        Order bought = filled(
                intent(decision, Purpose.ENTRY, Side.BUY, new OrderSize.OfQuote(SPEND), price, at),
                INSTRUMENT.floor(SPEND.buysAt(price)),
                price,
                at);
        if (bought.reservedQuote().isPositive()) {
            throw new IllegalStateException("a filled order must reserve nothing");
        }
        Quantity held = INSTRUMENT.floor(ledger.position().quantity());
        Price exit = prices[(int) (candleAtMs / CANDLE_MS + 1) & (PRICES - 1)];
        return filled(intent(decision, Purpose.EXIT, Side.SELL, new OrderSize.OfBase(held), exit, at), held, exit, at);
    }

    /** The id of an order, and the question whose it is. */
    @Benchmark
    public boolean clientOrderId() {
        candleAtMs += CANDLE_MS;
        DecisionKey decision = new DecisionKey(BOT, Instant.ofEpochMilli(candleAtMs));
        return ClientOrderId.of(decision, Purpose.ENTRY, 0).belongsTo(BOT);
    }

    private static OrderIntent intent(
            DecisionKey decision, Purpose purpose, Side side, OrderSize size, Price reference, Instant at) {
        return new OrderIntent(
                ClientOrderId.of(decision, purpose, 0),
                decision,
                purpose,
                OrderTerms.market(SYMBOL, side, size),
                reference,
                Optional.empty(),
                at);
    }

    private Order filled(OrderIntent intent, Quantity whole, Price price, Instant at) {
        Quantity first = INSTRUMENT.floor(new Quantity(whole.value().divide(BigDecimal.TWO)));
        Order order = Order.of(intent)
                .after(OrderEvent.SEND, at)
                .named(new VenueOrderId("sim-" + trades))
                .after(OrderEvent.ACCEPTED, at);
        order = booked(order, fill(intent, first, price, at));
        if (intent.side() == Side.BUY && order.reservedQuote().isZero()) {
            throw new IllegalStateException("a half filled order must reserve the rest");
        }
        order = booked(order, fill(intent, whole.minus(first), price, at));
        return order.after(OrderEvent.FILLED, at);
    }

    private Order booked(Order order, Fill fill) {
        if (!fill.clientOrderId().belongsTo(BOT)) {
            throw new IllegalStateException("the fill must be ours");
        }
        Optional<RealisedTrade> realised = ledger.apply(fill, Optional.empty());
        if (realised.isPresent() != (fill.side() == Side.SELL)) {
            throw new IllegalStateException("sells realise, buys do not");
        }
        return order.with(fill);
    }

    private Fill fill(OrderIntent intent, Quantity quantity, Price price, Instant at) {
        BigDecimal rate = INSTRUMENT.fees().taker().fraction();
        Money fee = switch (intent.side()) {
            case BUY -> new Money(quantity.value().multiply(rate), SYMBOL.base());
            case SELL ->
                Money.rounded(price.value().multiply(quantity.value()).multiply(rate), SYMBOL.quote(), RoundingMode.UP);
        };
        return new Fill(
                new TradeId("sim-" + ++trades),
                intent.clientOrderId(),
                SYMBOL,
                intent.side(),
                price,
                quantity,
                fee,
                LiquiditySide.TAKER,
                at);
    }
}
