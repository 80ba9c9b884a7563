package cab.application.backtest;

import cab.domain.order.Order;
import cab.domain.order.OrderStatus;
import cab.domain.order.Side;

/** Counts how orders end. Owned by one thread. */
final class OrderCounter {

    private int entriesUnfilled;
    private int entriesPartly;
    private int exitsUnfilled;
    private int exitsPartly;
    private int refused;

    /** An order has changed; one that has ended is told once. */
    void moved(OrderStatus from, Order order) {
        if (from.isFinal() || !order.status().isFinal() || order.status() == OrderStatus.FILLED) {
            return;
        }
        boolean entry = order.intent().side() == Side.BUY;
        boolean partly = order.filled().isPositive();
        entriesUnfilled += entry && !partly ? 1 : 0;
        entriesPartly += entry && partly ? 1 : 0;
        exitsUnfilled += !entry && !partly ? 1 : 0;
        exitsPartly += !entry && partly ? 1 : 0;
        refused += order.status() == OrderStatus.REJECTED ? 1 : 0;
    }

    OrderCounts counts(int decided, long shortOfVolume) {
        return new OrderCounts(
                decided, entriesUnfilled, entriesPartly, exitsUnfilled, exitsPartly, refused, shortOfVolume);
    }
}
