package cab.infrastructure.exchange.live;

import cab.application.port.HistoryReport;
import cab.domain.market.Candle;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.StreamTopic;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** How one exchange tells of its market. What asks waits, and throws {@link ExchangeFault}. Thread-safe. */
public interface MarketDialect {

    /** The candles that {@code timeframe} is made of. */
    CandleInterval interval(Timeframe timeframe);

    /** The topics that tell of prices. */
    List<StreamTopic> prices(Symbol symbol);

    /** The topic that tells of candles. */
    StreamTopic candles(CandleInterval interval, Symbol symbol);

    /** What {@code result}, told by one of {@link #prices}, says; empty when it is about something else. */
    Optional<PriceNews> price(JsonNode result, Symbol symbol);

    /** What {@code result}, told by {@link #candles}, shows, oldest first; what is about something else is left out. */
    List<CandleNews> candle(JsonNode result, CandleInterval interval, Symbol symbol);

    /** Asks for the prices of now. */
    PriceNews ticker(Symbol symbol, Deadline deadline);

    /** All closed candles that open at or after {@code fromMs}, oldest first. */
    List<Candle> closedSince(Symbol symbol, CandleInterval interval, long fromMs, Deadline deadline);

    /** The closed candles among those that open from {@code fromMs} to {@code toMs}, both included, oldest first. */
    List<Candle> closedBetween(Symbol symbol, CandleInterval interval, long fromMs, long toMs, Deadline deadline);

    /** The last {@code count} closed candles. */
    HistoryReport history(Symbol symbol, Timeframe timeframe, int count, Deadline deadline);
}
