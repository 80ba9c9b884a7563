package cab.infrastructure.sweep;

import cab.application.backtest.CloseBlocks;
import cab.domain.market.CandleSeries;
import cab.domain.market.Instrument;
import cab.infrastructure.marketdata.FinerCandles;
import java.util.Arrays;
import java.util.Optional;

/**
 * The candles that all trials of a sweep trade on, the rules of the symbol and the costs of the exchange, looked at
 * once. Immutable, thread-safe: workers share it.
 */
public final class SweepMarket {

    private final CandleSeries candles;
    private final Optional<FinerCandles> finer;
    private final Instrument instrument;
    private final VenueCosts costs;
    private final int[] behindGaps;
    private final double highestClose;
    private final CloseBlocks closes;
    private final Optional<String> refusal;

    /** A market that any number of trials may share. */
    public SweepMarket(CandleSeries candles, Instrument instrument, VenueCosts costs) {
        this(candles, Optional.empty(), instrument, costs);
    }

    /** The same, where candles are looked into with {@code finer} ones. */
    public SweepMarket(CandleSeries candles, Optional<FinerCandles> finer, Instrument instrument, VenueCosts costs) {
        this.candles = candles;
        this.finer = finer;
        this.instrument = instrument;
        this.costs = costs;
        this.behindGaps = gaps(candles);
        this.highestClose = highestClose(candles);
        this.closes = new CloseBlocks(candles);
        this.refusal = FastTerms.refusalOf(candles, instrument, costs);
    }

    private static double highestClose(CandleSeries candles) {
        double highest = 0;
        for (int index = 0; index < candles.size(); index++) {
            highest = Math.max(highest, candles.close(index));
        }
        return highest;
    }

    private static int[] gaps(CandleSeries candles) {
        int[] found = new int[16];
        int count = 0;
        for (int index = 1; index < candles.size(); index++) {
            if (candles.openTimeMs(index) > candles.closeTimeMs(index - 1)) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = index;
            }
        }
        return Arrays.copyOf(found, count);
    }

    public CandleSeries candles() {
        return candles;
    }

    Optional<FinerCandles> finer() {
        return finer;
    }

    public Instrument instrument() {
        return instrument;
    }

    public VenueCosts costs() {
        return costs;
    }

    /** Why no trial can be run on the fast path, or empty when some can. */
    public Optional<String> refusal() {
        return refusal;
    }

    CloseBlocks closes() {
        return closes;
    }

    /** No candle closes higher. */
    double highestClose() {
        return highestClose;
    }

    /** The candles before which others are missing, rising. */
    int[] behindGaps() {
        return behindGaps;
    }
}
