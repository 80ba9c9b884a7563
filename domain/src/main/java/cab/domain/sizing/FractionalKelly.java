package cab.domain.sizing;

import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.position.ClosedTrade;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * Spends a part of what Kelly's formula gives for the latest trades: share = wins − losses ÷ ratio, where wins and
 * losses are shares of the number of trades, and ratio is the mean gain of those that won over the mean loss of those
 * that did not, each as a share of what it cost. Never more than the largest share; nothing when the trades have no
 * edge; the fixed amount before there are enough of them. Rounded down to 8 digits. Immutable.
 *
 * @param fraction the part of the formula's share that is used; more than 0, at most 1
 * @param trades how many of the latest trades are looked at, and must be there; 1 or more
 * @param before what is spent before there are enough
 * @param shareMax the largest share of everything that is spent; more than 0 %, at most 100 %
 */
public record FractionalKelly(BigDecimal fraction, int trades, FixedAmount before, Percent shareMax)
        implements PositionSizer {

    public FractionalKelly {
        if (fraction.signum() <= 0 || fraction.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("fraction must be more than 0 and at most 1, was " + fraction);
        }
        if (trades < 1) {
            throw new IllegalArgumentException("trades must be 1 or more, were " + trades);
        }
        shareMax = SizingState.requireShare(shareMax);
    }

    @Override
    public Money amount(SizingState state) {
        List<ClosedTrade> latest = state.closedTrades().latest(trades);
        return latest.size() < trades ? before.amount(state) : state.share(share(Tally.of(latest)));
    }

    private BigDecimal share(Tally tally) {
        return tally.kelly().multiply(fraction).max(BigDecimal.ZERO).min(shareMax.fraction());
    }

    @Override
    public String explain(SizingState state) {
        List<ClosedTrade> latest = state.closedTrades().latest(trades);
        if (latest.size() < trades) {
            return before.explain(state) + ": only " + latest.size() + " of " + trades + " trades are closed";
        }
        Tally tally = Tally.of(latest);
        return "a share of " + SizingState.percent(share(tally)) + " of " + state.equity() + ": " + fraction
                + " of Kelly's " + SizingState.percent(tally.kelly()) + " (" + tally.wins + " of " + trades
                + " trades won " + SizingState.percent(tally.meanGain) + " each, the others lost "
                + SizingState.percent(tally.meanLoss) + "), at most " + shareMax;
    }

    /**
     * What the latest trades came to.
     *
     * @param count how many
     * @param wins those that earned more than nothing
     * @param meanGain of those, as a share of the cost; zero without any
     * @param meanLoss of the others, zero or more
     */
    private record Tally(int count, int wins, BigDecimal meanGain, BigDecimal meanLoss) {

        private static Tally of(List<ClosedTrade> trades) {
            int wins = 0;
            BigDecimal gains = BigDecimal.ZERO;
            BigDecimal losses = BigDecimal.ZERO;
            for (ClosedTrade trade : trades) {
                if (trade.pnl().isPositive()) {
                    wins++;
                    gains = gains.add(trade.profitShare());
                } else {
                    losses = losses.subtract(trade.profitShare());
                }
            }
            return new Tally(trades.size(), wins, mean(gains, wins), mean(losses, trades.size() - wins));
        }

        private static BigDecimal mean(BigDecimal sum, int count) {
            return count == 0 ? BigDecimal.ZERO : sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64);
        }

        /** Kelly's share, which is negative without an edge. */
        private BigDecimal kelly() {
            BigDecimal won = BigDecimal.valueOf(wins).divide(BigDecimal.valueOf(count), MathContext.DECIMAL64);
            if (wins == 0) {
                return BigDecimal.ONE.negate();
            }
            // losses ÷ (gain ÷ loss): nothing is taken away when the others lost nothing.
            BigDecimal lost = BigDecimal.ONE.subtract(won);
            return won.subtract(lost.multiply(meanLoss).divide(meanGain, MathContext.DECIMAL64));
        }
    }
}
