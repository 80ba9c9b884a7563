package cab.domain.sizing;

import cab.domain.indicator.YearlyVolatility;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Spends the share of everything there is at which the position swings as much in a year as wanted: the target over the
 * yearly volatility of the market, and never more than the largest share. A quiet market is bought more of, a wild one
 * less. Rounded down to 8 digits. Before enough candles were seen nothing is spent. Owned by one thread.
 */
public final class TargetVolatility implements PositionSizer {

    private final Percent target;
    private final Percent shareMax;
    private final YearlyVolatility volatility;

    /**
     * A sizer that has seen nothing.
     *
     * @param target the yearly volatility of the position, as a share of everything; more than 0 %
     * @param shareMax the largest share of everything that is spent; more than 0 %, at most 100 %
     * @param candles over how many changes from candle to candle volatility is measured
     * @param timeframe of the candles
     */
    public TargetVolatility(Percent target, Percent shareMax, int candles, Timeframe timeframe) {
        if (!target.isPositive()) {
            throw new IllegalArgumentException("target volatility must be more than 0 %, was " + target);
        }
        this.target = target;
        this.shareMax = SizingState.requireShare(shareMax);
        this.volatility = new YearlyVolatility(candles, timeframe);
    }

    @Override
    public void onCandle(ClosedCandle candle) {
        volatility.add(candle.close());
    }

    @Override
    public int warmUp() {
        return volatility.warmUp();
    }

    @Override
    public Money amount(SizingState state) {
        return volatility.isWarm()
                ? state.share(share())
                : Money.zero(state.equity().currency());
    }

    private BigDecimal share() {
        BigDecimal measured = measured();
        BigDecimal most = shareMax.fraction();
        return measured.signum() == 0
                ? most
                : target.fraction().divide(measured, MathContext.DECIMAL64).min(most);
    }

    /** As a decimal of its shortest text, the same on every machine. */
    private BigDecimal measured() {
        return BigDecimal.valueOf(volatility.value());
    }

    @Override
    public String explain(SizingState state) {
        if (!volatility.isWarm()) {
            return "the volatility is not known yet";
        }
        return "a share of " + SizingState.percent(share()) + " of " + state.equity() + ": target volatility " + target
                + " over that of the market, " + SizingState.percent(measured()) + " a year, at most " + shareMax;
    }
}
