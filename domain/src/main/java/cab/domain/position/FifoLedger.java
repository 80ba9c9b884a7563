package cab.domain.position;

import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import cab.domain.order.Fill;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lots of one symbol, sold in the order they were bought, and what that has earned.
 *
 * <p>Fees:
 *
 * <ul>
 *   <li>in quote: part of the cost of a buy, taken off the proceeds of a sell;
 *   <li>in base: the quantity that arrives is smaller (a buy) or leaves on top (a sell), the cost stays;
 *   <li>in a third coin: valued in quote by the caller when there is a price; without one they are summed per coin and
 *       stay out of the profit, visibly.
 * </ul>
 *
 * <p>Guarantees: (1) quantity is exactly the sum of the fills less base fees; (2) cost is conserved: what a sale takes
 * and what stays add up to the last digit; (3) more sold than held is never booked as profit but told in
 * {@link #oversold}. Owned by one thread.
 */
public final class FifoLedger {

    private final Symbol symbol;
    private final Currency quote;
    private final Deque<Lot> lots = new ArrayDeque<>();
    private final SortedMap<Currency, Money> unvaluedFees = new TreeMap<>();
    private Position position;
    private Quantity oversold = Quantity.ZERO;
    private Money realisedPnl;
    private Money fees;

    public FifoLedger(Symbol symbol) {
        this.symbol = symbol;
        this.quote = symbol.quote();
        this.position = Position.flat(quote);
        this.realisedPnl = Money.zero(quote);
        this.fees = Money.zero(quote);
    }

    /**
     * Books one fill; that it is booked once is the caller's duty.
     *
     * @param feeInQuote the value of a fee in a third coin, empty when there is no price for it; not used otherwise
     * @return what a sell realised; empty for a buy
     */
    public Optional<RealisedTrade> apply(Fill fill, Optional<Money> feeInQuote) {
        if (!fill.symbol().equals(symbol)) {
            throw new IllegalArgumentException("fill must be of " + symbol + ", was of " + fill.symbol());
        }
        Money fee = quoteFee(fill, feeInQuote);
        fees = fees.plus(fee).plus(baseFeeValue(fill));
        return switch (fill.side()) {
            case BUY -> {
                buy(fill, fee);
                yield Optional.empty();
            }
            case SELL -> Optional.of(sell(fill, fee));
        };
    }

    public Position position() {
        return position;
    }

    /** Base sold that was never booked as bought: not ours by the book, so that its sale is no profit. */
    public Quantity oversold() {
        return oversold;
    }

    /** Sum of what all sells realised. */
    public Money realisedPnl() {
        return realisedPnl;
    }

    /** All fees that could be valued, in quote; fees in base at the price of their fill. */
    public Money fees() {
        return fees;
    }

    /** Fees in coins without a price, by coin. */
    public Map<Currency, Money> unvaluedFees() {
        return Map.copyOf(unvaluedFees);
    }

    private void buy(Fill fill, Money fee) {
        Money cost = fill.notional().plus(fee);
        Quantity received = received(fill);
        if (received.isPositive()) {
            lots.addLast(new Lot(received, cost));
        }
        position =
                new Position(position.quantity().plus(received), position.cost().plus(cost));
    }

    private static Quantity received(Fill fill) {
        Money baseFee = fill.feeIn(fill.symbol().base());
        return new Quantity(fill.quantity().value().subtract(baseFee.amount()).max(BigDecimal.ZERO));
    }

    private RealisedTrade sell(Fill fill, Money fee) {
        Money baseFee = fill.feeIn(symbol.base());
        Quantity leaving = new Quantity(fill.quantity().value().add(baseFee.amount()));
        Quantity held = leaving.min(position.quantity());
        Quantity unheld = leaving.minus(held);
        Money cost = take(held);
        oversold = oversold.plus(unheld);
        Money proceeds = fill.price().times(fill.quantity().minusOrZero(unheld), quote, RoundingMode.HALF_EVEN);
        Money pnl = proceeds.minus(cost).minus(fee);
        realisedPnl = realisedPnl.plus(pnl);
        position = new Position(position.quantity().minus(held), position.cost().minus(cost));
        return new RealisedTrade(fill.tradeId(), symbol, held, proceeds, cost, fee, pnl, fill.at());
    }

    /** Takes {@code quantity}, which is held, from the oldest lots and returns what it had cost. */
    private Money take(Quantity quantity) {
        Money cost = Money.zero(quote);
        Quantity missing = quantity;
        while (missing.isPositive()) {
            Lot oldest = lots.removeFirst();
            if (missing.isAtLeast(oldest.quantity)) {
                cost = cost.plus(oldest.cost);
                missing = missing.minus(oldest.quantity);
            } else {
                Money share = oldest.costOf(missing);
                cost = cost.plus(share);
                lots.addFirst(new Lot(oldest.quantity.minus(missing), oldest.cost.minus(share)));
                missing = Quantity.ZERO;
            }
        }
        if (lots.isEmpty() && !position.quantity().equals(quantity)) {
            throw new IllegalStateException("lots of " + symbol + " must add up to " + position.quantity());
        }
        // The last lot takes what fees of an all-fee fill left over, so that a flat position has no cost.
        return lots.isEmpty() ? position.cost() : cost;
    }

    private Money quoteFee(Fill fill, Optional<Money> feeInQuote) {
        Currency coin = fill.fee().currency();
        if (coin.equals(quote)) {
            return fill.fee();
        }
        if (coin.equals(symbol.base())) {
            return Money.zero(quote);
        }
        if (feeInQuote.isPresent()) {
            return feeInQuote.get();
        }
        unvaluedFees.merge(coin, fill.fee(), Money::plus);
        return Money.zero(quote);
    }

    private Money baseFeeValue(Fill fill) {
        Money baseFee = fill.feeIn(symbol.base());
        return Money.rounded(baseFee.amount().multiply(fill.price().value()), quote, RoundingMode.HALF_EVEN);
    }

    private record Lot(Quantity quantity, Money cost) {

        /** The share of the cost that {@code part} carries, rounded half even; the rest keeps the difference. */
        private Money costOf(Quantity part) {
            return new Money(
                    cost.amount().multiply(part.value()).divide(quantity.value(), 18, RoundingMode.HALF_EVEN),
                    cost.currency());
        }
    }
}
