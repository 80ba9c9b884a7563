package cab.domain.position;

import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import cab.domain.order.Fill;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
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
 * <p>Guarantees:
 *
 * <ol>
 *   <li>Quantity held less {@link #oversold} is exactly what was bought less what was sold less base fees.
 *   <li>Cost is conserved to the last digit: what buys cost is what realised trades cost and what the position costs.
 *   <li>More sold than held is never booked as profit but told in {@link #oversold}.
 *   <li>A flat position costs nothing.
 *   <li>{@link #realisedPnl} is the sum of the realised trades.
 * </ol>
 *
 * <p>It keeps {@value #LOTS_MAX} lots at most. Owned by one thread.
 */
public final class FifoLedger {

    /** Beyond so many the two oldest become one: their average is sold first, their sum stays exact. */
    static final int LOTS_MAX = 1_000;

    private static final int SCALE_MAX = 18;

    private final Symbol symbol;
    private final Currency quote;
    private final Money zero;
    private final Deque<Lot> lots = new ArrayDeque<>();
    private final SortedMap<Currency, Money> unvaluedFees = new TreeMap<>();
    private Position position;
    private Quantity oversold = Quantity.ZERO;
    private Money realisedPnl;
    private Money fees;

    /** A ledger of {@code symbol} in which nothing has been booked. */
    public FifoLedger(Symbol symbol) {
        this(symbol, LedgerState.empty(symbol.quote()));
    }

    /** A ledger that goes on from where another one was. */
    public FifoLedger(Symbol symbol, LedgerState state) {
        this.symbol = symbol;
        this.quote = symbol.quote();
        this.zero = Money.zero(quote);
        this.lots.addAll(state.lots());
        this.unvaluedFees.putAll(state.unvaluedFees());
        this.oversold = state.oversold();
        this.realisedPnl = state.realisedPnl();
        this.fees = state.fees();
        Position held = Position.flat(quote);
        for (Lot lot : lots) {
            held = new Position(
                    held.quantity().plus(lot.quantity()), held.cost().plus(lot.cost()));
        }
        this.position = held;
    }

    /** All that it remembers, for another one to go on from. */
    public LedgerState state() {
        return new LedgerState(List.copyOf(lots), oversold, realisedPnl, fees, unvaluedFees);
    }

    /**
     * Books one fill; that it is booked once is the caller's duty.
     *
     * @param feeInQuote the value of a fee in a third coin, empty when there is no price for it; not used otherwise
     * @return what a sell realised, or a buy whose fee took all that was bought; empty for any other buy
     */
    public Optional<RealisedTrade> apply(Fill fill, Optional<Money> feeInQuote) {
        if (!fill.symbol().equals(symbol)) {
            throw new IllegalArgumentException("fill must be of " + symbol + ", was of " + fill.symbol());
        }
        Money fee = quoteFee(fill, feeInQuote);
        fees = fees.plus(fee).plus(baseFeeValue(fill));
        return switch (fill.side()) {
            case BUY -> buy(fill, fee);
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

    /** Sum of what was realised. */
    public Money realisedPnl() {
        return realisedPnl;
    }

    /** All fees that could be valued, in quote; fees in base at the price of their fill. */
    public Money fees() {
        return fees;
    }

    /** Fees in coins without a price, in order of coin. */
    public SortedMap<Currency, Money> unvaluedFees() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(unvaluedFees));
    }

    private Optional<RealisedTrade> buy(Fill fill, Money fee) {
        BigDecimal arriving = fill.quantity().value().subtract(baseFee(fill));
        if (arriving.signum() > 0) {
            add(new Lot(new Quantity(arriving), fill.notional().plus(fee), fill.at()));
            return Optional.empty();
        }
        // The fee took all that was bought: what was paid has bought nothing and is lost at once.
        return Optional.of(realise(fill, new Quantity(arriving.negate()), Quantity.ZERO, fill.notional(), fee));
    }

    private RealisedTrade sell(Fill fill, Money fee) {
        BigDecimal leaving = fill.quantity().value().add(baseFee(fill));
        if (leaving.signum() < 0) {
            // A rebate of more than was sold: it came for nothing.
            add(new Lot(new Quantity(leaving.negate()), zero, fill.at()));
            leaving = BigDecimal.ZERO;
        }
        return realise(fill, new Quantity(leaving), fill.quantity(), zero, fee);
    }

    private void add(Lot lot) {
        lots.addLast(lot);
        position = new Position(
                position.quantity().plus(lot.quantity()), position.cost().plus(lot.cost()));
        if (lots.size() > LOTS_MAX) {
            Lot oldest = lots.removeFirst();
            lots.addFirst(oldest.and(lots.removeFirst()));
        }
    }

    /**
     * Lets {@code leaving} go out of the lots.
     *
     * @param sold the part of it that brings money; when not all is held, the same share of this part is
     * @param wasted what was paid for nothing
     */
    private RealisedTrade realise(Fill fill, Quantity leaving, Quantity sold, Money wasted, Money fee) {
        Quantity held = leaving.min(position.quantity());
        Quantity unheld = leaving.minus(held);
        Money taken = take(held);
        position = new Position(position.quantity().minus(held), position.cost().minus(taken));
        oversold = oversold.plus(unheld);
        Quantity soldOfHeld = unheld.isZero() ? sold : shareOf(sold, held, leaving);
        Money proceeds = fill.price().times(soldOfHeld, quote, RoundingMode.HALF_EVEN);
        Money cost = taken.plus(wasted);
        Money pnl = new Money(proceeds.amount().subtract(cost.amount()).subtract(fee.amount()), quote);
        realisedPnl = realisedPnl.plus(pnl);
        return new RealisedTrade(fill.tradeId(), symbol, held, proceeds, cost, fee, pnl, fill.at());
    }

    /** {@code part} of {@code whole} of {@code quantity}, rounded down: never more is booked as sold than was held. */
    private static Quantity shareOf(Quantity quantity, Quantity part, Quantity whole) {
        return new Quantity(
                quantity.value().multiply(part.value()).divide(whole.value(), SCALE_MAX, RoundingMode.DOWN));
    }

    /** Takes {@code quantity}, which is held, from the oldest lots and returns what it had cost. */
    private Money take(Quantity quantity) {
        Money cost = zero;
        Quantity missing = quantity;
        while (missing.isPositive()) {
            Lot oldest = lots.removeFirst();
            if (missing.isAtLeast(oldest.quantity())) {
                cost = cost.plus(oldest.cost());
                missing = missing.minus(oldest.quantity());
            } else {
                Money share = oldest.costOf(missing);
                cost = cost.plus(share);
                lots.addFirst(oldest.without(missing, share));
                missing = Quantity.ZERO;
            }
        }
        return cost;
    }

    private Money quoteFee(Fill fill, Optional<Money> feeInQuote) {
        Currency coin = fill.fee().currency();
        if (coin.equals(quote)) {
            return fill.fee();
        }
        if (coin.equals(symbol.base())) {
            return zero;
        }
        if (feeInQuote.isPresent()) {
            return feeInQuote.get();
        }
        unvaluedFees.merge(coin, fill.fee(), Money::plus);
        return zero;
    }

    private BigDecimal baseFee(Fill fill) {
        return fill.feeIn(symbol.base()).amount();
    }

    private Money baseFeeValue(Fill fill) {
        BigDecimal fee = baseFee(fill);
        return fee.signum() == 0
                ? zero
                : Money.rounded(fee.multiply(fill.price().value()), quote, RoundingMode.HALF_EVEN);
    }
}
