package cab.infrastructure.simulation;

import cab.domain.money.Currency;
import cab.domain.order.OrderTerms;
import cab.domain.order.OrderType;
import cab.infrastructure.exchange.simulated.MatchingFaults;
import java.math.BigDecimal;
import java.util.List;

/** An exchange that does to orders what the seed has: fills in parts, ends, fees and stops. Owned by one thread. */
final class UnrulyExchange implements MatchingFaults {

    /** What fees are paid in on exchanges that have a coin of their own. */
    static final Currency VENUE_COIN = new Currency("GT");

    private static final FeeCoin FEE_COIN = new FeeCoin(VENUE_COIN, new BigDecimal("0.2"));
    private static final List<BigDecimal> SHARES = List.of(
            BigDecimal.ZERO,
            new BigDecimal("0.001"),
            new BigDecimal("0.3"),
            new BigDecimal("0.7"),
            new BigDecimal("0.9999"));

    private final SeededFaults faults;

    UnrulyExchange(SeededFaults faults) {
        this.faults = faults;
    }

    @Override
    public Match onMatch(OrderTerms terms) {
        Lot part = faults.draw(FaultClass.PARTIAL_FILLS);
        Lot end = faults.draw(FaultClass.VENUE_CANCELS);
        if (end.bites()) {
            faults.inject(FaultClass.VENUE_CANCELS);
            return new Match(SHARES.get(end.below(SHARES.size(), 1)), true);
        }
        if (part.bites()) {
            faults.inject(FaultClass.PARTIAL_FILLS);
            return new Match(SHARES.get(part.below(SHARES.size(), 1)), false);
        }
        return Match.WHOLE;
    }

    @Override
    public BigDecimal onCancel(OrderTerms terms) {
        FaultClass fault =
                terms.type() == OrderType.STOP_MARKET ? FaultClass.STOP_TROUBLE : FaultClass.FILL_DURING_CANCEL;
        Lot lot = faults.drawAndInject(fault);
        return lot.bites() ? SHARES.get(1 + lot.below(SHARES.size() - 1, 1)).max(half(lot)) : BigDecimal.ZERO;
    }

    private static BigDecimal half(Lot lot) {
        return lot.below(2, 2) == 0 ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    @Override
    public boolean callsFilledCancelled() {
        return faults.drawAndInject(FaultClass.CANCELLED_BUT_FILLED).bites();
    }

    @Override
    public boolean refusesStop() {
        return faults.drawAndInject(FaultClass.STOP_TROUBLE).bites();
    }

    @Override
    public FeeTaken onFee() {
        Lot lot = faults.drawAndInject(FaultClass.FEE_COIN);
        if (!lot.bites()) {
            return new FeeTaken.AsAnnounced();
        }
        return switch (lot.below(3, 1)) {
            case 0 -> new FeeTaken.InReceived();
            case 1 -> new FeeTaken.InQuote();
            default -> new FeeTaken.InCoin(FEE_COIN);
        };
    }
}
