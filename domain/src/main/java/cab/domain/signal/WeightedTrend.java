package cab.domain.signal;

import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Weighs the trends of several timeframes: each counts its weight when it goes up, the same below zero when it goes
 * down, and nothing while it is neutral (see {@link TimeframeTrend}). The score, the exact sum, lies within −1..1.
 * Below 0 no new long position goes with it; at 0, also when nothing is known yet, one does.
 *
 * <p>A timeframe that is not warm keeps its weight and adds nothing: to spread its weight over the others would make
 * the score larger and never change its sign. Timeframes without weight and those that cannot be put together from the
 * trading timeframe (15m from candles of 1h) are left out. A candle of a higher timeframe counts from the trading
 * candle on that closes it. Costs a comparison per timeframe and candle, and allocates nothing. Owned by one thread.
 */
public final class WeightedTrend implements TrendFilter {

    /** The past that is asked for, in slow periods: the start of an average has then faded to 1 in 400. */
    private static final int PAST_PERIODS = 4;

    private final int slowPeriod;
    private final TimeframeTrend[] trends;
    private final long[] units;
    private final List<TrendWeight> leftOut;
    private long score;

    /**
     * A filter that has seen nothing.
     *
     * @param base the trading timeframe
     * @param weights one per timeframe, shortest first; they sum to exactly 1
     * @param fastPeriod closes in the fast average, 1 or more
     * @param slowPeriod closes in the slow average, more than in the fast one
     */
    public WeightedTrend(Timeframe base, List<TrendWeight> weights, int fastPeriod, int slowPeriod) {
        BigDecimal sum = weights.stream().map(TrendWeight::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException("weights of the trends must sum to 1, summed to " + sum);
        }
        if (fastPeriod >= slowPeriod) {
            throw new IllegalArgumentException(
                    "fast period must be less than slow period " + slowPeriod + ", was " + fastPeriod);
        }
        List<TrendWeight> weighed =
                weights.stream().filter(weight -> weight.weight().signum() > 0).toList();
        List<TrendWeight> used = weighed.stream()
                .filter(weight -> weight.timeframe().isMultipleOf(base))
                .toList();
        this.slowPeriod = slowPeriod;
        this.trends = used.stream()
                .map(weight -> new TimeframeTrend(weight.timeframe(), fastPeriod, slowPeriod))
                .toArray(TimeframeTrend[]::new);
        this.units = used.stream().mapToLong(TrendWeight::units).toArray();
        this.leftOut = weighed.stream().filter(weight -> !used.contains(weight)).toList();
    }

    @Override
    public void onCandle(ClosedCandle baseCandle) {
        boolean changed = false;
        for (TimeframeTrend trend : trends) {
            changed |= trend.onCandle(baseCandle);
        }
        if (changed) {
            weigh();
        }
    }

    private void weigh() {
        score = 0;
        for (int index = 0; index < trends.length; index++) {
            score += units[index] * trends[index].direction();
        }
    }

    @Override
    public boolean allowsLong() {
        return score >= 0;
    }

    /** The weighted sum of the trends, within −1..1. */
    public BigDecimal score() {
        return TrendWeight.ofUnits(score);
    }

    @Override
    public List<Timeframe> timeframes() {
        List<Timeframe> timeframes = new ArrayList<>();
        for (TimeframeTrend trend : trends) {
            timeframes.add(trend.timeframe());
        }
        return timeframes;
    }

    @Override
    public int pastCandles() {
        return slowPeriod * PAST_PERIODS;
    }

    @Override
    public void learn(CandleSeries past, long closedByMs) {
        trendOf(past.timeframe())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the trend filter looks at " + timeframes() + ", not at candles of " + past.timeframe()))
                .learn(past, closedByMs);
        weigh();
    }

    private Optional<TimeframeTrend> trendOf(Timeframe timeframe) {
        for (TimeframeTrend trend : trends) {
            if (trend.timeframe() == timeframe) {
                return Optional.of(trend);
            }
        }
        return Optional.empty();
    }

    /** Such as {@code score -0.40: 0.40 of 1h down (…), 0.30 of 4h neutral (5 of 26 candles seen)}. */
    @Override
    public String explain() {
        StringBuilder words = new StringBuilder("score ").append(score().toPlainString());
        String separator = ": ";
        for (int index = 0; index < trends.length; index++) {
            words.append(separator)
                    .append(TrendWeight.ofUnits(units[index]).toPlainString())
                    .append(" of ")
                    .append(trends[index].explain());
            separator = ", ";
        }
        for (TrendWeight weight : leftOut) {
            words.append(separator)
                    .append(weight.weight().toPlainString())
                    .append(" of ")
                    .append(weight.timeframe())
                    .append(" left out (it is no multiple of the trading timeframe)");
            separator = ", ";
        }
        return words.toString();
    }
}
