package cab.infrastructure.exchange.server.bybit;

/**
 * A topic of the market. Immutable.
 *
 * @param kind what it tells
 * @param interval of candles; empty for others
 * @param pair of which symbol
 */
record BybitTopic(Kind kind, String interval, String pair) {

    /** What a topic tells. */
    enum Kind {
        TICKERS,
        TOP,
        CANDLES
    }

    /** The topic of that name, such as {@code kline.15.BTCUSDT}. */
    static BybitTopic of(String name) {
        String[] parts = name.split("\\.", -1);
        if (parts.length == 2 && parts[0].equals("tickers")) {
            return new BybitTopic(Kind.TICKERS, "", parts[1]);
        }
        if (parts.length == 3 && parts[0].equals("orderbook") && parts[1].equals("1")) {
            return new BybitTopic(Kind.TOP, "", parts[2]);
        }
        if (parts.length == 3 && parts[0].equals("kline")) {
            long lengthMs = BybitMarketAnswers.lengthMs(parts[1]);
            assert lengthMs > 0;
            return new BybitTopic(Kind.CANDLES, parts[1], parts[2]);
        }
        throw BybitError.wrongParameter("topic");
    }
}
