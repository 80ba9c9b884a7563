package cab.infrastructure.exchange.server.gateio;

import cab.infrastructure.exchange.server.WireRequest;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Names each request, so that who asked and who answered can speak of it. Thread-safe. */
final class GateTrace {

    private static final AtomicLong NUMBER = new AtomicLong();

    private GateTrace() {}

    static String of(WireRequest request, long atUs) {
        return String.format(
                Locale.ROOT, "%08x%016x%08x", request.path().hashCode(), atUs, NUMBER.incrementAndGet() & 0xFFFFFFFFL);
    }
}
