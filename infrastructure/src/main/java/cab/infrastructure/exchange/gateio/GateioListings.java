package cab.infrastructure.exchange.gateio;

import cab.domain.market.Symbol;
import cab.infrastructure.exchange.throttle.Urgency;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeAnswer;
import cab.infrastructure.exchange.transport.ExchangeCall;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.PlainText;
import cab.infrastructure.exchange.transport.ServerClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads orders and fills, over all pages and windows. What cannot be read whole is a {@link ExchangeFault}: a part of a
 * list is never given out as the list. Waits, so it is called on threads of the adapter. Thread-safe.
 */
final class GateioListings {

    /** What the exchange answers at most to one question by time. */
    static final Duration WINDOW_MAX = Duration.ofDays(30).minusMinutes(1);

    /** Fills are not asked for further back: nothing of this program is older. */
    static final Duration LOOK_BACK_MAX = Duration.ofDays(360);

    /** The exchange's clock shows seconds, and ours may be off. */
    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(1);

    private static final int OPEN_PAGE = 100;
    private static final int PAGE = 1_000;
    private static final int PAGES_MAX = 100;
    private static final int STABLE_READINGS_MAX = 4;

    private final ExchangeRest rest;
    private final ServerClock clock;

    GateioListings(ExchangeRest rest, ServerClock clock) {
        this.rest = rest;
        this.clock = clock;
    }

