package cab.infrastructure.exchange.server.gateio;

import java.util.Arrays;
import java.util.Optional;

/** A stream that can be subscribed to. */
enum GateChannel {
    TICKERS("spot.tickers", false),
    CANDLES("spot.candlesticks", false),
    BOOK_TICKER("spot.book_ticker", false),
    TRADES("spot.trades", false),
    ORDERS("spot.orders", true),
    USER_TRADES("spot.usertrades", true),
    BALANCES("spot.balances", true),
    PRICE_ORDERS("spot.priceorders", true);

    private final String label;
    private final boolean needsLogin;

    GateChannel(String label, boolean needsLogin) {
        this.label = label;
        this.needsLogin = needsLogin;
    }

    String label() {
        return label;
    }

    /** Whether it tells of one account. */
    boolean needsLogin() {
        return needsLogin;
    }

    static Optional<GateChannel> of(String label) {
        return Arrays.stream(values())
                .filter(channel -> channel.label.equals(label))
                .findFirst();
    }
}
