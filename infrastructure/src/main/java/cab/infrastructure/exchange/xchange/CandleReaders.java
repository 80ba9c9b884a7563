package cab.infrastructure.exchange.xchange;

import cab.domain.market.Candle;
import cab.domain.market.Timeframe;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.binance.dto.marketdata.KlineInterval;
import org.knowm.xchange.binance.service.BinanceMarketDataServiceRaw;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.kraken.service.KrakenMarketDataServiceRaw;
import org.knowm.xchange.kucoin.KucoinMarketDataServiceRaw;
import org.knowm.xchange.kucoin.dto.KlineIntervalType;
import org.knowm.xchange.service.trade.params.DefaultCandleStickParamWithLimit;

/** The candles of each exchange. Stateless, thread-safe. */
final class CandleReaders {

    static final int BINANCE_PAGE = 1_000;
    static final int KRAKEN_PAGE = 720;
    static final int OKX_PAGE = 100;
    static final int KUCOIN_PAGE = 1_500;

    private static final long MS_PER_SECOND = 1_000;
    private static final long SECONDS_PER_MINUTE = 60;

    private CandleReaders() {}

    static List<Candle> binance(Exchange exchange, CurrencyPair pair, Timeframe timeframe, long fromMs, long toMs)
            throws IOException {
        BinanceMarketDataServiceRaw market = (BinanceMarketDataServiceRaw) exchange.getMarketDataService();
        KlineInterval interval = Arrays.stream(KlineInterval.values())
                .filter(each -> each.getMillis() == timeframe.lengthMs())
                .findFirst()
                .orElseThrow();
        return market.klines(pair, interval, BINANCE_PAGE, fromMs, toMs).stream()
                .map(bar -> candle(
                        bar.getOpenTime(),
                        timeframe,
                        bar.getOpen(),
                        bar.getHigh(),
                        bar.getLow(),
                        bar.getClose(),
                        bar.getVolume()))
                .toList();
    }

    /** Whatever is asked for, the last 720 are shown at most. */
    static List<Candle> kraken(Exchange exchange, CurrencyPair pair, Timeframe timeframe, long fromMs, long toMs)
            throws IOException {
        KrakenMarketDataServiceRaw market = (KrakenMarketDataServiceRaw) exchange.getMarketDataService();
        int minutes = Math.toIntExact(timeframe.lengthMs() / MS_PER_SECOND / SECONDS_PER_MINUTE);
        return market.getKrakenOHLC(pair, minutes, fromMs / MS_PER_SECOND - 1).getOHLCs().stream()
                .map(bar -> candle(
                        bar.getTime() * MS_PER_SECOND,
                        timeframe,
                        bar.getOpen(),
                        bar.getHigh(),
                        bar.getLow(),
                        bar.getClose(),
                        bar.getVolume()))
                .filter(candle -> candle.openTimeMs() <= toMs)
                .toList();
    }

    /** Both ends are left out by the exchange; its times are of a type that XChange chose. */
    @SuppressWarnings("JavaUtilDate")
    static List<Candle> okx(Exchange exchange, CurrencyPair pair, Timeframe timeframe, long fromMs, long toMs)
            throws IOException {
        return exchange
                .getMarketDataService()
                .getCandleStickData(
                        pair,
                        new DefaultCandleStickParamWithLimit(
                                new Date(fromMs - 1),
                                new Date(toMs + 1),
                                // What XChange calls seconds here is a thousand for each minute.
                                timeframe.lengthMs() / SECONDS_PER_MINUTE,
                                OKX_PAGE))
                .getCandleSticks()
                .stream()
                .map(bar -> candle(
                        bar.getTimestamp().getTime(),
                        timeframe,
                        bar.getOpen(),
                        bar.getHigh(),
                        bar.getLow(),
                        bar.getClose(),
                        bar.getVolume()))
                .toList();
    }

    /** The end is left out by the exchange. */
    static List<Candle> kucoin(Exchange exchange, CurrencyPair pair, Timeframe timeframe, long fromMs, long toMs)
            throws IOException {
        KucoinMarketDataServiceRaw market = (KucoinMarketDataServiceRaw) exchange.getMarketDataService();
        KlineIntervalType interval = Arrays.stream(KlineIntervalType.values())
                .filter(each -> each.getSeconds() * MS_PER_SECOND == timeframe.lengthMs())
                .findFirst()
                .orElseThrow();
        return market.getKucoinKlines(pair, fromMs / MS_PER_SECOND, toMs / MS_PER_SECOND + 1, interval).stream()
                .map(bar -> candle(
                        bar.getTime() * MS_PER_SECOND,
                        timeframe,
                        bar.getOpen(),
                        bar.getHigh(),
                        bar.getLow(),
                        bar.getClose(),
                        bar.getVolume()))
                .toList();
    }

    private static Candle candle(
            long openMs,
            Timeframe timeframe,
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal close,
            BigDecimal volume) {
        if (timeframe.bucketOpenMs(openMs) != openMs) {
            throw new IllegalArgumentException("a candle of " + timeframe + " opens at an odd time: " + openMs);
        }
        return new Candle(
                openMs,
                openMs + timeframe.lengthMs(),
                open.doubleValue(),
                high.doubleValue(),
                low.doubleValue(),
                close.doubleValue(),
                volume.doubleValue());
    }
}