    /** The order of that id or {@code text}, or empty when the exchange does not show it. */
    Optional<GateioOrderMessage> orderNamed(String name, Symbol symbol, Deadline deadline) {
        ExchangeCall call = GateioCalls.askPrivately(
                        "GET /spot/orders/id", "/spot/orders/" + ExchangeCall.segment(name), Urgency.PROTECTIVE)
                .with("currency_pair", GateioPair.of(symbol))
                .with("account", "spot");
        return switch (rest.askUntilClear(call, deadline)) {
            case ExchangeAnswer.Done(JsonNode body) -> Optional.of(ofSymbol(GateioOrderMessage.ofRest(body), symbol));
            case ExchangeAnswer.Refused refused -> {
                if (GateioLabels.isNotShown(refused)) {
                    yield Optional.empty();
                }
                throw new ExchangeFault(refused.label() + " (" + refused.status() + "): " + refused.message());
            }
            case ExchangeAnswer.Unclear(String cause) -> throw new ExchangeFault(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> throw new ExchangeFault(code + ": " + cause);
        };
    }

    private static GateioOrderMessage ofSymbol(GateioOrderMessage order, Symbol symbol) {
        if (!GateioPair.isOf(order.pair(), symbol)) {
            throw new ExchangeFault("the answer is about another pair: " + PlainText.of(order.pair()));
        }
        return order;
    }

    /**
     * All open orders. Pages shift while orders come and go, and one may slip through between two pages: more than one
     * page is read again until two readings agree.
     */
    List<GateioOrderMessage> open(Symbol symbol, Deadline deadline) {
        ExchangeCall call = GateioCalls.askPrivately("GET /spot/orders", "/spot/orders", Urgency.PROTECTIVE)
                .with("currency_pair", GateioPair.of(symbol))
                .with("status", "open")
                .with("account", "spot");
        Map<String, GateioOrderMessage> reading = orders(call, OPEN_PAGE, symbol, deadline);
        for (int times = 1; reading.size() >= OPEN_PAGE; times++) {
            if (times >= STABLE_READINGS_MAX) {
                throw new ExchangeFault("the open orders changed while they were read");
            }
            Map<String, GateioOrderMessage> again = orders(call, OPEN_PAGE, symbol, deadline);
            if (again.keySet().equals(reading.keySet())) {
                return List.copyOf(again.values());
            }
            reading = again;
        }
        return List.copyOf(reading.values());
    }

    /** All orders that ended at or after {@code from}; it may have some that ended shortly before. */
    List<GateioOrderMessage> finishedSince(Symbol symbol, Instant from, Deadline deadline) {
        Map<String, GateioOrderMessage> all = new LinkedHashMap<>();
        for (Window window : windowsSince(from)) {
            all.putAll(orders(
                    GateioCalls.askPrivately("GET /spot/orders", "/spot/orders", Urgency.PROTECTIVE)
                            .with("currency_pair", GateioPair.of(symbol))
                            .with("status", "finished")
                            .with("from", window.fromSeconds)
                            .with("to", window.toSeconds)
                            .with("account", "spot"),
                    PAGE,
                    symbol,
                    deadline));
        }
        return List.copyOf(all.values());
    }

    private Map<String, GateioOrderMessage> orders(ExchangeCall call, int pageSize, Symbol symbol, Deadline deadline) {
        return pages(
                call,
                pageSize,
                node -> ofSymbol(GateioOrderMessage.ofRest(node), symbol),
                GateioOrderMessage::id,
                deadline);
    }

    /** All fills of orders that ended at or after {@code from}, and perhaps some more; each once. */
    List<GateioTradeMessage> tradesSince(Symbol symbol, Instant from, Deadline deadline) {
        Map<String, GateioTradeMessage> all = new LinkedHashMap<>();
        for (Window window : windowsSince(from)) {
            all.putAll(
                    trades(myTrades(symbol).with("from", window.fromSeconds).with("to", window.toSeconds), deadline));
        }
        return List.copyOf(all.values());
    }

    /** All fills of one order. */
    List<GateioTradeMessage> tradesOf(Symbol symbol, String orderId, Deadline deadline) {
        Map<String, GateioTradeMessage> all = trades(myTrades(symbol).with("order_id", orderId), deadline);
        return all.values().stream()
                .filter(trade -> trade.orderId().equals(orderId))
                .toList();
    }

    private static ExchangeCall myTrades(Symbol symbol) {
        return GateioCalls.askPrivately("GET /spot/my_trades", "/spot/my_trades", Urgency.PROTECTIVE)
                .with("currency_pair", GateioPair.of(symbol))
                .with("account", "spot");
    }

    private Map<String, GateioTradeMessage> trades(ExchangeCall call, Deadline deadline) {
        return pages(call, PAGE, GateioTradeMessage::of, GateioTradeMessage::id, deadline);
    }

    private <T> Map<String, T> pages(
            ExchangeCall call,
            int pageSize,
            Function<JsonNode, T> reader,
            Function<T, String> idOf,
            Deadline deadline) {
        Map<String, T> all = new LinkedHashMap<>();
        for (int page = 1; page <= PAGES_MAX; page++) {
            JsonNode body = rest.read(call.with("page", page).with("limit", pageSize), deadline);
            for (JsonNode node : Json.elements(body)) {
                T element = reader.apply(node);
                all.put(idOf.apply(element), element);
            }
            if (body.size() < pageSize) {
                return all;
            }
        }
        throw new ExchangeFault("the list has more than " + PAGES_MAX + " pages");
    }

    /** The time from {@code from} to now in spans that the exchange answers, the latest first. */
    private List<Window> windowsSince(Instant from) {
        long nowSeconds = Math.floorDiv(clock.millis() + CLOCK_MARGIN.toMillis(), 1_000);
        long oldestSeconds = nowSeconds - LOOK_BACK_MAX.toSeconds();
        // Compared first: the oldest instants do not fit milliseconds.
        long fromSeconds = from.getEpochSecond() < oldestSeconds
                ? oldestSeconds
                : Math.floorDiv(clock.millisOf(from) - CLOCK_MARGIN.toMillis(), 1_000);
        List<Window> windows = new ArrayList<>();
        for (long to = nowSeconds; to >= fromSeconds; to -= WINDOW_MAX.toSeconds()) {
            windows.add(new Window(Math.max(fromSeconds, to - WINDOW_MAX.toSeconds()), to));
        }
        return windows;
    }

    private record Window(long fromSeconds, long toSeconds) {}
}
