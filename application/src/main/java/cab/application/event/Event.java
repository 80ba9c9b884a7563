package cab.application.event;

import cab.domain.market.Symbol;
import cab.domain.order.BotId;
import java.time.Instant;

/**
 * Something that happened. Immutable.
 *
 * @param id unique within a bot and increasing
 * @param at when, in the time of the market
 * @param topic one of {@link Topic}
 * @param bot whom it concerns
 * @param symbol what it concerns
 * @param traceId ties together all that came of one cycle, from signal to fill
 * @param payload what happened
 */
public record Event(
        String id, Instant at, String topic, BotId bot, Symbol symbol, String traceId, EventPayload payload) {}
