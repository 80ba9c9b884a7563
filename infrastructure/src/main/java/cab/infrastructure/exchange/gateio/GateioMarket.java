package cab.infrastructure.exchange.gateio;

import cab.application.port.HistoryReport;
import cab.domain.market.Candle;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Price;
import cab.infrastructure.exchange.live.CandleInterval;
import cab.infrastructure.exchange.live.CandleNews;
import cab.infrastructure.exchange.live.MarketDialect;
import cab.infrastructure.exchange.live.PriceNews;
import cab.infrastructure.exchange.throttle.Urgency;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.ServerClock;
import cab.infrastructure.exchange.transport.StreamTopic;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** How Gate.io tells of its market. Thread-safe. */
final class GateioMarket implements MarketDialect {

    private final ExchangeRest rest;
    private final GateioCandles candles;

    GateioMarket(ExchangeRest rest, ServerClock clock) {
        this.rest = rest;
        this.candles = new GateioCandles(rest, clock);
    }

    @Override
    public CandleInterval interval(Timeframe timeframe) {
        return GateioIntervals.of(timeframe);
    }

    @Override
    public List<StreamTopic> prices(Symbol symbol) {
        return List.of(GateioTopics.tickers(symbol));
    }

    @Override
    public StreamTopic candles(CandleInterval interval, Symbol symbol) {
        return GateioTopics.candles(interval.label(), symbol);
    }

    @Override
    public Optional<PriceNews> price(JsonNode result, Symbol symbol) {
        return GateioPair.isOf(Json.text(result, "currency_pair"), symbol)
                ? Optional.of(priceOf(result))
                : Optional.empty();
    }

    private static PriceNews priceOf(JsonNode ticker) {
        return new PriceNews(
                Optional.of(Json.fitting(() -> new Price(Json.decimal(ticker, "last")))),
                PriceNews.sides(() -> Json.decimal(ticker, "highest_bid"), () -> Json.decimal(ticker, "lowest_ask")));
    }

    @Override
    public List<CandleNews> candle(JsonNode result, CandleInterval interval, Symbol symbol) {
        String name = interval.label() + "_" + GateioPair.of(symbol);
        return Json.text(result, "n").equals(name) ? List.of(GateioCandles.ofStream(result, interval)) : List.of();
    }

    @Override
    public PriceNews ticker(Symbol symbol, Deadline deadline) {
        JsonNode body = rest.read(
                GateioCalls.ask("GET /spot/tickers", "/spot/tickers", Urgency.BACKGROUND)
                        .with("currency_pair", GateioPair.of(symbol)),
                deadline);
        for (JsonNode ticker : Json.elements(body)) {
            if (GateioPair.isOf(Json.text(ticker, "currency_pair"), symbol)) {
                return priceOf(ticker);
            }
        }
        throw new ExchangeFault("the exchange shows no ticker of " + symbol);
    }

    @Override
    public List<Candle> closedSince(Symbol symbol, CandleInterval interval, long fromMs, Deadline deadline) {
        return candles.closedSince(symbol, interval, fromMs, deadline);
    }

    @Override
    public List<Candle> closedBetween(
            Symbol symbol, CandleInterval interval, long fromMs, long toMs, Deadline deadline) {
        return candles.closedBetween(symbol, interval, fromMs, toMs, deadline);
    }

    @Override
    public HistoryReport history(Symbol symbol, Timeframe timeframe, int count, Deadline deadline) {
        return candles.history(symbol, timeframe, count, deadline);
    }
}
