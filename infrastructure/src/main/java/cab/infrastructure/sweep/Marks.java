package cab.infrastructure.sweep;

import cab.application.backtest.EquityCurve;
import cab.domain.market.CandleSeries;

/** Equity at the closes: what there is changes with fills alone, so that closes are marked in runs. One thread. */
final class Marks {

    private final CandleSeries candles;
    private final EquityCurve curve;
    private double cash;
    private double base;
    private boolean holding;
    private int from;
    private int closesHeld;

    Marks(CandleSeries candles, double initial) {
        this.candles = candles;
        this.curve = new EquityCurve(initial);
        this.cash = initial;
    }

    /** From close {@code candle} on, this is what there is. */
    void change(int candle, double cashHeld, double baseHeld, boolean isHolding) {
        markTo(candle);
        cash = cashHeld;
        base = baseHeld;
        holding = isHolding;
    }

    private void markTo(int candle) {
        curve.markAll(candles, from, candle, cash, base);
        closesHeld += holding ? candle - from : 0;
        from = candle;
    }

    /** The curve over all candles. */
    EquityCurve finish() {
        markTo(candles.size());
        curve.end();
        return curve;
    }

    double exposurePercent() {
        return 100.0 * closesHeld / candles.size();
    }
}
