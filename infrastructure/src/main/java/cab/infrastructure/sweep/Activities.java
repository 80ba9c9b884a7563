package cab.infrastructure.sweep;

/**
 * What was ordered and traded of late, and what came of it on the current UTC day, as far as risk rules ask. Owned by
 * one thread.
 */
final class Activities {

    private static final long DAY_MS = 86_400_000L;
    private static final long WINDOW_MS = 300_000L;

    /** As many orders and trades as are kept: rules that allow more in five minutes are beyond the fast path. */
    static final int KEPT = 4_096;

    private final long[] orderedAtMs = new long[KEPT];
    private final long[] tradedAtMs = new long[KEPT];
    private final long[] traded = new long[KEPT];
    private final Wide realisedToday = new Wide();
    private int orders;
    private int trades;
    private long lastOrderMs = Long.MIN_VALUE;
    private long today = Long.MIN_VALUE;
    private int ordersToday;
    private long turnoverToday;
    private int lossStreakToday;

    void clear() {
        orders = 0;
        trades = 0;
        lastOrderMs = Long.MIN_VALUE;
        today = Long.MIN_VALUE;
        ordersToday = 0;
        turnoverToday = 0;
        lossStreakToday = 0;
        realisedToday.clear();
    }

    private void moveTo(long atMs) {
        // Most of what happens is within the day that is known.
        if (today != Long.MIN_VALUE && atMs < (today + 1) * DAY_MS) {
            return;
        }
        today = Math.floorDiv(atMs, DAY_MS);
        ordersToday = 0;
        turnoverToday = 0;
        lossStreakToday = 0;
        realisedToday.clear();
    }

    private boolean isToday(long atMs) {
        return atMs >= today * DAY_MS;
    }

    void ordered(long atMs) {
        moveTo(atMs);
        ordersToday++;
        lastOrderMs = Math.max(lastOrderMs, atMs);
        orderedAtMs[orders++ & (KEPT - 1)] = atMs;
    }

    void traded(long atMs, long money) {
        moveTo(atMs);
        if (isToday(atMs)) {
            turnoverToday = Math.addExact(turnoverToday, money);
        }
        tradedAtMs[trades & (KEPT - 1)] = atMs;
        traded[trades++ & (KEPT - 1)] = money;
    }

    void realised(long atMs, Wide profit) {
        moveTo(atMs);
        if (isToday(atMs)) {
            realisedToday.add(profit);
        }
    }

    void roundTripEnded(long atMs, Wide profit) {
        moveTo(atMs);
        if (isToday(atMs)) {
            lossStreakToday = profit.signum() < 0 ? lossStreakToday + 1 : 0;
        }
    }

    boolean hasOrdered() {
        return lastOrderMs != Long.MIN_VALUE;
    }

    long lastOrderMs() {
        return lastOrderMs;
    }

    int ordersToday(long nowMs) {
        moveTo(nowMs);
        return ordersToday;
    }

    long turnoverToday(long nowMs) {
        moveTo(nowMs);
        return turnoverToday;
    }

    Wide realisedToday(long nowMs) {
        moveTo(nowMs);
        return realisedToday;
    }

    int lossStreakToday(long nowMs) {
        moveTo(nowMs);
        return lossStreakToday;
    }

    /** How many orders there were in the last five minutes; exactly five minutes ago counts. */
    int ordersInFiveMinutes(long nowMs) {
        int count = 0;
        int oldest = Math.max(0, orders - KEPT);
        // Fills are told later than they were, so that neighbours may be out of order, by less than a minute.
        for (int index = orders - 1; index >= oldest; index--) {
            long atMs = orderedAtMs[index & (KEPT - 1)];
            if (atMs < nowMs - WINDOW_MS - FastTerms.LATENCY_MAX_MS) {
                break;
            }
            count += atMs >= nowMs - WINDOW_MS ? 1 : 0;
        }
        return count;
    }

    /** What was traded in the last five minutes; exactly five minutes ago counts. */
    long turnoverInFiveMinutes(long nowMs) {
        long turnover = 0;
        int oldest = Math.max(0, trades - KEPT);
        for (int index = trades - 1; index >= oldest; index--) {
            long atMs = tradedAtMs[index & (KEPT - 1)];
            if (atMs < nowMs - WINDOW_MS - FastTerms.LATENCY_MAX_MS) {
                break;
            }
            turnover = Math.addExact(turnover, atMs >= nowMs - WINDOW_MS ? traded[index & (KEPT - 1)] : 0);
        }
        return turnover;
    }
}
