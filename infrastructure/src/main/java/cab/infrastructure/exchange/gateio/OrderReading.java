package cab.infrastructure.exchange.gateio;

import cab.application.port.VenueOrder;
import cab.domain.market.Symbol;
import cab.domain.money.Quantity;
import cab.infrastructure.exchange.live.InstrumentRules;
import cab.infrastructure.exchange.live.OrderNames;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.Json;
import java.math.BigDecimal;
import java.util.List;

/**
 * Makes orders of the domain out of messages, and asks for the fills where the message does not tell what was filled.
 * Waits. Thread-safe.
 */
final class OrderReading {

    /** The exchange rounds the sum that it tells. */
    private static final BigDecimal ROUNDING_SHARE = new BigDecimal("0.000001");

    private final GateioListings listings;
    private final InstrumentRules instruments;
    private final OrderNames names;

    OrderReading(GateioListings listings, InstrumentRules instruments, OrderNames names) {
        this.listings = listings;
        this.instruments = instruments;
        this.names = names;
    }

    /** @throws ExchangeFault when what was filled cannot be told yet */
    VenueOrder read(GateioOrderMessage message, Symbol symbol, Deadline deadline) {
        Quantity filled = GateioTranslator.filledOf(message).orElseGet(() -> sumOfFills(message, symbol, deadline));
        VenueOrder order = GateioTranslator.orderOf(
                message, symbol, names.nameOf(message.id(), message.text()), filled, instruments.instrument(symbol));
        names.learn(message.id(), order.clientOrderId());
        names.shown(
                message.id(), symbol, message.standing() == GateioOrderMessage.Standing.LIVE && filled.isPositive());
        return order;
    }

    private Quantity sumOfFills(GateioOrderMessage message, Symbol symbol, Deadline deadline) {
        List<GateioTradeMessage> trades = listings.tradesOf(symbol, message.id(), deadline);
        BigDecimal base = BigDecimal.ZERO;
        BigDecimal quote = BigDecimal.ZERO;
        for (GateioTradeMessage trade : trades) {
            base = base.add(trade.amount());
            quote = quote.add(trade.amount().multiply(trade.price()));
        }
        BigDecimal told =
                message.filledTotal().orElseThrow(() -> new ExchangeFault("what the order filled is not told"));
        if (quote.subtract(told).abs().compareTo(told.abs().multiply(ROUNDING_SHARE)) > 0) {
            throw new ExchangeFault("not all fills of the order are shown yet");
        }
        BigDecimal sum = base;
        return Json.fitting(() -> new Quantity(sum));
    }
}
