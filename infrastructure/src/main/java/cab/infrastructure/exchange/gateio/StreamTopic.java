package cab.infrastructure.exchange.gateio;

import cab.domain.market.Symbol;
import java.util.List;

/**
 * What can be subscribed to. Immutable.
 *
 * @param channel of the exchange
 * @param payload what of it
 * @param isPrivate whether the subscription is signed
 */
record StreamTopic(String channel, List<String> payload, boolean isPrivate) {

    static final String ORDERS = "spot.orders";
    static final String TRADES = "spot.usertrades";
    static final String PRICE_ORDERS = "spot.priceorders";
    static final String TICKERS = "spot.tickers";
    static final String CANDLES = "spot.candlesticks";

    StreamTopic {
        payload = List.copyOf(payload);
    }

    static StreamTopic ofAccount(String channel, Symbol symbol) {
        return new StreamTopic(channel, List.of(GateioPair.of(symbol)), true);
    }

    static StreamTopic tickers(Symbol symbol) {
        return new StreamTopic(TICKERS, List.of(GateioPair.of(symbol)), false);
    }

    /** @param interval as the exchange writes it, such as {@code 15m} */
    static StreamTopic candles(String interval, Symbol symbol) {
        return new StreamTopic(CANDLES, List.of(interval, GateioPair.of(symbol)), false);
    }
}
