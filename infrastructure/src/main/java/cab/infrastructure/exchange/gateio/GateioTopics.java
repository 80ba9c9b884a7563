package cab.infrastructure.exchange.gateio;

import cab.domain.market.Symbol;
import cab.infrastructure.exchange.transport.StreamTopic;
import java.util.List;

/** What of Gate.io's streams is subscribed to. */
final class GateioTopics {

    static final String ORDERS = "spot.orders";
    static final String TRADES = "spot.usertrades";
    static final String PRICE_ORDERS = "spot.priceorders";
    static final String TICKERS = "spot.tickers";
    static final String CANDLES = "spot.candlesticks";

    private GateioTopics() {}

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
