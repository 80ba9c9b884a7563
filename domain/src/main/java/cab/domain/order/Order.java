package cab.domain.order;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/**
 * An order as its owner knows it: the intent, where it stands, and the sum of its fills. Immutable; each change gives a
 * new one.
 *
 * @param intent what was decided
 * @param status where it stands
 * @param venueOrderId the exchange's name for it, once known
 * @param filled base executed so far, before fees in base: the sum of its fills
 * @param filledQuote quote executed so far, before fees: the sum of its fills
 * @param updatedAt when it last changed
 */
public record Order(
        OrderIntent intent,
        OrderStatus status,
        Optional<VenueOrderId> venueOrderId,
        Quantity filled,
        Money filledQuote,
        Instant updatedAt) {

    /** The order of an intent that has not been sent. */
    public static Order of(OrderIntent intent) {
        return new Order(
                intent,
                OrderStatus.INTENDED,
                Optional.empty(),
                Quantity.ZERO,
                Money.zero(intent.symbol().quote()),
                intent.decidedAt());
    }

    public ClientOrderId clientOrderId() {
        return intent.clientOrderId();
    }

    /** This order after {@code event}; see {@link OrderStatus#after}. */
    public Order after(OrderEvent event, Instant at) {
        return new Order(intent, status.after(event), venueOrderId, filled, filledQuote, at);
    }

    /** This order with the exchange's name for it; a name once known is kept. */
    public Order named(VenueOrderId name) {
        return venueOrderId.isPresent()
                ? this
                : new Order(intent, status, Optional.of(name), filled, filledQuote, updatedAt);
    }

    /** This order with one more fill; that the fill is new is the caller's to know. */
    public Order with(Fill fill) {
        if (!fill.clientOrderId().equals(clientOrderId())) {
            throw new IllegalArgumentException(
                    "fill must belong to " + clientOrderId() + ", belonged to " + fill.clientOrderId());
        }
        return new Order(
                intent,
                status,
                venueOrderId,
                filled.plus(fill.quantity()),
                filledQuote.plus(fill.notional()),
                fill.at().isAfter(updatedAt) ? fill.at() : updatedAt);
    }

    /** Whether this is a stop that the exchange has taken, that has not been triggered, and that nobody is ending. */
    public boolean restsUntouched() {
        return intent.isStop() && status == OrderStatus.OPEN && filled.isZero();
    }

    /** Whether this is a stop that has begun to trade. */
    public boolean hasFired() {
        return intent.isStop()
                && (filled.isPositive() || status == OrderStatus.PARTIALLY_FILLED || status == OrderStatus.FILLED);
    }

    /** Whether this sells: any order that reduces the position, but for a stop that has not begun to trade. */
    public boolean isSale() {
        return intent.side() == Side.SELL && (!intent.isStop() || hasFired());
    }

    /** Base still to be filled; empty for an order sized in quote. */
    public Optional<Quantity> leaves() {
        return switch (intent.terms().size()) {
            case OrderSize.OfBase base -> Optional.of(base.quantity().minusOrZero(filled));
            case OrderSize.OfQuote spend -> Optional.empty();
        };
    }

    /** Quote that a live or unknown buy may still spend, fees not included; zero for what is final and for sells. */
    public Money reservedQuote() {
        Currency quote = intent.symbol().quote();
        if (status.isFinal() || intent.side() == Side.SELL) {
            return Money.zero(quote);
        }
        Money whole = switch (intent.terms().size()) {
            case OrderSize.OfQuote spend -> spend.amount();
            case OrderSize.OfBase base ->
                intent.terms().limit().orElse(intent.reference()).times(base.quantity(), quote, RoundingMode.UP);
        };
        Money left = whole.minus(filledQuote);
        return left.isNegative() ? Money.zero(quote) : left;
    }
}
