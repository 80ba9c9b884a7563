package cab.application.trading;

import cab.application.port.Mailbox;
import cab.application.port.MarketListener;
import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;

/**
 * Market data handed to a cycle through its mailbox: for real time. A price that finds the mailbox full is dropped, the
 * next one tells more; a candle that does makes the cycle read past candles again. Thread-safe.
 */
public final class QueuedFeed implements MarketListener {

    private final Mailbox mailbox;
    private final TradingCycle cycle;

    public QueuedFeed(Mailbox mailbox, TradingCycle cycle) {
        this.mailbox = mailbox;
        this.cycle = cycle;
    }

    @Override
    public void onPrice(long atMs, double price) {
        boolean _ = mailbox.offer(() -> cycle.onPrice(atMs, price));
    }

    @Override
    public void onCandle(ClosedCandle closed) {
        Candle copy = Candle.copyOf(closed);
        if (!mailbox.offer(() -> cycle.onCandle(copy))) {
            mailbox.answer(cycle::onCandlesLost);
        }
    }
}
