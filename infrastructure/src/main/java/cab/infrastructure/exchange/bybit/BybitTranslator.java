package cab.infrastructure.exchange.bybit;

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
import java.util.Optional;
import java.util.Set;

/** The exchange's messages in the words of the domain. Where an order stands is judged by what was filled. */
final class BybitTranslator {

    /** Reasons of an end that lie in the order's own time in force. */
    private static final Set<String> OWN_TIME = Set.of(
            "EC_NoImmediateQtyToFill",
            "EC_CancelForNoFullFill",
            "EC_NoEnoughQtyToFill",
            "EC_PostOnlyWillTakeLiquidity");

    private BybitTranslator() {}

    /**
     * The order in the words of the domain.
     *
     * @param id the name that is kept for it
     * @param rules of the symbol, where they are known
     */
    static VenueOrder orderOf(
            BybitOrderMessage order, Symbol symbol, VenueOrderId id, ClientOrderId name, Optional<Instrument> rules) {
        return Json.fitting(() -> {
            Quantity filled = new Quantity(order.filled());
            return new VenueOrder(
                    id, name, symbol, order.side(), stateOf(order, filled, rules), filled, order.createdAt());
        });
    }

    private static OrderEvent stateOf(BybitOrderMessage order, Quantity filled, Optional<Instrument> rules) {
        return switch (order.standing()) {
            case LIVE -> filled.isPositive() ? OrderEvent.PARTIALLY_FILLED : OrderEvent.ACCEPTED;
            case FILLED -> OrderEvent.FILLED;
            case CANCELLED, REJECTED -> {
                if (isComplete(order, filled, rules)) {
                    yield OrderEvent.FILLED;
                }
                yield OWN_TIME.contains(order.rejectReason()) ? OrderEvent.EXPIRED : OrderEvent.CANCELLED;
            }
        };
    }

    private static boolean isComplete(BybitOrderMessage order, Quantity filled, Optional<Instrument> rules) {
        if (!filled.isPositive()) {
            return false;
        }
        return order.isSizedInQuote()
                ? isTooLittleForOneStep(order, rules)
                : filled.value().compareTo(order.quantity()) >= 0;
    }

    /** What is left of the quote buys not one step of base: such an order ends as cancelled and is complete. */
    private static boolean isTooLittleForOneStep(BybitOrderMessage order, Optional<Instrument> rules) {
        return rules.isPresent()
                && order.filledValue().isPresent()
                && order.averagePrice()
                        .filter(price -> order.quantity()
                                        .subtract(order.filledValue().get())
                                        .compareTo(price.multiply(rules.get().quantityStep()))
                                < 0)
                        .isPresent();
    }

    static Fill fillOf(BybitExecutionMessage execution, Symbol symbol, ClientOrderId name) {
        return Json.fitting(() -> new Fill(
                new TradeId(execution.id()),
                name,
                symbol,
                execution.side(),
                new Price(execution.price()),
                new Quantity(execution.quantity()),
                new Money(
                        execution.fee(),
                        execution.feeCurrency().map(Currency::new).orElseGet(() -> feeCurrency(execution, symbol))),
                execution.liquidity(),
                execution.at()));
    }

    /** The coin that was received; a rebate comes in the other one. */
    private static Currency feeCurrency(BybitExecutionMessage execution, Symbol symbol) {
        boolean isBase = (execution.side() == Side.BUY) == (execution.fee().signum() >= 0);
        return isBase ? symbol.base() : symbol.quote();
    }
}
