package cab.infrastructure.exchange.xchange;

import java.io.IOException;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.marketdata.Ticker;
import org.knowm.xchange.instrument.Instrument;

/** How the price is read: XChange's modules know one of two questions, and refuse the other. Waits. Thread-safe. */
@FunctionalInterface
interface TickerReader {

    Ticker read(Exchange exchange, CurrencyPair pair) throws IOException;

    /** Out of date by the common interface, and the only question that two of the modules answer. */
    @SuppressWarnings("deprecation")
    static Ticker byPair(Exchange exchange, CurrencyPair pair) throws IOException {
        return exchange.getMarketDataService().getTicker(pair);
    }

    static Ticker byInstrument(Exchange exchange, CurrencyPair pair) throws IOException {
        return exchange.getMarketDataService().getTicker((Instrument) pair);
    }
}
