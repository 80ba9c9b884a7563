package cab.infrastructure.exchange.xchange;

import cab.domain.market.Candle;
import cab.domain.market.Timeframe;
import java.io.IOException;
import java.util.List;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.currency.CurrencyPair;

/** How candles are read of one exchange: XChange has no common way that works. Waits. Thread-safe. */
@FunctionalInterface
interface CandleReader {

    /**
     * Candles that open from {@code fromMs} to {@code toMs}, both included, in any order, the one under way included;
     * the exchange may add others, and leave out those that are more than it shows at once.
     *
     * @throws IOException when there was no clear answer; XChange throws its own unchecked exceptions beside it
     */
    List<Candle> read(Exchange exchange, CurrencyPair pair, Timeframe timeframe, long fromMs, long toMs)
            throws IOException;
}
