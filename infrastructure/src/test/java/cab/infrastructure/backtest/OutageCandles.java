package cab.infrastructure.backtest;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import cab.infrastructure.marketdata.SeededRandom;

/** A market that goes where it is sent, and what it may meet on the way. Owned by one thread. */
final class OutageCandles {

    private static final long BEGIN_MS = 1_577_836_800_000L;
    private static final double WIGGLE = 0.0003;

    private final SeededRandom random;
    private final CandleSeries.Builder builder;
    private final long lengthMs;
    private long atMs = BEGIN_MS;
    private double price = 100;

    OutageCandles(Timeframe timeframe, long seed) {
        this.random = new SeededRandom(seed);
        this.builder = CandleSeries.builder(timeframe);
        this.lengthMs = timeframe.lengthMs();
    }

    /** So many candles, each of which closes higher by about this share than the one before, or lower. */
    OutageCandles trend(int candles, double share) {
        for (int candle = 0; candle < candles; candle++) {
            move(price * (1 + share * (0.5 + random.nextInt(1_000) / 1_000.0)), 1_000);
        }
        return this;
    }

    /** The price falls by this share, and nobody trades with us. */
    OutageCandles crash(double share) {
        move(price * (1 - share), 0);
        return this;
    }

    /** No candle for so many days. */
    OutageCandles outage(int days) {
        atMs += days * 86_400_000L;
        return this;
    }

    private void move(double close, double volume) {
        double open = price;
        price = Math.round(close * 1e4) / 1e4;
        double high = Math.round(Math.max(open, price) * (1 + WIGGLE) * 1e4) / 1e4;
        double low = Math.round(Math.min(open, price) * (1 - WIGGLE) * 1e4) / 1e4;
        var _ = builder.add(atMs, open, high, low, price, volume);
        atMs += lengthMs;
    }

    CandleSeries series() {
        return builder.build();
    }
}
