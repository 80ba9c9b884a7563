package cab.application.backtest;

import cab.domain.market.CandleSeries;
import java.util.Arrays;

/**
 * What the account was worth at each candle's close: cash and coins, which change with fills alone, and the closes
 * themselves. It keeps one row a fill and nothing a candle. Immutable, thread-safe.
 */
public final class EquityLine implements AccountLine {

    private final CandleSeries candles;
    private final int size;
    private final int rows;
    private final int[] fromCandle;
    private final double[] cash;
    private final double[] base;
    private final boolean[] holding;

    private EquityLine(Builder builder, CandleSeries candles, int size) {
        this.candles = candles;
        this.size = size;
        this.rows = builder.rows;
        this.fromCandle = Arrays.copyOf(builder.fromCandle, rows);
        this.cash = Arrays.copyOf(builder.cash, rows);
        this.base = Arrays.copyOf(builder.base, rows);
        this.holding = Arrays.copyOf(builder.holding, rows);
    }

    /** A line that begins with {@code initial} in cash. */
    public static Builder startingWith(double initial) {
        return new Builder(initial);
    }

    /** How many closes there are. */
    @Override
    public int size() {
        return size;
    }

    /** When close {@code index} was, UTC milliseconds. */
    @Override
    public long timeMs(int index) {
        return candles.closeTimeMs(index);
    }

    /** Equity at every close, in quote: a new array. */
    @Override
    public double[] values() {
        double[] values = new double[size];
        for (int row = 0; row < rows; row++) {
            int end = endOf(row);
            for (int index = fromCandle[row]; index < end; index++) {
                values[index] = cash[row] + base[row] * candles.close(index);
            }
        }
        return values;
    }

    /** At how many closes something was held. */
    public int closesHeld() {
        int held = 0;
        for (int row = 0; row < rows; row++) {
            held += holding[row] ? endOf(row) - fromCandle[row] : 0;
        }
        return held;
    }

    /** What the coins were worth at the closes, in quote: a new array. */
    double[] coins() {
        double[] coins = new double[size];
        for (int row = 0; row < rows; row++) {
            int end = base[row] == 0 ? fromCandle[row] : endOf(row);
            for (int index = fromCandle[row]; index < end; index++) {
                coins[index] = base[row] * candles.close(index);
            }
        }
        return coins;
    }

    /** At which closes something was held: a new array. */
    boolean[] heldAt() {
        boolean[] held = new boolean[size];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(held, fromCandle[row], Math.max(fromCandle[row], endOf(row)), holding[row]);
        }
        return held;
    }

    @Override
    public double investedPercent() {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            int end = base[row] == 0 ? fromCandle[row] : endOf(row);
            for (int index = fromCandle[row]; index < end; index++) {
                double value = base[row] * candles.close(index);
                sum += value / (cash[row] + value);
            }
        }
        return size == 0 ? 0 : sum / size * 100;
    }

    private int endOf(int row) {
        return row + 1 < rows ? fromCandle[row + 1] : size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EquityLine line
                && size == line.size
                && Arrays.equals(fromCandle, line.fromCandle)
                && Arrays.equals(cash, line.cash)
                && Arrays.equals(base, line.base)
                && Arrays.equals(holding, line.holding)
                && Arrays.equals(values(), line.values());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cash) * 31 + size;
    }

    /** Takes the holdings as fills change them. Owned by one thread. */
    public static final class Builder {

        private static final int ROWS_FIRST = 64;

        private int rows;
        private int[] fromCandle = new int[ROWS_FIRST];
        private double[] cash = new double[ROWS_FIRST];
        private double[] base = new double[ROWS_FIRST];
        private boolean[] holding = new boolean[ROWS_FIRST];

        private Builder(double initial) {
            add(0, initial, 0, false);
        }

        /** From close {@code candle} on, this is what there is; a second row for the same close replaces the first. */
        public void add(int candle, double cashHeld, double baseHeld, boolean isHolding) {
            int row = rows > 0 && fromCandle[rows - 1] == candle ? rows - 1 : rows++;
            if (row == fromCandle.length) {
                grow(row + (row >> 1));
            }
            fromCandle[row] = candle;
            cash[row] = cashHeld;
            base[row] = baseHeld;
            holding[row] = isHolding;
        }

        /** The line over the first {@code size} closes of {@code candles}. */
        public EquityLine over(CandleSeries candles, int size) {
            while (rows > 1 && fromCandle[rows - 1] >= size) {
                rows--;
            }
            return new EquityLine(this, candles, size);
        }

        private void grow(int capacity) {
            fromCandle = Arrays.copyOf(fromCandle, capacity);
            cash = Arrays.copyOf(cash, capacity);
            base = Arrays.copyOf(base, capacity);
            holding = Arrays.copyOf(holding, capacity);
        }
    }
}
