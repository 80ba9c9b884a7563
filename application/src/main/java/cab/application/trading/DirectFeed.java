package cab.application.trading;

import cab.application.port.Mailbox;
import cab.application.port.MarketListener;
import cab.domain.market.ClosedCandle;
import org.jspecify.annotations.Nullable;

/**
 * Market data handed to a cycle on the thread that owns both, without copying: for virtual time. The messages are made
 * once, so that a quiet candle allocates nothing. Owned by one thread.
 */
public final class DirectFeed implements MarketListener {

    private final Mailbox mailbox;
    private final TradingCycle cycle;
    private final Runnable candleMessage = this::handleCandle;
    private final Runnable priceMessage = this::handlePrice;
    private @Nullable ClosedCandle candle;
    private long priceAtMs;
    private double price;

    public DirectFeed(Mailbox mailbox, TradingCycle cycle) {
        this.mailbox = mailbox;
        this.cycle = cycle;
    }

    @Override
    public void onPrice(long atMs, double newPrice) {
        priceAtMs = atMs;
        price = newPrice;
        hand(priceMessage);
    }

    @Override
    public void onCandle(ClosedCandle closed) {
        candle = closed;
        hand(candleMessage);
    }

    private void hand(Runnable message) {
        if (!mailbox.offer(message)) {
            throw new IllegalStateException("in virtual time a mailbox takes every message");
        }
    }

    private void handleCandle() {
        if (candle != null) {
            cycle.onCandle(candle);
        }
    }

    private void handlePrice() {
        cycle.onPrice(priceAtMs, price);
    }
}
