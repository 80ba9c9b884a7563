package cab.infrastructure.exchange.simulated;

import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.money.Multiples;
import cab.domain.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What a taker pays or gets at a traded price: half the spread and the slippage worse, rounded against him. Immutable.
 */
final class TakerPrice {

    private final BigDecimal tick;
    private final BigDecimal buyFactor;
    private final BigDecimal sellFactor;
    private final BigDecimal slippage;
    private final BigDecimal askFactor;
    private final BigDecimal bidFactor;

    TakerPrice(Instrument instrument, FillRules rules) {
        this.tick = instrument.priceTick();
        this.slippage = rules.slippage().fraction();
        BigDecimal halfSpread = rules.spread().fraction().divide(BigDecimal.TWO);
        BigDecimal cost = halfSpread.add(slippage);
        this.buyFactor = BigDecimal.ONE.add(cost);
        this.sellFactor = BigDecimal.ONE.subtract(cost);
        this.askFactor = BigDecimal.ONE.add(halfSpread);
        this.bidFactor = BigDecimal.ONE.subtract(halfSpread);
    }

    /** The price of a market order at {@code traded}; at least one tick. */
    BigDecimal of(Side side, BigDecimal traded) {
        return switch (side) {
            case BUY -> up(traded.multiply(buyFactor));
            case SELL -> down(traded.multiply(sellFactor));
        };
    }

    /** The same, and never better than the real top of the book, and the slippage on top. */
    BigDecimal of(Side side, BigDecimal traded, Optional<Quote> top) {
        BigDecimal reckoned = of(side, traded);
        if (top.isEmpty()) {
            return reckoned;
        }
        return top.map(quote -> switch (side) {
                    case BUY -> reckoned.max(up(quote.ask().value().multiply(BigDecimal.ONE.add(slippage))));
                    case SELL -> reckoned.min(down(quote.bid().value().multiply(BigDecimal.ONE.subtract(slippage))));
                })
                .orElse(reckoned);
    }

    /** The best price to buy at. */
    BigDecimal ask(BigDecimal traded) {
        return up(traded.multiply(askFactor));
    }

    /** The best price to sell at; at least one tick. */
    BigDecimal bid(BigDecimal traded) {
        return down(traded.multiply(bidFactor));
    }

    private BigDecimal up(BigDecimal price) {
        return Multiples.nearest(price, tick, RoundingMode.CEILING);
    }

    private BigDecimal down(BigDecimal price) {
        return Multiples.nearest(price, tick, RoundingMode.FLOOR).max(tick);
    }
}
