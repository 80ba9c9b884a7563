package cab.infrastructure.sweep;

import java.util.Arrays;

/**
 * Runs of candles at whose closes the account had the same, in primitive rows that serve one trial after the other.
 * Owned by one thread.
 */
final class Stretches {

    private static final int ROWS_FIRST = 256;

    private int count;
    private int[] begins = new int[ROWS_FIRST];
    private int[] ends = new int[ROWS_FIRST];
    private long[] cash = new long[ROWS_FIRST];
    private long[] coins = new long[ROWS_FIRST];

    void clear() {
        count = 0;
    }

    /** Takes the candles from {@code begin} to {@code end}, which is left out. */
    void add(int begin, int end, long cashHeld, long coinsHeld) {
        int last = count - 1;
        if (last >= 0 && ends[last] == begin && cash[last] == cashHeld && coins[last] == coinsHeld) {
            ends[last] = end;
            return;
        }
        if (count == begins.length) {
            grow(count * 2);
        }
        begins[count] = begin;
        ends[count] = end;
        cash[count] = cashHeld;
        coins[count++] = coinsHeld;
    }

    private void grow(int rows) {
        begins = Arrays.copyOf(begins, rows);
        ends = Arrays.copyOf(ends, rows);
        cash = Arrays.copyOf(cash, rows);
        coins = Arrays.copyOf(coins, rows);
    }

    int count() {
        return count;
    }

    int begin(int row) {
        return begins[row];
    }

    int end(int row) {
        return ends[row];
    }

    long cash(int row) {
        return cash[row];
    }

    long coins(int row) {
        return coins[row];
    }
}
