package cab.app.http;

import cab.application.port.Mandate;
import cab.application.trading.OrchestratorStatus;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.position.Position;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** How an orchestrator stands, as JSON. Scripts rely on the names. */
final class StatusJson {

    private StatusJson() {}

    static ObjectNode of(OrchestratorStatus status) {
        ObjectNode json = Json.object()
                .put("symbol", status.symbol().toString())
                .put("bot", status.bot().value())
                .put("state", status.state().name())
                .put("phase", status.phase().name())
                .put(
                        "last_cycle_at",
                        status.lastCycleAt().map(Instant::toString).orElse(null))
                .put("cycles", status.cycles())
                .put("pause_reason", pauseReason(status).orElse(null));
        json.set("position", position(status));
        json.put("trading_state", status.tradingState().name())
                .put("last_price", status.lastPrice().map(Price::toString).orElse(null))
                .put("realised_today", Json.amount(status.realisedToday()))
                .put("stop_price", status.stopLevel().map(Price::toString).orElse(null))
                .put("stop_at", stopAt(status).orElse(null))
                .put("working_orders", status.workingOrders());
        ArrayNode reasons = json.putArray("pause_reasons");
        status.pauseReasons().forEach(reasons::add);
        ObjectNode blocked = json.putObject("blocked");
        status.blocked().forEach(blocked::put);
        json.set("mandate", status.mandate().map(StatusJson::mandate).orElse(null));
        json.put("durable", status.durable());
        json.set("dust", status.dust().map(StatusJson::dust).orElse(null));
        return json;
    }

    private static ObjectNode dust(Position rest) {
        return Json.object().put("quantity", rest.quantity().toString()).put("cost", Json.amount(rest.cost()));
    }

    private static ObjectNode mandate(Mandate mandate) {
        return Json.object()
                .put("level", mandate.level().name())
                .put("since", mandate.since().toString())
                .put("actor", mandate.actor())
                .put("reason", mandate.reason());
    }

    /** Who holds the stop: {@code exchange}, or {@code local} for the program alone. */
    private static Optional<String> stopAt(OrchestratorStatus status) {
        return status.stopLevel().map(level -> status.stopAtExchange().isPresent() ? "exchange" : "local");
    }

    private static Optional<String> pauseReason(OrchestratorStatus status) {
        return status.pauseReasons().isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("; ", status.pauseReasons()));
    }

    private static ObjectNode position(OrchestratorStatus status) {
        Position position = status.position();
        Optional<Money> unrealised =
                position.isFlat() ? Optional.of(Money.zero(status.symbol().quote())) : status.unrealisedPnl();
        return Json.object()
                .put("quantity", position.quantity().toString())
                .put(
                        "average_price",
                        position.averagePrice().map(Price::toString).orElse(null))
                .put("unrealised_pnl", unrealised.map(Json::amount).orElse(null))
                .put("cost", Json.amount(position.cost()));
    }
}
