package cab.application.port;

import cab.domain.market.Symbol;
import cab.domain.order.BotId;
import cab.domain.position.Position;
import java.time.Instant;
import java.util.Optional;

/**
 * The position of a bot with what must survive a restart. Immutable.
 *
 * @param bot whose
 * @param symbol of what
 * @param position how much, at what cost
 * @param openedBy the instant of the decision that opened it; empty when flat
 * @param entryPrice the average entry price that protection is measured from, 0 when none is armed
 * @param peak the highest price seen since the entry, 0 when none is armed
 * @param at when it became so
 */
public record PositionRecord(
        BotId bot,
        Symbol symbol,
        Position position,
        Optional<Instant> openedBy,
        double entryPrice,
        double peak,
        Instant at) {}
