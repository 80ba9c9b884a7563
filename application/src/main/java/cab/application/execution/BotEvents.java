package cab.application.execution;

import cab.application.event.Event;
import cab.application.event.EventPayload;
import cab.application.port.EventBus;
import cab.domain.market.Symbol;
import cab.domain.order.BotId;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The voice of one bot: puts name, time, number and trace id to what it publishes. The trace id names the cycle that
 * everything up to the last fill came of. Owned by one thread.
 */
public final class BotEvents {

    /** No cycle has begun: what is published belongs to the bot alone. */
    private static final long UNTRACED = Long.MIN_VALUE;

    private final BotId bot;
    private final Symbol symbol;
    private final EventBus bus;
    private final InstantSource clock;
    private final String tag;
    private long number;
    private long tracedAtMs = UNTRACED;

    public BotEvents(BotId bot, Symbol symbol, EventBus bus, InstantSource clock) {
        this.bot = bot;
        this.symbol = symbol;
        this.bus = bus;
        this.clock = clock;
        this.tag = bot.tag();
    }

    /** Starts a new trace, named after the bot and the instant. */
    public void trace(long atMs) {
        tracedAtMs = atMs;
    }

    /** Publishes what {@code payload} makes, which is not asked where nobody listens. */
    public void publish(String topic, Supplier<? extends EventPayload> payload) {
        if (bus.isHeard()) {
            publish(topic, payload.get());
        }
    }

    public void publish(String topic, EventPayload payload) {
        if (!bus.isHeard()) {
            return;
        }
        long atMs = clock.millis();
        number++;
        String id = named(atMs) + "-" + number;
        String traceId = tracedAtMs == UNTRACED ? tag : named(tracedAtMs);
        bus.publish(new Event(id, clock.instant(), topic, bot, symbol, traceId, payload));
    }

    private String named(long atMs) {
        return tag + "-" + Long.toString(atMs, Character.MAX_RADIX);
    }
}
