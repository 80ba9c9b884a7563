package cab.infrastructure.marketdata;

import java.util.Map;

/**
 * What makes a coin of the embedded market look like the real one. Immutable.
 *
 * @param price what it costs when trading starts, in units of the quote
 * @param beta how strongly it goes with the market
 * @param own how much it moves by itself, as a share of what the market moves
 */
record CoinProfile(double price, double beta, double own) {

    /** Quote traded per minute on a usual day. */
    static final double TURNOVER_PER_MINUTE = 700_000;

    private static final CoinProfile UNKNOWN_COIN = new CoinProfile(10, 1.2, 0.8);

    private static final Map<String, CoinProfile> KNOWN = Map.ofEntries(
            Map.entry("BTC", new CoinProfile(65_000, 1, 0.15)),
            Map.entry("ETH", new CoinProfile(3_200, 1.15, 0.45)),
            Map.entry("SOL", new CoinProfile(150, 1.4, 0.7)),
            Map.entry("BNB", new CoinProfile(580, 0.9, 0.5)),
            Map.entry("XRP", new CoinProfile(0.6, 1.1, 0.7)),
            Map.entry("ADA", new CoinProfile(0.45, 1.2, 0.7)),
            Map.entry("DOGE", new CoinProfile(0.12, 1.5, 0.9)),
            Map.entry("LTC", new CoinProfile(80, 1, 0.5)),
            Map.entry("DOT", new CoinProfile(6.5, 1.3, 0.7)),
            Map.entry("LINK", new CoinProfile(14, 1.3, 0.7)),
            Map.entry("AVAX", new CoinProfile(32, 1.4, 0.8)));

    /** The profile of a base currency. */
    static CoinProfile of(String coin) {
        return KNOWN.getOrDefault(coin, UNKNOWN_COIN);
    }
}
