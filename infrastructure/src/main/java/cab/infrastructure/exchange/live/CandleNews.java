package cab.infrastructure.exchange.live;

import cab.domain.market.Candle;

/**
 * What a stream shows of a candle. Immutable.
 *
 * @param candle as far as it has come
 * @param isClosed whether the exchange says that it is over
 */
public record CandleNews(Candle candle, boolean isClosed) {}
