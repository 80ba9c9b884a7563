package cab.application.event;

import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import java.util.List;
import java.util.Optional;

/** What an event says beyond who and when. */
public sealed interface EventPayload {

    /**
     * An order has ended with fills.
     *
     * @param clientOrderId which order
     * @param side direction
     * @param purpose why it existed
     * @param quantity base that changed hands
     * @param averagePrice what one unit cost on average
     * @param fees fees valued in quote
     * @param realisedPnl what it realised, for a sell
     * @param positionAfter base held behind it
     */
    record TradeCompleted(
            ClientOrderId clientOrderId,
            Side side,
            Purpose purpose,
            Quantity quantity,
            Price averagePrice,
            Money fees,
            Optional<Money> realisedPnl,
            Quantity positionAfter)
            implements EventPayload {}

    /**
     * An order came to nothing.
     *
     * @param clientOrderId which order
     * @param side direction
     * @param purpose why it existed
     * @param code a stable code
     * @param reason in words
     */
    record TradeFailed(ClientOrderId clientOrderId, Side side, Purpose purpose, String code, String reason)
            implements EventPayload {}

    /**
     * An entry was refused before any order.
     *
     * @param rule the code of the rule or stage that said no
     * @param reason in words and numbers
     */
    record EntryBlocked(String rule, String reason) implements EventPayload {}

    /**
     * A reconciliation has ended.
     *
     * @param consistent whether book and exchange agree now
     * @param differences every difference found, in words
     */
    record Reconciled(boolean consistent, List<String> differences) implements EventPayload {

        public Reconciled {
            differences = List.copyOf(differences);
        }
    }

    /**
     * An orchestrator changed its state.
     *
     * @param symbol which
     * @param state the state it is in now
     * @param reason why, in words
     */
    record OrchestratorChanged(Symbol symbol, String state, String reason) implements EventPayload {}

    /**
     * A sign of life or a note to the operator.
     *
     * @param code a stable code
     * @param text in words
     */
    record Notice(String code, String text) implements EventPayload {}
}
