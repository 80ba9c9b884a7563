package cab.app.http;

import cab.application.monitoring.ComponentHealth;
import cab.application.monitoring.HealthReport;
import cab.application.monitoring.HealthSource;
import cab.application.monitoring.HealthStatus;
import cab.application.trading.OrchestratorState;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;

/** How the program stands, for watchers and load balancers. Thread-safe. */
final class HealthRoutes {

    private final HealthSource source;
    private final Answers answers;

    HealthRoutes(HealthSource source, Answers answers) {
        this.source = source;
        this.answers = answers;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health", Role.ANYBODY, this::health), Route.get("/ready", Role.ANYBODY, this::ready));
    }

    /** 200 while the program trades, if only in part; 503 when it is down. */
    private void health(Context request) {
        HealthReport report = answers.read("the watchdog", source::report);
        HealthStatus status = report.status();
        ObjectNode json = Json.object().put("status", status.name());
        ObjectNode components = json.putObject("components");
        components.set("database", component(report.database()));
        components.set("broker", component(report.broker()));
        components.set("event_bus", component(report.eventBus()));
        ObjectNode orchestrators = components.putObject("orchestrators");
        report.orchestrators()
                .forEach((symbol, one) -> orchestrators
                        .putObject(symbol.toString())
                        .put("status", one.status().name())
                        .put("heartbeat_age_ms", one.heartbeatAge().toMillis())
                        .put("state", one.state().map(OrchestratorState::name).orElse(null)));
        components.set("lock", component(report.lock()));
        components.set("regime", component(report.regime()));
        components.set("model", component(report.model()));
        json.put("version", report.version());
        Json.answer(request, status == HealthStatus.DOWN ? 503 : 200, json);
    }

    private static ObjectNode component(ComponentHealth health) {
        ObjectNode json = Json.object().put("status", health.status().name());
        health.latency().ifPresent(latency -> json.put("latency_ms", Math.round(latency.toNanos() / 1e3) / 1e3));
        if (!health.detail().isEmpty()) {
            json.put("detail", health.detail());
        }
        return json;
    }

    /** 200 when everything is through its start and nothing is down, else 503. */
    private void ready(Context request) {
        HealthReport report = answers.read("the watchdog", source::report);
        ObjectNode json = Json.object()
                .put("ready", report.isReady())
                .put("status", report.status().name());
        Json.answer(request, report.isReady() ? 200 : 503, json);
    }
}
