package cab.infrastructure.sweep;

/**
 * What is held, lot by lot, sold in the order it was bought, and what the last sale had cost: the arithmetic of the
 * ledger in whole numbers. Owned by one thread.
 */
final class Lots {

    /** The ledger joins lots beyond a thousand: so many are beyond the fast path. */
    private static final int LOTS_MAX = 512;

    private final long[] coins = new long[LOTS_MAX];
    private final Wide[] costs = new Wide[LOTS_MAX];
    private final Wide share = new Wide();
    private final Wide taken = new Wide();
    private int first;
    private int count;
    private long held;

    Lots() {
        for (int place = 0; place < LOTS_MAX; place++) {
            costs[place] = new Wide();
        }
    }

    void clear() {
        first = 0;
        count = 0;
        held = 0;
    }

    /** All coins held. */
    long held() {
        return held;
    }

    /** Takes a lot that has cost {@code money} × {@code factor} in units of 10⁻¹⁸. */
    void add(long quantity, long money, long factor) {
        if (count == LOTS_MAX) {
            throw new BeyondFastPath("more than " + LOTS_MAX + " lots are held");
        }
        int place = (first + count++) % LOTS_MAX;
        coins[place] = quantity;
        costs[place].setProduct(money, factor);
        held = Math.addExact(held, quantity);
    }

    /** Takes {@code quantity}, which is held, from the oldest lots, and says what it had cost. */
    Wide take(long quantity) {
        taken.clear();
        long missing = quantity;
        while (missing > 0) {
            Wide cost = costs[first];
            if (missing >= coins[first]) {
                taken.add(cost);
                missing -= coins[first];
                first = (first + 1) % LOTS_MAX;
                count--;
            } else {
                share.setShare(cost, missing, coins[first]);
                taken.add(share);
                cost.subtract(share);
                coins[first] -= missing;
                missing = 0;
            }
        }
        held -= quantity;
        return taken;
    }
}
