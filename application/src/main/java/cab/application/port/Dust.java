package cab.application.port;

import cab.domain.market.Symbol;
import cab.domain.order.BotId;
import cab.domain.position.Position;

/**
 * What a bot holds that is too small to be sold by itself: it goes with the next sale. Immutable.
 *
 * @param bot whose
 * @param symbol of what
 * @param rest how much, and what it cost
 */
public record Dust(BotId bot, Symbol symbol, Position rest) {}
