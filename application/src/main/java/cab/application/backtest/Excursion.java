package cab.application.backtest;

import cab.domain.market.CandleSeries;
import cab.domain.money.Price;

/**
 * How far the price went while a position was held. Inside a candle it goes the way of the simulated exchange: open,
 * low, high, close, a third of the time each; so of the candles of entry and exit only the part counts that lies
 * between the two. Immutable.
 *
 * @param lowest lowest price
 * @param highest highest price
 */
record Excursion(double lowest, double highest) {

    /** Between two instants, both included. */
    static Excursion between(CandleSeries candles, long fromMs, long toMs) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = 0;
        long third = candles.timeframe().lengthMs() / 3;
        int first = Math.max(0, candles.indexAtOrAfter(fromMs + 1) - 1);
        for (int index = first; index < candles.size() && candles.openTimeMs(index) <= toMs; index++) {
            long lowAtMs = candles.openTimeMs(index) + third;
            if (lowAtMs >= fromMs && lowAtMs <= toMs) {
                lowest = Math.min(lowest, candles.low(index));
            }
            long highAtMs = lowAtMs + third;
            if (highAtMs >= fromMs && highAtMs <= toMs) {
                highest = Math.max(highest, candles.high(index));
            }
        }
        return new Excursion(lowest, highest);
    }

    /** What it was sold at counts too. */
    Excursion with(Price exit) {
        double price = exit.value().doubleValue();
        return new Excursion(Math.min(lowest, price), Math.max(highest, price));
    }

    double worstPercent(Price entry) {
        return Math.min(0, (lowest / entry.value().doubleValue() - 1) * 100);
    }

    double bestPercent(Price entry) {
        return Math.max(0, (highest / entry.value().doubleValue() - 1) * 100);
    }
}
