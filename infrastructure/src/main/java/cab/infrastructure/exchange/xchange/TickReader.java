package cab.infrastructure.exchange.xchange;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.kucoin.KucoinMarketDataServiceRaw;
import org.knowm.xchange.kucoin.dto.response.SymbolResponse;

/** Price ticks that differ from what XChange makes of the exchange's rules. Waits. Thread-safe. */
@FunctionalInterface
interface TickReader {

    Map<CurrencyPair, BigDecimal> read(Exchange exchange) throws IOException;

    /** XChange's rules are right. */
    static Map<CurrencyPair, BigDecimal> asTold(Exchange exchange) {
        return Map.of();
    }

    /** XChange takes the step of amounts of quote for the tick of prices. */
    static Map<CurrencyPair, BigDecimal> kucoin(Exchange exchange) throws IOException {
        KucoinMarketDataServiceRaw market = (KucoinMarketDataServiceRaw) exchange.getMarketDataService();
        return market.getKucoinSymbolsV2().stream()
                .collect(Collectors.toMap(
                        symbol -> new CurrencyPair(symbol.getBaseCurrency(), symbol.getQuoteCurrency()),
                        SymbolResponse::getPriceIncrement,
                        (first, same) -> first));
    }
}
