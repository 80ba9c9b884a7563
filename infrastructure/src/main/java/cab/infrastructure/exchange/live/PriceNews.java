package cab.infrastructure.exchange.live;

import cab.domain.market.Quote;
import cab.domain.money.Price;
import cab.infrastructure.exchange.transport.ExchangeFault;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an exchange tells of prices. Immutable.
 *
 * @param last the price of the last trade, where it is told
 * @param best what is bid and asked, where it is told
 */
public record PriceNews(Optional<Price> last, Optional<Sides> best) {

    /** The best prices of both sides. */
    public record Sides(Price bid, Price ask) {}

    /** Empty when a side is missing or nothing: then the quote before grows old. */
    public static Optional<Sides> sides(Supplier<BigDecimal> bid, Supplier<BigDecimal> ask) {
        try {
            return Optional.of(new Sides(new Price(bid.get()), new Price(ask.get())));
        } catch (IllegalArgumentException | ExchangeFault noQuote) {
            return Optional.empty();
        }
    }

    /** Empty when nothing is told, or the two sides are crossed. */
    Optional<Quote> quote(Instant at) {
        try {
            return best.map(sides -> new Quote(sides.bid(), sides.ask(), at));
        } catch (IllegalArgumentException crossed) {
            return Optional.empty();
        }
    }
}
