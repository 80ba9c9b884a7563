package cab.infrastructure.exchange.simulated;

import cab.application.port.VenueOrder;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.OrderType;
import cab.domain.order.Side;
import cab.domain.order.VenueOrderId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** An order as the exchange keeps it. Owned by the exchange's thread. */
final class ExchangeOrder {

    /** Where the order stands inside the exchange. */
    enum Stage {
        /** Is matched at the next price: a market order, a stop that has been triggered, a limit order just arrived. */
        WAITING,
        /** A limit order or a stop whose price has not come. */
        RESTING,
        /** Filled or cancelled. */
        ENDED
    }

    private final long id;
    private final VenueOrderId venueOrderId;
    private final Instant placedAt;
    private final CustomerBook customer;
    private Placement placement;
    private final long placedAtMs;
    private Stage stage;
    private OrderEvent state = OrderEvent.ACCEPTED;
    private BigDecimal filled = BigDecimal.ZERO;
    private BigDecimal spent = BigDecimal.ZERO;
    private BigDecimal locked = BigDecimal.ZERO;
    private BigDecimal lockPrice = BigDecimal.ZERO;
    private BigDecimal fee = BigDecimal.ZERO;
    private Ending ending = Ending.NONE;
    private long updatedAtMs;
    private double level;
    private boolean shortOfVolume;

    ExchangeOrder(long id, CustomerBook customer, Placement placement, long placedAtMs) {
        this.id = id;
        this.venueOrderId = new VenueOrderId(Long.toString(id));
        this.placedAt = Instant.ofEpochMilli(placedAtMs);
        this.customer = customer;
        this.placement = placement;
        this.placedAtMs = placedAtMs;
        this.updatedAtMs = placedAtMs;
        this.stage = placement.terms().type() == OrderType.STOP_MARKET ? Stage.RESTING : Stage.WAITING;
    }

    long id() {
        return id;
    }

    CustomerBook customer() {
        return customer;
    }

    SimulatedAccount account() {
        return customer.account();
    }

    Placement placement() {
        return placement;
    }

    OrderTerms terms() {
        return placement.terms();
    }

    Side side() {
        return terms().side();
    }

    long placedAtMs() {
        return placedAtMs;
    }

    long updatedAtMs() {
        return updatedAtMs;
    }

    void updatedAtMs(long nowMs) {
        updatedAtMs = nowMs;
    }

    Stage stage() {
        return stage;
    }

    void stage(Stage next) {
        stage = next;
    }

    /** Notes that a part of it has to wait for volume; true the first time. */
    boolean noteShortOfVolume() {
        boolean first = !shortOfVolume;
        shortOfVolume = true;
        return first;
    }

    boolean isOpen() {
        return stage != Stage.ENDED;
    }

    OrderEvent state() {
        return state;
    }

    /** Base filled so far. */
    BigDecimal filled() {
        return filled;
    }

    /** Quote that the fills were worth so far, fees not included. */
    BigDecimal spent() {
        return spent;
    }

    /** What the order still binds, in {@link #lockCurrency}. */
    BigDecimal locked() {
        return locked;
    }

    void locked(BigDecimal amount) {
        locked = amount;
    }

    /** The price at which what a buy still binds is reckoned; zero when it is sized in quote. */
    BigDecimal lockPrice() {
        return lockPrice;
    }

    void lockPrice(BigDecimal price) {
        lockPrice = price;
    }

    Currency lockCurrency() {
        return switch (side()) {
            case BUY -> terms().symbol().quote();
            case SELL -> terms().symbol().base();
        };
    }

    /** The price at which something happens to the order while it rests. */
    double level() {
        return level;
    }

    void level(double price) {
        level = price;
    }

    /** Whether {@link #level} is met by a falling price; otherwise by a rising one. */
    boolean meetsFallingPrice() {
        return (side() == Side.SELL) == isStop();
    }

    boolean isStop() {
        return terms().type() == OrderType.STOP_MARKET;
    }

    boolean isLimit() {
        return terms().type() == OrderType.LIMIT;
    }

    /** Base that is still to be filled at {@code price}, before it is rounded to the step. */
    BigDecimal leavesAt(BigDecimal price, BigDecimal step) {
        return switch (terms().size()) {
            case OrderSize.OfBase base -> base.quantity().value().subtract(filled);
            case OrderSize.OfQuote quote ->
                quote.amount()
                        .amount()
                        .subtract(spent)
                        .divide(price.multiply(step), 0, RoundingMode.DOWN)
                        .multiply(step);
        };
    }

    boolean isSizedInQuote() {
        return terms().size() instanceof OrderSize.OfQuote;
    }

    /** What the fills have cost, in one currency. */
    BigDecimal fee() {
        return fee;
    }

    Ending ending() {
        return ending;
    }

    /** Asks for something else from now on, of the same symbol, side and type. */
    void amend(OrderTerms other) {
        placement = placement.with(other);
    }

    /** Counts a fill. */
    void add(BigDecimal quantity, BigDecimal notional, BigDecimal feePaid) {
        filled = filled.add(quantity);
        spent = spent.add(notional);
        fee = fee.add(feePaid);
        state = OrderEvent.PARTIALLY_FILLED;
    }

    void end(OrderEvent finalState, Ending why) {
        state = finalState;
        ending = why;
        stage = Stage.ENDED;
    }

    /** Puts back what was stored. */
    void restore(ExchangeJournal.StoredOrder stored) {
        stage = stored.stage();
        state = stored.state();
        filled = stored.amounts().get(0);
        spent = stored.amounts().get(1);
        locked = stored.amounts().get(2);
        lockPrice = stored.amounts().get(3);
        fee = stored.amounts().get(4);
        ending = stored.ending();
        updatedAtMs = stored.updatedAtMs();
    }

    /** What is not filled: quote of an order sized in quote, else base. */
    BigDecimal left() {
        return switch (terms().size()) {
            case OrderSize.OfBase base -> base.quantity().value().subtract(filled);
            case OrderSize.OfQuote quote -> quote.amount().amount().subtract(spent);
        };
    }

    OrderStatement statement(Currency feeCurrency) {
        return new OrderStatement(
                id,
                placement,
                placedAtMs,
                updatedAtMs,
                state,
                ending,
                filled,
                spent,
                left(),
                new Money(fee, feeCurrency));
    }

    VenueOrder view() {
        return new VenueOrder(
                venueOrderId,
                placement.clientOrderId(),
                terms().symbol(),
                side(),
                state,
                new Quantity(filled),
                placedAt);
    }
}
