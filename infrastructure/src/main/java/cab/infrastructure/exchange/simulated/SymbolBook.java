package cab.infrastructure.exchange.simulated;

import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Instrument;
import cab.domain.market.ShortestDecimal;
import cab.domain.money.Currency;
import cab.domain.money.Multiples;
import cab.domain.money.Price;
import cab.domain.order.Fill;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderTerms;
import cab.domain.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The orders of one symbol, and how they meet the traded price.
 *
 * <ol>
 *   <li>A market order is filled at the price that is traded when it arrives, or at the next open when nothing is
 *       traded then; half the spread and the slippage on top.
 *   <li>A limit order that rests is filled when the price has gone through it by a tick at least: at its limit, or at
 *       the open when the market opens beyond it.
 *   <li>A stop is triggered when the price reaches it, and is filled at the worse of trigger and open, less half the
 *       spread and the slippage.
 *   <li>All orders together fill at most a share of a candle's volume; the rest of a market order goes on at the
 *       following opens.
 *   <li>At one price, stops come before limit orders.
 * </ol>
 *
 * <p>Owned by the exchange's thread.
 */
final class SymbolBook {

    /** No falling price does anything. */
    static final double NO_FALL = 0;

    /** No rising price does anything. */
    static final double NO_RISE = Double.POSITIVE_INFINITY;

    private static final Comparator<ExchangeOrder> STOPS_FIRST = Comparator.comparingInt(
                    (ExchangeOrder order) -> order.isStop() ? 0 : 1)
            .thenComparingLong(ExchangeOrder::id);

    /** Asked from any thread. */
    private volatile Instrument instrument;

    private final FillRules rules;
    private final BigDecimal participation;
    private Settlement settlement;
    private final BookRecord record;
    private final PricePath path;
    private TakerPrice takerPrice;
    private final List<ExchangeOrder> waiting = new ArrayList<>();
    private final List<ExchangeOrder> resting = new ArrayList<>();
    private final List<PriceOrder> waitingForPrice = new ArrayList<>();
    private double fallLevel = NO_FALL;
    private double riseLevel = NO_RISE;
    private double stopSellLevel = NO_FALL;
    private double limitSellLevel = NO_RISE;
    private boolean active;
    private BigDecimal volumeUsed = BigDecimal.ZERO;
    private boolean touched;
    private boolean exhausted;
    private boolean halted;

    SymbolBook(Instrument instrument, FillRules rules, PricePath path, BookRecord record) {
        this.instrument = instrument;
        this.rules = rules;
        this.participation = rules.participation().fraction();
        this.path = path;
        this.record = record;
        this.takerPrice = new TakerPrice(instrument, rules);
        this.settlement = new Settlement(instrument);
    }

    Instrument instrument() {
        return instrument;
    }

    /** Whether no order is taken at the moment. */
    boolean isHalted() {
        return halted;
    }

    void halt(boolean isHalted) {
        halted = isHalted;
    }

    /** From now on these rules bind; orders that were taken stay as they are. */
    void changeRules(Instrument changed) {
        instrument = changed;
        takerPrice = new TakerPrice(changed, rules);
        settlement = new Settlement(changed);
    }

    /** Whether any order waits or rests. */
    boolean isActive() {
        return active;
    }

