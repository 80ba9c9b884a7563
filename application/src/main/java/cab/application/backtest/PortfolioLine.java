package cab.application.backtest;

import java.util.Arrays;
import java.util.List;

/**
 * What an account was worth at every instant at which a candle of any of its symbols closed: what all of them held
 * then, each at its own last close. Immutable, thread-safe.
 */
public final class PortfolioLine {

    private final long[] timesMs;
    private final double[] values;
    private final int held;

    private PortfolioLine(long[] timesMs, double[] values, int held) {
        this.timesMs = timesMs;
        this.values = values;
        this.held = held;
    }

    /** The sum of {@code lines}, each of which tells what its symbol alone made of all the {@code cash}. */
    static PortfolioLine of(double cash, List<EquityLine> lines) {
        long[] times = instants(lines);
        double[] values = new double[times.length];
        boolean[] holding = new boolean[times.length];
        Arrays.fill(values, cash);
        for (EquityLine line : lines) {
            add(line, cash, times, values, holding);
        }
        int held = 0;
        for (boolean one : holding) {
            held += one ? 1 : 0;
        }
        return new PortfolioLine(times, values, held);
    }

    /** Every instant once, in order. */
    private static long[] instants(List<EquityLine> lines) {
        long[] all = new long[lines.stream().mapToInt(EquityLine::size).sum()];
        int filled = 0;
        for (EquityLine line : lines) {
            for (int index = 0; index < line.size(); index++) {
                all[filled++] = line.closeTimeMs(index);
            }
        }
        Arrays.sort(all);
        int distinct = 0;
        for (int index = 0; index < all.length; index++) {
            if (index == 0 || all[index] != all[distinct - 1]) {
                all[distinct++] = all[index];
            }
        }
        return Arrays.copyOf(all, distinct);
    }

    /** Before its first close a symbol has made nothing, behind its last what it had made by then. */
    private static void add(EquityLine line, double cash, long[] times, double[] values, boolean[] holding) {
        double[] own = line.values();
        boolean[] ownHeld = line.heldAt();
        int next = 0;
        for (int at = 0; at < times.length; at++) {
            if (next < own.length && line.closeTimeMs(next) <= times[at]) {
                next++;
            }
            if (next > 0) {
                values[at] += own[next - 1] - cash;
                holding[at] |= ownHeld[next - 1];
            }
        }
    }

    /** How many instants there are. */
    public int size() {
        return timesMs.length;
    }

    /** UTC milliseconds. */
    public long timeMs(int index) {
        return timesMs[index];
    }

    /** In quote. */
    public double value(int index) {
        return values[index];
    }

    /** At how many instants anything was held. */
    public int held() {
        return held;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PortfolioLine line
                && held == line.held
                && Arrays.equals(timesMs, line.timesMs)
                && Arrays.equals(values, line.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
