package cab.application.execution;

import cab.application.event.Event;
import cab.application.event.EventPayload;
import cab.application.port.EventBus;
import cab.domain.market.Symbol;
import cab.domain.order.BotId;
import java.time.InstantSource;

/**
 * The voice of one bot: puts name, time, number and trace id to what it publishes. The trace id names the cycle that
 * everything up to the last fill came of. Owned by one thread.
 */
public final class BotEvents {

    private final BotId bot;
    private final Symbol symbol;
    private final EventBus bus;
    private final InstantSource clock;
    private final String tag;
    private long number;
    private String traceId;

    public BotEvents(BotId bot, Symbol symbol, EventBus bus, InstantSource clock) {
        this.bot = bot;
        this.symbol = symbol;
        this.bus = bus;
        this.clock = clock;
        this.tag = bot.tag();
        this.traceId = tag;
    }

    /** Starts a new trace, named after the bot and the instant. */
    public void trace(long atMs) {
        traceId = tag + "-" + Long.toString(atMs, Character.MAX_RADIX);
    }

    public void publish(String topic, EventPayload payload) {
        long atMs = clock.millis();
        number++;
        String id = tag + "-" + Long.toString(atMs, Character.MAX_RADIX) + "-" + number;
        bus.publish(new Event(id, clock.instant(), topic, bot, symbol, traceId, payload));
    }
}
