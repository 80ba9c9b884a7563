package cab.infrastructure.exchange.server.bybit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Long lists in parts: spans of time of a week at most, pages that name the next one. Stateless, thread-safe. */
final class BybitPages {

    private static final long WINDOW_MS_MAX = Duration.ofDays(7).toMillis();
    private static final String TOKEN = "page_token%3D";

    private BybitPages() {}

    /** A span of time, both ends included. */
    record Window(long fromMs, long toMs) {

        boolean has(long atMs) {
            return atMs >= fromMs && atMs <= toMs;
        }
    }

    static Window window(BybitCall call) {
        long nowMs = call.world().nowMs();
        long toMs = call.number("endTime")
                .orElseGet(() -> call.number("startTime")
                        .map(from -> from + WINDOW_MS_MAX)
                        .orElse(nowMs));
        long fromMs = call.number("startTime").orElse(toMs - WINDOW_MS_MAX);
        if (toMs - fromMs > WINDOW_MS_MAX || toMs < fromMs) {
            throw BybitError.wrong("The time range between startTime and endTime cannot exceed 7 days");
        }
        return new Window(fromMs, toMs);
    }

    /** The page that is asked for; the token that names the next one is encoded, as it is wanted back. */
    static <T> ObjectNode page(BybitCall call, List<T> all, int otherwise, int most, Function<T, ObjectNode> json) {
        int limit = call.number("limit", otherwise, most);
        int from = call.parameter("cursor")
                .filter(token -> token.startsWith("page_token="))
                .map(token -> (int) BybitLogin.whole(token.substring("page_token=".length())))
                .orElse(0);
        ObjectNode result = BybitJson.object().put("category", "spot");
        ArrayNode list = result.putArray("list");
        all.stream().skip(from).limit(limit).forEach(each -> list.add(json.apply(each)));
        return result.put("nextPageCursor", from + limit < all.size() ? TOKEN + (from + limit) : "");
    }
}
