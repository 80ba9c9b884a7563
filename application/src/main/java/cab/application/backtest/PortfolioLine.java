package cab.application.backtest;

import java.util.Arrays;
import java.util.List;

/**
 * What an account was worth at every instant at which a candle of any of its symbols closed: what all of them held
 * then, each at its own last close. Immutable, thread-safe.
 */
public final class PortfolioLine implements AccountLine {

    private final long[] timesMs;
    private final double[] values;
    private final int held;
    private final double investedPercent;

    private PortfolioLine(long[] timesMs, double[] values, int held, double investedPercent) {
        this.timesMs = timesMs;
        this.values = values;
        this.held = held;
        this.investedPercent = investedPercent;
    }

    /** The sum of {@code lines}, each of which tells what its symbol alone made of all the {@code cash}. */
    static PortfolioLine of(double cash, List<EquityLine> lines) {
        long[] times = instants(lines);
        Sum sum = new Sum(cash, times);
        lines.forEach(sum::add);
        return new PortfolioLine(times, sum.values, sum.held(), sum.investedPercent());
    }

    /** Every instant once, in order. */
    private static long[] instants(List<EquityLine> lines) {
        long[] all = {};
        for (EquityLine line : lines) {
            all = union(all, line);
        }
        return all;
    }

    /** Symbols mostly close together: what is there already is then used on. */
    private static long[] union(long[] known, EquityLine line) {
        long[] both = new long[known.length + line.size()];
        int size = 0;
        int first = 0;
        int second = 0;
        while (first < known.length || second < line.size()) {
            long left = first < known.length ? known[first] : Long.MAX_VALUE;
            long right = second < line.size() ? line.timeMs(second) : Long.MAX_VALUE;
            both[size++] = Math.min(left, right);
            first += left <= right ? 1 : 0;
            second += right <= left ? 1 : 0;
        }
        return size == known.length ? known : Arrays.copyOf(both, size);
    }

    @Override
    public int size() {
        return timesMs.length;
    }

    @Override
    public long timeMs(int index) {
        return timesMs[index];
    }

    /** In quote. */
    public double value(int index) {
        return values[index];
    }

    @Override
    public double[] values() {
        return values.clone();
    }

    /** At how many instants anything was held. */
    public int held() {
        return held;
    }

    @Override
    public double investedPercent() {
        return investedPercent;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PortfolioLine line
                && held == line.held
                && investedPercent == line.investedPercent
                && Arrays.equals(timesMs, line.timesMs)
                && Arrays.equals(values, line.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** Lines on their way to one. Owned by one thread. */
    private static final class Sum {

        private final double cash;
        private final long[] times;
        private final double[] values;
        private final double[] coins;
        private final boolean[] holding;

        Sum(double cash, long[] times) {
            this.cash = cash;
            this.times = times;
            this.values = new double[times.length];
            this.coins = new double[times.length];
            this.holding = new boolean[times.length];
            Arrays.fill(values, cash);
        }

        /** Before its first close a symbol has made nothing, behind its last what it had made by then. */
        void add(EquityLine line) {
            double[] own = line.values();
            double[] ownCoins = line.coins();
            boolean[] ownHeld = line.heldAt();
            int next = 0;
            for (int at = 0; at < times.length; at++) {
                if (next < own.length && line.timeMs(next) <= times[at]) {
                    next++;
                }
                if (next > 0) {
                    values[at] += own[next - 1] - cash;
                    coins[at] += ownCoins[next - 1];
                    holding[at] |= ownHeld[next - 1];
                }
            }
        }

        int held() {
            int held = 0;
            for (boolean one : holding) {
                held += one ? 1 : 0;
            }
            return held;
        }

        double investedPercent() {
            double sum = 0;
            for (int at = 0; at < times.length; at++) {
                sum += coins[at] > 0 ? coins[at] / values[at] : 0;
            }
            return times.length == 0 ? 0 : sum / times.length * 100;
        }
    }
}
