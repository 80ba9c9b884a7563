package cab.infrastructure.exchange.gateio;

import cab.application.port.VenueOrder;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.OrderEvent;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.order.VenueOrderId;
import cab.infrastructure.exchange.transport.Json;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * The exchange's messages in the words of the domain. Where an order stands is judged by what was filled; its status
 * says only whether it lives.
 */
final class GateioTranslator {

    /** Reasons of an end that lie in the order's own time in force. */
    private static final Set<String> OWN_TIME = Set.of("ioc", "fok", "poc");

    private static final Currency GT = new Currency("GT");
    private static final Currency POINT = new Currency("POINT");

    /** An average price is rounded; more than this share it is not off. */
    private static final BigDecimal ROUNDING_SHARE = new BigDecimal("0.001");

    private GateioTranslator() {}

    /**
     * Base that the order has executed, or empty when the message does not tell it beyond doubt: then its fills do.
     * What Gate.io means by {@code filled_amount} of a market buy is written nowhere, and so it counts only where the
     * average price confirms it.
     */
    static Optional<Quantity> filledOf(GateioOrderMessage order) {
        return order.isSizedInQuote() ? filledOfBuyByQuote(order) : filledOfBase(order);
    }

    private static Optional<Quantity> filledOfBase(GateioOrderMessage order) {
        Optional<BigDecimal> byLeft = order.left().map(order.amount()::subtract);
        Optional<BigDecimal> bySaid = order.filledAmount();
        if (byLeft.isPresent() && bySaid.isPresent() && byLeft.get().compareTo(bySaid.get()) != 0) {
            return Optional.empty();
        }
        return byLeft.or(() -> bySaid)
                .filter(filled -> filled.signum() >= 0 && filled.compareTo(order.amount()) <= 0)
                .map(filled -> Json.fitting(() -> new Quantity(filled)));
    }

    private static Optional<Quantity> filledOfBuyByQuote(GateioOrderMessage order) {
        Optional<BigDecimal> spent = order.filledTotal();
        if (spent.isEmpty() || spent.get().signum() < 0) {
            return Optional.empty();
        }
        if (spent.get().signum() == 0) {
            return Optional.of(Quantity.ZERO);
        }
        return order.filledAmount()
                .filter(base -> base.signum() > 0)
                .filter(base -> order.averagePrice()
                        .map(price -> base.multiply(price).subtract(spent.get()).abs())
                        .filter(off -> off.compareTo(spent.get().multiply(ROUNDING_SHARE)) <= 0)
                        .isPresent())
                .map(base -> Json.fitting(() -> new Quantity(base)));
    }

    /**
     * The order in the words of the domain.
     *
     * @param filled base executed
     * @param rules of the symbol, where they are known
     */
    static VenueOrder orderOf(
            GateioOrderMessage order, Symbol symbol, ClientOrderId name, Quantity filled, Optional<Instrument> rules) {
        return Json.fitting(() -> new VenueOrder(
                new VenueOrderId(order.id()),
                name,
                symbol,
                order.side(),
                stateOf(order, filled, rules),
                filled,
                order.createdAt()));
    }

    private static OrderEvent stateOf(GateioOrderMessage order, Quantity filled, Optional<Instrument> rules) {
        if (order.standing() == GateioOrderMessage.Standing.LIVE) {
            return filled.isPositive() ? OrderEvent.PARTIALLY_FILLED : OrderEvent.ACCEPTED;
        }
        if (isComplete(order, filled, rules)) {
            return OrderEvent.FILLED;
        }
        return OWN_TIME.contains(order.finishAs()) ? OrderEvent.EXPIRED : OrderEvent.CANCELLED;
    }

    private static boolean isComplete(GateioOrderMessage order, Quantity filled, Optional<Instrument> rules) {
        if (!filled.isPositive()) {
            return false;
        }
        if (!order.isSizedInQuote()) {
            return filled.value().compareTo(order.amount()) >= 0;
        }
        return order.standing() == GateioOrderMessage.Standing.CLOSED || isTooLittleForOneStep(order, rules);
    }

    /** What is left of the quote buys not one step of base: such an order ends as cancelled and is complete. */
    private static boolean isTooLittleForOneStep(GateioOrderMessage order, Optional<Instrument> rules) {
        return rules.isPresent()
                && order.left().isPresent()
                && order.averagePrice()
                        .filter(price -> order.left()
                                        .get()
                                        .compareTo(price.multiply(rules.get().quantityStep()))
                                < 0)
                        .isPresent();
    }

    static Fill fillOf(GateioTradeMessage trade, Symbol symbol, ClientOrderId name) {
        return Json.fitting(() -> new Fill(
                new TradeId(trade.id()),
                name,
                symbol,
                trade.side(),
                new Price(trade.price()),
                new Quantity(trade.amount()),
                feeOf(trade, symbol),
                trade.liquidity(),
                trade.at()));
    }

    /** A fee is taken in one coin: GT and points are used instead of the coin that was received, not beside it. */
    private static Money feeOf(GateioTradeMessage trade, Symbol symbol) {
        if (trade.fee().signum() == 0 && trade.gtFee().signum() != 0) {
            return new Money(trade.gtFee(), GT);
        }
        if (trade.fee().signum() == 0 && trade.pointFee().signum() != 0) {
            return new Money(trade.pointFee(), POINT);
        }
        Currency received = trade.side() == Side.BUY ? symbol.base() : symbol.quote();
        return new Money(trade.fee(), trade.feeCurrency().map(Currency::new).orElse(received));
    }
}
