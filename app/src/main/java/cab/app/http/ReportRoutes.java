package cab.app.http;

import cab.application.monitoring.Performance;
import cab.application.monitoring.PerformanceReport;
import cab.application.monitoring.SymbolPerformance;
import cab.application.port.StorageException;
import cab.application.port.TradeHistory;
import cab.application.trading.Orchestrators;
import cab.domain.market.Symbol;
import cab.domain.order.Fill;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was traded and earned. Thread-safe. */
final class ReportRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(ReportRoutes.class);
    private static final Duration RECENT = Duration.ofDays(1);
    private static final int FILLS_USUAL = 50;
    private static final int FILLS_MAX = 1_000;
    private static final String ALL = "all";

    private final Orchestrators orchestrators;
    private final TradeHistory history;
    private final Performance performance;
    private final InstantSource marketTime;
    private final Answers answers;

    ReportRoutes(Orchestrators orchestrators, TradeHistory history, InstantSource marketTime, Answers answers) {
        this.orchestrators = orchestrators;
        this.history = history;
        this.performance = new Performance(history);
        this.marketTime = marketTime;
        this.answers = answers;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/pnl/today", Role.READER, this::pnlToday), Route.get("/fills", Role.READER, this::fills));
    }

    private void pnlToday(Context request) {
        Optional<Symbol> symbol = named(request);
        Instant now = marketTime.instant();
        PerformanceReport report = read(() -> performance.onDayOf(symbol, now));
        List<PerformanceReport.Total> totals = report.totals();
        if (totals.size() > 1) {
            throw ApiError.malformed(
                    "the symbols have different quote currencies, which cannot be added: name one, ?symbol=BTC/USDT");
        }
        ObjectNode json = Json.object()
                .put("symbol", symbol.map(Symbol::toString).orElse(ALL))
                .put("date", LocalDate.ofInstant(now, ZoneOffset.UTC).toString());
        if (totals.isEmpty()) {
            json.put("realised_pnl", "0").put("fees", "0").put("turnover", "0").put("orders", report.orders());
        } else {
            putTotal(json, totals.getFirst());
        }
        ArrayNode bySymbol = json.putArray("symbols");
        report.bySymbol().forEach(one -> put(bySymbol.addObject(), one));
        Json.answer(request, 200, json);
    }

    private static void putTotal(ObjectNode json, PerformanceReport.Total total) {
        json.put("realised_pnl", Json.amount(total.realisedPnl()))
                .put("fees", Json.amount(total.fees()))
                .put("turnover", Json.amount(total.turnover()))
                .put("orders", total.orders())
                .put("currency", total.quote().code())
                .put("wins", total.wins())
                .put("losses", total.losses());
        ObjectNode other = json.putObject("other_fees");
        total.otherFees().forEach((coin, fee) -> other.put(coin.code(), Json.amount(fee)));
    }

    private static void put(ObjectNode json, SymbolPerformance one) {
        json.put("symbol", one.symbol().toString())
                .put("realised_pnl", Json.amount(one.realisedPnl()))
                .put("fees", Json.amount(one.fees()))
                .put("turnover", Json.amount(one.turnover()))
                .put("orders", one.orders())
                .put("wins", one.wins())
                .put("losses", one.losses());
    }

    /** The latest first. */
    private void fills(Context request) {
        Optional<Symbol> symbol = named(request);
        int wanted = Parameters.count(request, "last", FILLS_USUAL, FILLS_MAX);
        Instant now = marketTime.instant();
        List<Fill> fills = read(() -> history.fills(symbol, now.minus(RECENT), now.plus(RECENT)));
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("fills");
        for (Fill fill :
                fills.subList(Math.max(0, fills.size() - wanted), fills.size()).reversed()) {
            list.addObject()
                    .put("at", fill.at().toString())
                    .put("symbol", fill.symbol().toString())
                    .put("side", fill.side().name())
                    .put("price", fill.price().toString())
                    .put("quantity", fill.quantity().toString())
                    .put("fee", Json.amount(fill.fee()))
                    .put("fee_currency", fill.fee().currency().code())
                    .put("liquidity", fill.liquidity().name())
                    .put("trade_id", fill.tradeId().value())
                    .put("client_order_id", fill.clientOrderId().value());
        }
        Json.answer(request, 200, json);
    }

    private Optional<Symbol> named(Context request) {
        Optional<Symbol> symbol = Parameters.symbol(request);
        symbol.filter(asked -> orchestrators.of(asked).isEmpty()).ifPresent(asked -> {
            throw ApiError.notFound("nothing trades " + asked + " here; see /orchestrators");
        });
        return symbol;
    }

    private <T> T read(Supplier<T> work) {
        try {
            return answers.read("the database", work);
        } catch (StorageException failed) {
            LOG.warn("trade history cannot be read", failed);
            throw ApiError.unavailable("the database cannot be read");
        }
    }
}
