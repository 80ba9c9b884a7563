package cab.infrastructure.logging;

import cab.application.event.Event;
import cab.application.event.EventPayload;
import cab.application.event.Topic;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes what happens in trading into the log, one line an event with its topic, its values and the trace id that ties
 * a cycle together from signal to fill. Refusals of the same rule in a row and signs of life are at DEBUG. Owned by one
 * thread, that of its subscription.
 */
public final class EventLog implements Consumer<Event> {

    private static final Logger LOG = LoggerFactory.getLogger(Logs.EVENTS);

    private final Repeats refusals = new Repeats();

    @Override
    public void accept(Event event) {
        Level level = levelOf(event);
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        try (MDC.MDCCloseable _ = MDC.putCloseable("trace_id", event.traceId());
                MDC.MDCCloseable _ = MDC.putCloseable("bot", event.bot().value());
                MDC.MDCCloseable _ = MDC.putCloseable("symbol", event.symbol().toString())) {
            LoggingEventBuilder line =
                    LOG.atLevel(level).addKeyValue("event_id", event.id()).addKeyValue("market_time", event.at());
            withValues(line, event.payload()).log(event.topic());
        }
    }

    private Level levelOf(Event event) {
        return switch (event.payload()) {
            case EventPayload.EntryBlocked blocked ->
                refusals.isNews(event.symbol(), blocked.rule()) ? Level.INFO : Level.DEBUG;
            case EventPayload.TradeCompleted trade -> {
                List<Repeats.HeldBack> _ = refusals.end(event.symbol());
                yield Level.INFO;
            }
            case EventPayload.TradeFailed failed -> Level.WARN;
            case EventPayload.Reconciled reconciled -> {
                if (!reconciled.consistent()) {
                    yield Level.WARN;
                }
                yield reconciled.differences().isEmpty() ? Level.DEBUG : Level.INFO;
            }
            case EventPayload.OrchestratorChanged changed -> Level.INFO;
            case EventPayload.Notice notice -> levelOfNotice(event.topic());
        };
    }

    private static Level levelOfNotice(String topic) {
        return switch (topic) {
            case Topic.WATCHDOG_HEARTBEAT -> Level.DEBUG;
            case Topic.SAFETY_DMS_TRIGGERED -> Level.ERROR;
            case Topic.ALERTS_ALERTMANAGER -> Level.WARN;
            default -> Level.INFO;
        };
    }

    private static LoggingEventBuilder withValues(LoggingEventBuilder line, EventPayload payload) {
        return switch (payload) {
            case EventPayload.TradeCompleted trade ->
                line.addKeyValue("client_order_id", trade.clientOrderId())
                        .addKeyValue("side", trade.side())
                        .addKeyValue("purpose", trade.purpose())
                        .addKeyValue("quantity", trade.quantity())
                        .addKeyValue("average_price", trade.averagePrice())
                        .addKeyValue("fees", trade.fees())
                        .addKeyValue(
                                "realised_pnl",
                                trade.realisedPnl().map(Object::toString).orElse("-"))
                        .addKeyValue("position_after", trade.positionAfter());
            case EventPayload.TradeFailed failed ->
                line.addKeyValue("client_order_id", failed.clientOrderId())
                        .addKeyValue("side", failed.side())
                        .addKeyValue("purpose", failed.purpose())
                        .addKeyValue("code", failed.code())
                        .addKeyValue("reason", failed.reason());
            case EventPayload.EntryBlocked blocked ->
                line.addKeyValue("rule", blocked.rule()).addKeyValue("reason", blocked.reason());
            case EventPayload.Reconciled reconciled ->
                line.addKeyValue("consistent", reconciled.consistent())
                        .addKeyValue("differences", String.join("; ", reconciled.differences()));
            case EventPayload.OrchestratorChanged changed ->
                line.addKeyValue("state", changed.state()).addKeyValue("reason", changed.reason());
            case EventPayload.Notice notice ->
                line.addKeyValue("code", notice.code()).addKeyValue("text", notice.text());
        };
    }
}
