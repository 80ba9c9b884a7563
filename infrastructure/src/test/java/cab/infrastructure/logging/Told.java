package cab.infrastructure.logging;

import cab.application.event.Event;
import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import java.time.Instant;
import java.util.Optional;

/** Events as a bot of BTC/USDT publishes them. */
final class Told {

    static final Symbol SYMBOL = Symbol.of("BTC/USDT");
    static final ClientOrderId ORDER = new ClientOrderId("cab-0000001-0000001-e0");

    private Told() {}

    static Event at(String time, String topic, EventPayload payload) {
        return new Event("id-1", Instant.parse(time), topic, new BotId("BTC/USDT"), SYMBOL, "trace-1", payload);
    }

    static Event bought(String time, String quantity, String price, String fee) {
        return at(time, Topic.TRADE_COMPLETED, trade(Side.BUY, Purpose.ENTRY, quantity, price, fee, Optional.empty()));
    }

    static Event sold(String time, Purpose purpose, String quantity, String price, String fee, String result) {
        return at(
                time,
                Topic.TRADE_COMPLETED,
                trade(Side.SELL, purpose, quantity, price, fee, Optional.of(usdt(result))));
    }

    static Money usdt(String amount) {
        return Money.of(amount, new Currency("USDT"));
    }

    private static EventPayload trade(
            Side side, Purpose purpose, String quantity, String price, String fee, Optional<Money> result) {
        return new EventPayload.TradeCompleted(
                ORDER, side, purpose, Quantity.of(quantity), Price.of(price), usdt(fee), result, Quantity.ZERO);
    }
}
