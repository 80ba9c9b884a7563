package cab.infrastructure.exchange.simulated;

import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.domain.market.Quote;
import cab.domain.money.Price;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Where a lane stands, for who asks from another thread. Immutable.
 *
 * @param series of the candle that is being played
 * @param index of it
 * @param previousClose the last price before it
 * @param previousCloseMs when that was
 */
record Sketch(CandleSeries series, int index, double previousClose, long previousCloseMs) {

    /** The top of the book at {@code nowMs}; while nothing is traded, as it was at the last trade. */
    Quote quote(TakerPrice prices, long nowMs) {
        CandlePath path = new CandlePath(series, index);
        // At the very opening the first trade is still to come.
        if (nowMs <= path.openTimeMs()) {
            return quote(prices, previousClose, previousCloseMs);
        }
        return nowMs < path.closeTimeMs()
                ? quote(prices, path.priceAt(nowMs), nowMs)
                : quote(prices, path.close(), path.closeTimeMs());
    }

    private static Quote quote(TakerPrice prices, double traded, long atMs) {
        BigDecimal exact = Candle.exactPrice(traded).value();
        return new Quote(new Price(prices.bid(exact)), new Price(prices.ask(exact)), Instant.ofEpochMilli(atMs));
    }
}
