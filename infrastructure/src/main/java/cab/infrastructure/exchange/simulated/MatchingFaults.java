package cab.infrastructure.exchange.simulated;

import cab.domain.money.Currency;
import cab.domain.order.OrderTerms;
import java.math.BigDecimal;

/**
 * What an exchange does to orders that it has taken, beyond what its rules lead one to expect. Asked on the exchange's
 * thread; a plan that draws lots draws them from its seed.
 */
public interface MatchingFaults {

    /**
     * How far an order is filled where all of it could be.
     *
     * @param share of what could be filled, from 0 to 1; rounded down to the step
     * @param thenCancelled whether the exchange ends the order behind that
     */
    record Match(BigDecimal share, boolean thenCancelled) {

        /** As far as it can be. */
        public static final Match WHOLE = new Match(BigDecimal.ONE, false);
    }

    /**
     * A coin that is neither base nor quote and that fees are paid in.
     *
     * @param coin which
     * @param perQuote how much of it is worth one unit of quote
     */
    record FeeCoin(Currency coin, BigDecimal perQuote) {}

    /** In which coin a fee is taken. */
    sealed interface FeeTaken {

        /** As the instrument says. */
        record AsAnnounced() implements FeeTaken {}

        /** In what the fill has brought: base of a purchase, quote of a sale. */
        record InReceived() implements FeeTaken {}

        /** In quote. */
        record InQuote() implements FeeTaken {}

        /** In another coin, as far as the account has enough of it. */
        record InCoin(FeeCoin coin) implements FeeTaken {}
    }

    /** How far an order that meets the market is filled. */
    default Match onMatch(OrderTerms terms) {
        return Match.WHOLE;
    }

    /** What the share is that is filled while a request to cancel is on its way; 0 for none. */
    default BigDecimal onCancel(OrderTerms terms) {
        return BigDecimal.ZERO;
    }

    /** Whether an order that is filled in full is said to have been cancelled. */
    default boolean callsFilledCancelled() {
        return false;
    }

    /** Whether a stop is refused because its trigger is said to have been reached. */
    default boolean refusesStop() {
        return false;
    }

    /** What the fee of the next fill is taken in. */
    default FeeTaken onFee() {
        return new FeeTaken.AsAnnounced();
    }

    /** The exchange keeps its rules. */
    static MatchingFaults none() {
        return Faultless.INSTANCE;
    }

    /** Keeps to what is announced. Immutable, thread-safe. */
    enum Faultless implements MatchingFaults {
        INSTANCE
    }
}
