package cab.infrastructure.exchange.server.gateio;

import java.util.Optional;

/**
 * The span of time that was asked for, both ends included. Immutable.
 *
 * @param fromMs UTC milliseconds
 * @param toMs the last millisecond
 */
record GateWindow(long fromMs, long toMs) {

    private static final long DAY_MS = 86_400_000L;
    private static final long DEFAULT_MS = 7 * DAY_MS;
    private static final long LONGEST_MS = 30 * DAY_MS;

    /** The span of {@code from} and {@code to}; without them the last seven days, and never more than thirty. */
    static GateWindow of(GateCall call) {
        long nowMs = call.world().clock().nowMs();
        Optional<Long> from = call.parameters().timeMs("from");
        Optional<Long> to = call.parameters().timeMs("to");
        if (from.isPresent() && to.isPresent() && to.get() - from.get() > LONGEST_MS) {
            throw GateError.invalid("Time range is too long: at most 30 days are allowed");
        }
        if (from.isPresent() && to.isPresent() && to.get() < from.get()) {
            throw GateError.invalid("Invalid parameter: `to` must not be before `from`");
        }
        // Times are whole seconds, and the second that is named belongs to the span.
        long toMs = to.map(last -> last + 999)
                .orElseGet(() ->
                        from.map(first -> Math.min(nowMs, first + LONGEST_MS)).orElse(nowMs));
        return new GateWindow(from.orElse(toMs - DEFAULT_MS), toMs);
    }

    boolean holds(long epochMs) {
        return epochMs >= fromMs && epochMs <= toMs;
    }
}
