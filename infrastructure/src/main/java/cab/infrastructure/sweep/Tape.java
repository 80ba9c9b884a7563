package cab.infrastructure.sweep;

import java.util.Arrays;

/**
 * What a trial ordered, what was filled and what came of it, in primitive rows that serve one trial after the other.
 * Owned by one thread.
 */
final class Tape {

    private static final int ROWS_FIRST = 256;

    private int orders;
    private long[] decidedAtMs = new long[ROWS_FIRST];
    private TradedOrder.Kind[] kinds = new TradedOrder.Kind[ROWS_FIRST];
    private long[] sizes = new long[ROWS_FIRST];
    private double[] references = new double[ROWS_FIRST];

    private int fills;
    private long[] filledAtMs = new long[ROWS_FIRST];
    private boolean[] bought = new boolean[ROWS_FIRST];
    private long[] ticks = new long[ROWS_FIRST];
    private long[] steps = new long[ROWS_FIRST];

    private int trips;
    private long[] profitsHigh = new long[ROWS_FIRST];
    private long[] profitsLow = new long[ROWS_FIRST];

    void clear() {
        orders = 0;
        fills = 0;
        trips = 0;
    }

    /** Notes what a round trip has earned. */
    void tripEnded(Wide profit) {
        if (trips == profitsHigh.length) {
            profitsHigh = Arrays.copyOf(profitsHigh, trips * 2);
            profitsLow = Arrays.copyOf(profitsLow, trips * 2);
        }
        profitsHigh[trips] = profit.high();
        profitsLow[trips++] = profit.low();
    }

    /** What the round trips have earned, in their order: a new array. */
    double[] tripProfits() {
        double[] profits = new double[trips];
        for (int trip = 0; trip < trips; trip++) {
            profits[trip] = Wide.value(profitsHigh[trip], profitsLow[trip]).doubleValue();
        }
        return profits;
    }

    /** Notes an order at the moment it is decided. */
    void decided(TradedOrder.Kind kind, TradedOrder order) {
        if (orders == decidedAtMs.length) {
            int rows = orders * 2;
            decidedAtMs = Arrays.copyOf(decidedAtMs, rows);
            kinds = Arrays.copyOf(kinds, rows);
            sizes = Arrays.copyOf(sizes, rows);
            references = Arrays.copyOf(references, rows);
        }
        decidedAtMs[orders] = order.decidedAtMs;
        kinds[orders] = kind;
        sizes[orders] = kind == TradedOrder.Kind.ENTRY ? order.amount : order.size;
        references[orders++] = order.reference;
    }

    /** Notes a fill at the moment it is booked. */
    void filled(boolean isBuy, long priceTicks, long quantity, long atMs) {
        if (fills == filledAtMs.length) {
            int rows = fills * 2;
            filledAtMs = Arrays.copyOf(filledAtMs, rows);
            bought = Arrays.copyOf(bought, rows);
            ticks = Arrays.copyOf(ticks, rows);
            steps = Arrays.copyOf(steps, rows);
        }
        filledAtMs[fills] = atMs;
        bought[fills] = isBuy;
        ticks[fills] = priceTicks;
        steps[fills++] = quantity;
    }

    int orders() {
        return orders;
    }

    long decidedAtMs(int row) {
        return decidedAtMs[row];
    }

    TradedOrder.Kind kind(int row) {
        return kinds[row];
    }

    /** Units of money of an entry, steps of a sale. */
    long size(int row) {
        return sizes[row];
    }

    double reference(int row) {
        return references[row];
    }

    int fills() {
        return fills;
    }

    long filledAtMs(int row) {
        return filledAtMs[row];
    }

    boolean isBuy(int row) {
        return bought[row];
    }

    long ticks(int row) {
        return ticks[row];
    }

    long steps(int row) {
        return steps[row];
    }
}