    /** Whether any order is matched at the next price, whatever it is. */
    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** A price that falls to this or below does something; {@link #NO_FALL} when none does. */
    double fallLevel() {
        return fallLevel;
    }

    /** A price that rises to this or above does something; {@link #NO_RISE} when none does. */
    double riseLevel() {
        return riseLevel;
    }

    /** The highest trigger of a resting stop that sells; {@link #NO_FALL} without one. */
    double stopSellLevel() {
        return stopSellLevel;
    }

    /** The lowest price at which a resting limit order sells; {@link #NO_RISE} without one. */
    double limitSellLevel() {
        return limitSellLevel;
    }

    /** Base filled in the candle that is being played. */
    BigDecimal volumeUsed() {
        return volumeUsed;
    }

    /** A new candle brings new volume. */
    void beginCandle() {
        if (touched || exhausted) {
            touched = false;
            volumeUsed = BigDecimal.ZERO;
            exhausted = false;
            refreshLevels();
        }
    }

    /** Puts back what was stored of the candle that is being played. */
    void restoreVolumeUsed(BigDecimal used) {
        volumeUsed = used;
        touched = true;
    }

    /** Puts back an open order that was stored. */
    void restore(ExchangeOrder order) {
        if (order.stage() == ExchangeOrder.Stage.WAITING) {
            waiting.add(order);
        } else {
            order.level(levelOf(order));
            resting.add(order);
        }
        refreshLevels();
    }

    /** Takes an order that has been checked and whose funds are bound. */
    void arrive(ExchangeOrder order, long nowMs) {
        TimeInForce timeInForce = order.placement().timeInForce();
        double price = path.tradedPrice(nowMs);
        if (order.isStop() || (Double.isNaN(price) && timeInForce == TimeInForce.POST_ONLY)) {
            rest(order);
        } else if (!Double.isNaN(price)) {
            meet(order, price, nowMs);
        } else if (!timeInForce.isImmediate()) {
            waiting.add(order);
        }
        if (order.isOpen() && timeInForce.isImmediate()) {
            end(order, OrderEvent.CANCELLED, Ending.NOT_IMMEDIATE);
        }
        settleEnded();
    }

    /**
     * Ends an open order, and frees what it binds.
     *
     * @param crossing the share of the order that is filled before it ends, where anything is traded
     */
    void cancel(ExchangeOrder order, BigDecimal crossing) {
        double price = path.tradedPrice(record.nowMs());
        if (crossing.signum() > 0 && !order.isLimit() && !Double.isNaN(price)) {
            BigDecimal traded = exact(price);
            fill(
                    order,
                    Execution.taker(taken(order.side(), traded), traded, record.nowMs()),
                    new MatchingFaults.Match(crossing, false));
        }
        if (order.isOpen()) {
            end(order, OrderEvent.CANCELLED, Ending.CANCELLED);
        }
        settleEnded();
    }

    /** Ends a stop that has rested for as long as it may; one that has been triggered goes on. */
    void expire(ExchangeOrder order) {
        if (order.stage() == ExchangeOrder.Stage.RESTING) {
            end(order, OrderEvent.EXPIRED, Ending.EXPIRED);
            settleEnded();
        }
    }

    /** Lets an open limit order ask for something else; false, and nothing has changed, when the account has less. */
    boolean amend(ExchangeOrder order, OrderTerms other, long nowMs) {
        if (!settlement.amend(order, other)) {
            return false;
        }
        waiting.remove(order);
        resting.remove(order);
        arrive(order, nowMs);
        return true;
    }

    /** The coin that fees of this side are taken in. */
    Currency feeCurrency(Side side) {
        return settlement.feeCurrency(side);
    }

    /** Whether an order of these terms would take if it arrived now. */
    boolean wouldTake(ExchangeOrder order, long nowMs) {
        return atOnce(order, nowMs).isPresent();
    }

    /** Whether an order of these terms would be filled whole if it arrived now. */
    boolean wouldBeFilled(ExchangeOrder order, long nowMs) {
        return atOnce(order, nowMs)
                .filter(execution -> order.leavesAt(execution.price(), instrument.quantityStep())
                                .compareTo(volumeLeft())
                        <= 0)
                .isPresent();
    }

    /** Lets an order wait for its price. */
    void watch(PriceOrder order) {
        waitingForPrice.add(order);
        refreshLevels();
    }

    /** Lets it wait no longer. */
    void forget(PriceOrder order) {
        waitingForPrice.remove(order);
        refreshLevels();
    }

    /** The price that is traded now, or the last one. */
    double marketPrice(long nowMs) {
        double traded = path.tradedPrice(nowMs);
        return Double.isNaN(traded) ? path.lastPrice() : traded;
    }

    /** Whether the next stop is refused, although its trigger has not been reached. */
    boolean refusesStop() {
        return record.disturbance().refusesStop();
    }

    /** What a taker pays or gets at {@code traded}. */
    Price takerPrice(Side side, Price traded) {
        return new Price(taken(side, traded.value()));
    }

    /** Binds what the order may cost when it is filled at {@code price}; false when the account has less. */
    boolean bind(ExchangeOrder order, Price price) {
        return settlement.bind(order, price.value());
    }

    private BigDecimal taken(Side side, BigDecimal traded) {
        return takerPrice.of(side, traded, path.quote());
    }

    /** The first trade of a candle. */
    void open(double price, long nowMs) {
        meetWaiting(price, nowMs);
        for (ExchangeOrder order : reached(price, false)) {
            // The market opened beyond the limit: the order is filled where trading began.
            fill(order, Execution.maker(atOpen(order, price), nowMs));
        }
        noteReached(price);
        settleEnded();
    }

    /** The price moved to {@code price} without a jump. */
    void move(double price, long nowMs) {
        trigger(price, nowMs);
        for (ExchangeOrder order : reached(price, false)) {
            fill(order, Execution.maker(limitOf(order), nowMs));
        }
        noteReached(price);
        settleEnded();
    }

    /** A price of a market of which only some prices are heard: what waits is matched, and what rests is met. */
    void hear(double price, long nowMs) {
        meetWaiting(price, nowMs);
        for (ExchangeOrder order : reached(price, false)) {
            fill(order, Execution.maker(limitOf(order), nowMs));
        }
        noteReached(price);
        settleEnded();
    }

    private void meetWaiting(double price, long nowMs) {
        List<ExchangeOrder> arrived = waiting.isEmpty() ? List.of() : List.copyOf(waiting);
        waiting.clear();
        trigger(price, nowMs);
        for (ExchangeOrder order : arrived) {
            meet(order, price, nowMs);
        }
    }

    /**
     * A candle shows how far the price went while not every price was heard: what rested during all of it is met where
     * it would have been.
     */
    void catchUp(ClosedCandle candle, long nowMs) {
        List<ExchangeOrder> elder = new ArrayList<>();
        for (ExchangeOrder order : resting) {
            boolean met = order.meetsFallingPrice() ? candle.low() <= order.level() : candle.high() >= order.level();
            if (met && order.placedAtMs() <= candle.openTimeMs()) {
                elder.add(order);
            }
        }
        elder.sort(STOPS_FIRST);
        for (ExchangeOrder order : elder) {
            if (order.isStop()) {
                boolean falls = order.meetsFallingPrice();
                trigger(
                        order,
                        falls ? Math.min(order.level(), candle.open()) : Math.max(order.level(), candle.open()),
                        nowMs);
            } else {
                fill(order, Execution.maker(limitOf(order), nowMs));
            }
        }
        settleEnded();
    }

    private void noteReached(double price) {
        if (waitingForPrice.isEmpty()) {
            return;
        }
        for (PriceOrder order : List.copyOf(waitingForPrice)) {
            if (order.isReachedBy(price)) {
                waitingForPrice.remove(order);
                record.reached(order);
            }
        }
    }

    /** Triggers the stops that {@code price} reaches, and fills them as far as there is volume. */
    private void trigger(double price, long nowMs) {
        for (ExchangeOrder order : reached(price, true)) {
            trigger(order, price, nowMs);
        }
    }

    private void trigger(ExchangeOrder order, double price, long nowMs) {
        resting.remove(order);
        order.stage(ExchangeOrder.Stage.WAITING);
        record.moved(order);
        BigDecimal trigger = order.terms().trigger().orElseThrow().value();
        BigDecimal traded = exact(price);
        BigDecimal worse = order.side() == Side.SELL ? trigger.min(traded) : trigger.max(traded);
        take(order, worse, nowMs);
    }

    private List<ExchangeOrder> reached(double price, boolean stops) {
        if (resting.isEmpty()) {
            return List.of();
        }
        List<ExchangeOrder> found = new ArrayList<>();
        for (ExchangeOrder order : resting) {
            boolean met = order.meetsFallingPrice() ? price <= order.level() : price >= order.level();
            if (met && order.isStop() == stops) {
                found.add(order);
            }
        }
        found.sort(STOPS_FIRST);
        return found;
    }

    /** Matches an order that is new to the market, or the rest of a market order. */
    private void meet(ExchangeOrder order, double price, long nowMs) {
        if (!order.isLimit()) {
            take(order, exact(price), nowMs);
            return;
        }
        atOnce(order, price, nowMs).ifPresent(execution -> fill(order, execution));
        if (order.isOpen()) {
            rest(order);
        }
    }

    private Optional<Execution> atOnce(ExchangeOrder order, long nowMs) {
        double price = path.tradedPrice(nowMs);
        return Double.isNaN(price) || order.isStop() ? Optional.empty() : atOnce(order, price, nowMs);
    }

    /** At what an order that is new to the market is filled at once; empty when it rests. */
    private Optional<Execution> atOnce(ExchangeOrder order, double price, long nowMs) {
        BigDecimal traded = exact(price);
        BigDecimal taken = taken(order.side(), traded);
        if (!order.isLimit()) {
            return Optional.of(Execution.taker(taken, traded, nowMs));
        }
        double level = levelOf(order);
        boolean through = order.meetsFallingPrice() ? price <= level : price >= level;
        BigDecimal limit = limitOf(order);
        boolean affordable = order.side() == Side.BUY ? taken.compareTo(limit) <= 0 : taken.compareTo(limit) >= 0;
        return affordable || through
                ? Optional.of(Execution.taker(affordable ? taken : limit, traded, nowMs))
                : Optional.empty();
    }

    /** Fills as a taker at {@code traded}; what is left waits for the next open. */
    private void take(ExchangeOrder order, BigDecimal traded, long nowMs) {
        fill(order, Execution.taker(taken(order.side(), traded), traded, nowMs));
        if (order.isOpen()) {
            waiting.add(order);
        }
    }

    private void rest(ExchangeOrder order) {
        order.stage(ExchangeOrder.Stage.RESTING);
        order.level(levelOf(order));
        resting.add(order);
        record.moved(order);
    }

    private void fill(ExchangeOrder order, Execution execution) {
        fill(order, execution, record.disturbance().onMatch(order.terms()));
    }

    private void fill(ExchangeOrder order, Execution execution, MatchingFaults.Match match) {
        BigDecimal wanted = order.leavesAt(execution.price(), instrument.quantityStep());
        if (wanted.signum() == 0) {
            // The rest of an amount of quote that buys no whole step.
            boolean isFilled = order.filled().signum() > 0;
            end(order, isFilled ? filledState() : OrderEvent.CANCELLED, isFilled ? Ending.FILLED : Ending.TOO_SMALL);
            return;
        }
        BigDecimal available = part(outOfVolume(wanted), match.share());
        BigDecimal quantity = settlement.affordable(order, execution.price(), available);
        if (quantity.signum() > 0) {
            volumeUsed = volumeUsed.add(quantity);
            touched = true;
            Fill fill = settlement.settle(
                    order,
                    execution,
                    quantity,
                    record.nextTradeId(),
                    record.disturbance().onFee());
            record.filled(order, fill, execution);
        }
        if (quantity.compareTo(wanted) == 0) {
            end(order, filledState(), Ending.FILLED);
        } else if (quantity.compareTo(available) < 0) {
            end(order, OrderEvent.CANCELLED, Ending.OUT_OF_FUNDS);
        } else if (match.thenCancelled()) {
            end(order, OrderEvent.CANCELLED, Ending.CANCELLED);
        } else {
            exhausted = true;
            record.shortOfVolume(order);
            if (quantity.signum() > 0) {
                record.moved(order);
            }
        }
    }

    private OrderEvent filledState() {
        return record.disturbance().callsFilledCancelled() ? OrderEvent.CANCELLED : OrderEvent.FILLED;
    }

    private BigDecimal part(BigDecimal whole, BigDecimal share) {
        if (share.compareTo(BigDecimal.ONE) == 0) {
            return whole;
        }
        BigDecimal step = instrument.quantityStep();
        return Multiples.nearest(whole.multiply(share), step, RoundingMode.DOWN);
    }

    private void end(ExchangeOrder order, OrderEvent state, Ending why) {
        settlement.release(order);
        order.end(state, why);
        record.moved(order);
    }

    private void settleEnded() {
        waiting.removeIf(order -> !order.isOpen());
        resting.removeIf(order -> !order.isOpen());
        refreshLevels();
    }

    /** {@code wanted}, whole steps, or what is left of the candle when that is less. */
    private BigDecimal outOfVolume(BigDecimal wanted) {
        BigDecimal left = unroundedVolumeLeft();
        return wanted.compareTo(left) <= 0 ? wanted : wholeSteps(left);
    }

    private BigDecimal volumeLeft() {
        return wholeSteps(unroundedVolumeLeft());
    }

    private BigDecimal unroundedVolumeLeft() {
        return ShortestDecimal.of(path.candleVolume()).multiply(participation).subtract(volumeUsed);
    }

    private BigDecimal wholeSteps(BigDecimal volume) {
        BigDecimal step = instrument.quantityStep();
        return volume.signum() <= 0 ? BigDecimal.ZERO : Multiples.nearest(volume, step, RoundingMode.DOWN);
    }

    private BigDecimal atOpen(ExchangeOrder order, double price) {
        RoundingMode againstUs = order.side() == Side.BUY ? RoundingMode.CEILING : RoundingMode.FLOOR;
        BigDecimal tick = instrument.priceTick();
        BigDecimal rounded = Multiples.nearest(exact(price), tick, againstUs);
        BigDecimal limit = limitOf(order);
        return order.side() == Side.BUY ? rounded.min(limit) : rounded.max(limit);
    }

    private double levelOf(ExchangeOrder order) {
        if (order.isStop()) {
            return order.terms().trigger().orElseThrow().value().doubleValue();
        }
        BigDecimal tick = instrument.priceTick();
        BigDecimal limit = limitOf(order);
        return (order.side() == Side.BUY ? limit.subtract(tick) : limit.add(tick)).doubleValue();
    }

    private void refreshLevels() {
        fallLevel = NO_FALL;
        riseLevel = NO_RISE;
        stopSellLevel = NO_FALL;
        limitSellLevel = NO_RISE;
        for (ExchangeOrder order : resting) {
            // Without volume a limit order cannot be filled; a stop is triggered all the same.
            if (order.meetsFallingPrice() && (order.isStop() || !exhausted)) {
                fallLevel = Math.max(fallLevel, order.level());
            }
            if (!order.meetsFallingPrice() && (order.isStop() || !exhausted)) {
                riseLevel = Math.min(riseLevel, order.level());
            }
            if (order.isStop() && order.side() == Side.SELL) {
                stopSellLevel = Math.max(stopSellLevel, order.level());
            }
            if (order.isLimit() && order.side() == Side.SELL) {
                limitSellLevel = Math.min(limitSellLevel, order.level());
            }
        }
        for (PriceOrder order : waitingForPrice) {
            if (order.isOnRise()) {
                riseLevel = Math.min(riseLevel, order.level());
            } else {
                fallLevel = Math.max(fallLevel, order.level());
            }
        }
        active = !waiting.isEmpty() || !resting.isEmpty() || !waitingForPrice.isEmpty();
        path.ordersChanged();
    }

    private static BigDecimal limitOf(ExchangeOrder order) {
        return order.terms().limit().orElseThrow().value();
    }

    private static BigDecimal exact(double price) {
        return Candle.exactPrice(price).value();
    }
}
