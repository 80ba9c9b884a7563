package cab.benchmarks;

import cab.domain.market.CandleSeries;

/**
 * The bare arithmetic of the workloads in doubles: the practical limit. No orders, no accounts, nothing exact; stops
 * are filled inside the candle, which goes from open to low, high and close, as in the simulated exchange.
 */
final class TightLoop {

    private static final double FEE = 0.999;
    private static final double STOP = 0.95;
    private static final double TRAIL = 0.97;

    private final double[] opens;
    private final double[] highs;
    private final double[] lows;
    private final double[] closes;

    private double entry;
    private double peak;
    private double equity = 10_000;
    private long trades;

    TightLoop(CandleSeries candles) {
        int size = candles.size();
        this.opens = new double[size];
        this.highs = new double[size];
        this.lows = new double[size];
        this.closes = new double[size];
        for (int index = 0; index < size; index++) {
            opens[index] = candles.open(index);
            highs[index] = candles.high(index);
            lows[index] = candles.low(index);
            closes[index] = candles.close(index);
        }
    }

    Work averages() {
        return averages(20, 50);
    }

    /** The cross of two averages. */
    Work averages(int fastPeriod, int slowPeriod) {
        begin();
        double fastWeight = 2.0 / (fastPeriod + 1);
        double slowWeight = 2.0 / (slowPeriod + 1);
        double fast = closes[0];
        double slow = closes[0];
        int side = 0;
        int wanted = 0;
        for (int index = 1; index < closes.length; index++) {
            follow(wanted, index);
            wanted = 0;
            fast += fastWeight * (closes[index] - fast);
            slow += slowWeight * (closes[index] - slow);
            int sideNow = fast > slow ? 1 : fast < slow ? -1 : side;
            if (index >= slowPeriod && side * sideNow < 0) {
                wanted = sideNow;
            }
            side = sideNow;
        }
        return result();
    }

    /** Four votes, of which two net must agree. */
    Work votes() {
        begin();
        double fast = closes[0];
        double slow = closes[0];
        double gains = 0;
        double losses = 0;
        double range = 0;
        double sum = closes[0];
        double squares = closes[0] * closes[0];
        int wanted = 0;
        for (int index = 1; index < closes.length; index++) {
            follow(wanted, index);
            double close = closes[index];
            double change = close - closes[index - 1];
            fast += 2.0 / 21 * (close - fast);
            slow += 2.0 / 51 * (close - slow);
            gains += (Math.max(change, 0) - gains) / 14;
            losses += (Math.max(-change, 0) - losses) / 14;
            double high = Math.max(highs[index], closes[index - 1]);
            range += (high - Math.min(lows[index], closes[index - 1]) - range) / 14;
            sum += close;
            squares += close * close;
            if (index >= 20) {
                double left = closes[index - 20];
                sum -= left;
                squares -= left * left;
            }
            wanted = index < 50 ? 0 : decide(close, change, fast - slow, gains, losses, range, sum / 20, squares / 20);
        }
        return result();
    }

    private static int decide(
            double close,
            double change,
            double cross,
            double gains,
            double losses,
            double range,
            double mean,
            double meanOfSquares) {
        double strength = gains + losses == 0 ? 50 : 100 * gains / (gains + losses);
        double deviation = Math.sqrt(Math.max(0, meanOfSquares - mean * mean));
        int votes = (cross > 0 ? 1 : cross < 0 ? -1 : 0)
                + (strength > 55 ? 1 : strength < 45 ? -1 : 0)
                + (close < mean - 2 * deviation ? 1 : close > mean + 2 * deviation ? -1 : 0)
                + (change > 1.5 * range ? 1 : change < -1.5 * range ? -1 : 0);
        return votes >= 2 ? 1 : votes <= -2 ? -1 : 0;
    }

    private void begin() {
        entry = 0;
        equity = 10_000;
        trades = 0;
    }

    /** What a position may see of the candle: the order of the last close at the open, then the stop. */
    private void follow(int wanted, int index) {
        if (entry == 0) {
            if (wanted <= 0) {
                return;
            }
            entry = opens[index];
            peak = entry;
        } else if (wanted < 0) {
            leave(opens[index]);
            return;
        }
        double level = Math.max(entry * STOP, peak * TRAIL);
        if (lows[index] <= level) {
            leave(Math.min(opens[index], level));
            return;
        }
        if (highs[index] > peak) {
            peak = highs[index];
            level = Math.max(entry * STOP, peak * TRAIL);
            if (closes[index] <= level) {
                leave(level);
            }
        }
    }

    private void leave(double price) {
        equity *= price / entry * FEE * FEE;
        entry = 0;
        trades++;
    }

    private Work result() {
        if (!(equity > 0)) {
            throw new IllegalStateException("equity must be positive, was " + equity);
        }
        return new Work(closes.length, trades, 0);
    }
}
