package cab.infrastructure.sweep;

import cab.application.backtest.CloseBlocks;
import cab.application.backtest.EquityCurve;

/** Equity at the closes: what there is changes with fills alone, so that closes are marked in runs. One thread. */
final class Marks {

    private final CloseBlocks closes;
    private final int size;
    private final EquityCurve curve;
    private double cash;
    private double base;
    private boolean holding;
    private int from;
    private int closesHeld;

    Marks(SweepMarket market, double initial) {
        this.closes = market.closes();
        this.size = market.candles().size();
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

    /** The most there was at a close that is marked: those before the last change. */
    double peak() {
        return curve.peak();
    }

    private void markTo(int candle) {
        curve.markAll(closes, from, candle, cash, base);
        closesHeld += holding ? candle - from : 0;
        from = candle;
    }

    /** The curve over all candles. */
    EquityCurve finish() {
        markTo(size);
        curve.end();
        return curve;
    }

    double exposurePercent() {
        return 100.0 * closesHeld / size;
    }
}
