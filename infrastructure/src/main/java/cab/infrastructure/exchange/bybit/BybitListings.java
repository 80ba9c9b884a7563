package cab.infrastructure.exchange.bybit;

import cab.domain.market.Symbol;
import cab.infrastructure.exchange.throttle.Urgency;
import cab.infrastructure.exchange.transport.Deadline;
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
 * Reads orders and fills, over all pages and windows. What cannot be read whole is an {@link ExchangeFault}: a part of
 * a list is never given out as the list. Waits, so it is called on threads of the adapter. Thread-safe.
 */
final class BybitListings {

    /** What the exchange answers at most to one question by time. */
    static final Duration WINDOW_MAX = Duration.ofDays(7).minusMinutes(1);

    /** Fills are not asked for further back: nothing that this program still wonders about is older. */
    static final Duration LOOK_BACK_MAX = Duration.ofDays(180);

    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(1);
    private static final String NOW = "/v5/order/realtime";
    private static final String PAST = "/v5/order/history";
    private static final String FILLS = "/v5/execution/list";
    private static final int ORDERS_PAGE = 50;
    private static final int FILLS_PAGE = 100;
    private static final int PAGES_MAX = 200;
    private static final int STABLE_READINGS_MAX = 4;

    private final ExchangeRest rest;
    private final ServerClock clock;

    BybitListings(ExchangeRest rest, ServerClock clock) {
        this.rest = rest;
        this.clock = clock;
    }

    /** By which name an order is asked for. */
    enum By {
        ID("orderId"),
        LINK_ID("orderLinkId");

        private final String parameter;

        By(String parameter) {
            this.parameter = parameter;
        }
    }

    /** The order of that name among those that live or ended lately, or empty when it is not shown. */
    Optional<BybitOrderMessage> order(By by, String name, Symbol symbol, Deadline deadline) {
        return orders(ofSpot(NOW, symbol).with(by.parameter, word(name)), symbol, deadline).stream()
                .findFirst();
    }

    /** The order of that name among those that ended since {@code from}, or empty when it is not shown. */
    Optional<BybitOrderMessage> ended(By by, String name, Symbol symbol, Instant from, Deadline deadline) {
        for (Window window : windowsSince(from)) {
            Optional<BybitOrderMessage> found =
                    orders(window.of(ofSpot(PAST, symbol)).with(by.parameter, word(name)), symbol, deadline).stream()
                            .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * All open orders, those that wait for a price included. Pages shift while orders come and go, and one may slip
     * through between two pages: more than one page is read again until two readings agree.
     */
    List<BybitOrderMessage> open(Symbol symbol, Deadline deadline) {
        ExchangeCall call = ofSpot(NOW, symbol).with("openOnly", 0);
        List<BybitOrderMessage> reading = orders(call, symbol, deadline);
        for (int times = 1; reading.size() >= ORDERS_PAGE; times++) {
            if (times >= STABLE_READINGS_MAX) {
                throw new ExchangeFault("the open orders changed while they were read");
            }
            List<BybitOrderMessage> again = orders(call, symbol, deadline);
            if (idsOf(again).equals(idsOf(reading))) {
                return again;
            }
            reading = again;
        }
        return reading;
    }

    private static List<String> idsOf(List<BybitOrderMessage> orders) {
        return orders.stream().map(BybitOrderMessage::id).sorted().toList();
    }

    private List<BybitOrderMessage> orders(ExchangeCall call, Symbol symbol, Deadline deadline) {
        return List.copyOf(pages(
                        call.with("limit", ORDERS_PAGE),
                        node -> ofSymbol(BybitOrderMessage.of(node), BybitOrderMessage::pair, symbol),
                        BybitOrderMessage::id,
                        deadline)
                .values());
    }

    /** All fills at or after {@code from}, and perhaps some more; each once. */
    List<BybitExecutionMessage> fillsSince(Symbol symbol, Instant from, Deadline deadline) {
        Map<String, BybitExecutionMessage> all = new LinkedHashMap<>();
        for (Window window : windowsSince(from)) {
            all.putAll(fills(window.of(ofSpot(FILLS, symbol)), symbol, deadline));
        }
        return all.values().stream().filter(BybitExecutionMessage::isTrade).toList();
    }

    /** All fills of one order that happened lately. */
    List<BybitExecutionMessage> fillsOf(By by, String name, Symbol symbol, Deadline deadline) {
        return fills(ofSpot(FILLS, symbol).with(by.parameter, word(name)), symbol, deadline).values().stream()
                .filter(BybitExecutionMessage::isTrade)
                .toList();
    }

    private Map<String, BybitExecutionMessage> fills(ExchangeCall call, Symbol symbol, Deadline deadline) {
        return pages(
                call.with("limit", FILLS_PAGE),
                node -> ofSymbol(BybitExecutionMessage.of(node), BybitExecutionMessage::pair, symbol),
                BybitExecutionMessage::id,
                deadline);
    }

    private static ExchangeCall ofSpot(String path, Symbol symbol) {
        return BybitCalls.askPrivately(path, Urgency.PROTECTIVE)
                .with("category", BybitCalls.CATEGORY)
                .with("symbol", BybitPair.of(symbol));
    }

    private static String word(String name) {
        return ExchangeCall.segment(name);
    }

    private static <T> T ofSymbol(T message, Function<T, String> pairOf, Symbol symbol) {
        if (!BybitPair.isOf(pairOf.apply(message), symbol)) {
            throw new ExchangeFault("the answer is about another pair: " + PlainText.of(pairOf.apply(message)));
        }
        return message;
    }

    /** Follows the exchange from page to page until it names no further one. */
    private <T> Map<String, T> pages(
            ExchangeCall call, Function<JsonNode, T> reader, Function<T, String> idOf, Deadline deadline) {
        Map<String, T> all = new LinkedHashMap<>();
        Optional<String> cursor = Optional.empty();
        for (int page = 1; page <= PAGES_MAX; page++) {
            ExchangeCall next =
                    cursor.map(token -> call.withEncoded("cursor", token)).orElse(call);
            JsonNode result = rest.read(next, deadline);
            JsonNode list = result.path("list");
            for (JsonNode node : Json.elements(list)) {
                T element = reader.apply(node);
                all.put(idOf.apply(element), element);
            }
            cursor = Json.textIfAny(result, "nextPageCursor");
            if (cursor.isEmpty() || list.isEmpty()) {
                return all;
            }
        }
        throw new ExchangeFault("the list has more than " + PAGES_MAX + " pages");
    }

    /** The time from {@code from} to now in spans that the exchange answers, the latest first. */
    private List<Window> windowsSince(Instant from) {
        long nowMs = clock.millis() + CLOCK_MARGIN.toMillis();
        long oldestMs = nowMs - LOOK_BACK_MAX.toMillis();
        // Compared first: the oldest instants do not fit milliseconds.
        long fromMs =
                from.getEpochSecond() < oldestMs / 1_000 ? oldestMs : clock.millisOf(from) - CLOCK_MARGIN.toMillis();
        List<Window> windows = new ArrayList<>();
        for (long toMs = nowMs; toMs >= fromMs; toMs -= WINDOW_MAX.toMillis()) {
            windows.add(new Window(Math.max(fromMs, toMs - WINDOW_MAX.toMillis()), toMs));
        }
        return windows;
    }

    private record Window(long fromMs, long toMs) {

        private ExchangeCall of(ExchangeCall call) {
            return call.with("startTime", fromMs).with("endTime", toMs);
        }
    }
}
