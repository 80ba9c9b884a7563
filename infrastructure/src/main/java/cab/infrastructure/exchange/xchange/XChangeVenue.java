package cab.infrastructure.exchange.xchange;

import cab.domain.market.FeeSchedule;
import cab.domain.market.Timeframe;
import cab.domain.money.Percent;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.binance.BinanceExchange;
import org.knowm.xchange.kraken.KrakenExchange;
import org.knowm.xchange.kucoin.KucoinExchange;
import org.knowm.xchange.okex.OkexExchange;

/**
 * What is particular about an exchange that is read through XChange. Immutable.
 *
 * @param name as in the settings
 * @param title for people
 * @param module of XChange
 * @param fees of a customer without discounts: XChange states them in units of its own for each exchange
 * @param timeframes of its candles that open where ours do; longer ones are put together from them
 * @param page candles that it shows at once
 * @param reach candles that it can be asked for in all
 * @param candles how they are read
 * @param prices how the price is read
 * @param ticks price ticks where those of XChange's rules are not what the exchange says
 */
record XChangeVenue(
        String name,
        String title,
        Class<? extends Exchange> module,
        FeeSchedule fees,
        Set<Timeframe> timeframes,
        int page,
        int reach,
        CandleReader candles,
        TickerReader prices,
        TickReader ticks) {

    private static final int REACH = 10_000;

    private static final List<XChangeVenue> ALL = List.of(
            new XChangeVenue(
                    "binance",
                    "Binance",
                    BinanceExchange.class,
                    fees("0.1", "0.1"),
                    EnumSet.allOf(Timeframe.class),
                    CandleReaders.BINANCE_PAGE,
                    REACH,
                    CandleReaders::binance,
                    TickerReader::byPair,
                    TickReader::asTold),
            new XChangeVenue(
                    "kraken",
                    "Kraken",
                    KrakenExchange.class,
                    fees("0.25", "0.4"),
                    EnumSet.of(
                            Timeframe.M1,
                            Timeframe.M5,
                            Timeframe.M15,
                            Timeframe.M30,
                            Timeframe.H1,
                            Timeframe.H4,
                            Timeframe.D1),
                    CandleReaders.KRAKEN_PAGE,
                    CandleReaders.KRAKEN_PAGE,
                    CandleReaders::kraken,
                    TickerReader::byPair,
                    TickReader::asTold),
            new XChangeVenue(
                    "okx",
                    "OKX",
                    OkexExchange.class,
                    fees("0.08", "0.1"),
                    // Its longer candles open at midnight of Hong Kong.
                    EnumSet.of(
                            Timeframe.M1,
                            Timeframe.M3,
                            Timeframe.M5,
                            Timeframe.M15,
                            Timeframe.M30,
                            Timeframe.H1,
                            Timeframe.H2,
                            Timeframe.H4),
                    CandleReaders.OKX_PAGE,
                    REACH,
                    CandleReaders::okx,
                    TickerReader::byInstrument,
                    TickReader::asTold),
            new XChangeVenue(
                    "kucoin",
                    "KuCoin",
                    KucoinExchange.class,
                    fees("0.1", "0.1"),
                    EnumSet.complementOf(EnumSet.of(Timeframe.W1)),
                    CandleReaders.KUCOIN_PAGE,
                    REACH,
                    CandleReaders::kucoin,
                    TickerReader::byPair,
                    TickReader::kucoin));

    XChangeVenue {
        timeframes = Set.copyOf(timeframes);
    }

    /** The exchange of that name in the settings. */
    static Optional<XChangeVenue> of(String name) {
        return ALL.stream().filter(venue -> venue.name.equals(name)).findFirst();
    }

    /** The candles that {@code timeframe} is made of. */
    Timeframe partOf(Timeframe timeframe) {
        return timeframes.stream()
                .filter(timeframe::isMultipleOf)
                .max((left, right) -> Long.compare(left.lengthMs(), right.lengthMs()))
                .orElseThrow();
    }

    private static FeeSchedule fees(String maker, String taker) {
        return new FeeSchedule(Percent.of(maker), Percent.of(taker), FeeSchedule.FeeCharge.RECEIVED);
    }
}
