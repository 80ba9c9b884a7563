package cab.infrastructure.exchange.simulated;

import cab.domain.order.LiquiditySide;
import java.math.BigDecimal;

/**
 * At what an order is about to be filled. Immutable.
 *
 * @param price what the order pays or gets
 * @param traded what the market traded at
 * @param liquidity whether the order rested
 * @param atMs when
 */
record Execution(BigDecimal price, BigDecimal traded, LiquiditySide liquidity, long atMs) {

    static Execution maker(BigDecimal price, long atMs) {
        return new Execution(price, price, LiquiditySide.MAKER, atMs);
    }

    static Execution taker(BigDecimal price, BigDecimal traded, long atMs) {
        return new Execution(price, traded, LiquiditySide.TAKER, atMs);
    }

    /** What taking {@code quantity} costs against the traded price, in quote. */
    BigDecimal slippage(BigDecimal quantity) {
        return price.subtract(traded).abs().multiply(quantity);
    }
}
