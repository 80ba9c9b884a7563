package cab.infrastructure.exchange.simulated;

import cab.application.port.Balance;
import java.util.List;

/** What happens at the exchange, of all accounts; told once it is committed. */
public sealed interface ExchangeEvent {

    /** Whose it is. */
    String account();

    /**
     * An order was taken, changed or has ended. Immutable.
     *
     * @param isNew whether it was taken just now
     */
    record OrderMoved(String account, OrderStatement order, boolean isNew) implements ExchangeEvent {}

    /** An order was filled. Immutable. */
    record Traded(String account, Trade trade) implements ExchangeEvent {}

    /** An order that waits for a price was taken or has ended. Immutable. */
    record PriceOrderMoved(String account, PriceOrderStatement order) implements ExchangeEvent {}

    /** Balances are now these; only those that changed. Immutable. */
    record BalancesMoved(String account, List<Balance> balances) implements ExchangeEvent {}
}
