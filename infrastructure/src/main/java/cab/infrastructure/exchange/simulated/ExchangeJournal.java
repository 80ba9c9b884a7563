package cab.infrastructure.exchange.simulated;

import cab.application.port.Balance;
import cab.application.port.VenueOrder;
import cab.domain.order.Fill;
import cab.domain.order.OrderEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The memory of the exchange: what it has acknowledged or reported is in here first. Owned by the exchange's thread.
 */
interface ExchangeJournal {

    /** An exchange that forgets everything with its process: backtests and tests. */
    static ExchangeJournal none() {
        return new ExchangeJournal() {
            @Override
            public Optional<Recovered> recover() {
                return Optional.empty();
            }

            @Override
            public boolean keeps() {
                return false;
            }

            @Override
            public void commit(Changes changes) {}

            @Override
            public Optional<VenueOrder> order(SimulatedAccount account, OrderReference reference) {
                return Optional.empty();
            }

            @Override
            public Optional<List<Fill>> fills(CustomerBook customer, String symbol, Instant since) {
                return Optional.empty();
            }
        };
    }

    /** What an earlier run left behind; empty at the first start. */
    Optional<Recovered> recover();

    /** Whether anything is kept: without it there is no need to collect what has changed. */
    boolean keeps();

    /** The order, however long ago it ended; the latest, when several have the name. Empty when it is not kept. */
    Optional<VenueOrder> order(SimulatedAccount account, OrderReference reference);

    /** Makes the changes durable, all or none, before it returns. */
    void commit(Changes changes);

    /** The fills of a customer from {@code since} on, however old, or empty when fills are not kept. */
    Optional<List<Fill>> fills(CustomerBook customer, String symbol, Instant since);

    /**
     * What one step of the exchange changed.
     *
     * @param marketMs where the market stands, UTC milliseconds
     * @param nextOrderId the number of the next order
     * @param nextTradeId the number of the next trade
     * @param orders orders that are new or have changed, as they are now
     * @param priceOrders orders that wait for a price, or do not any more, which are new or have changed
     * @param fills fills that are new, with the order they belong to
     * @param balances by account, the balances that have changed
     * @param volumeUsed by symbol, base filled in the candle that is being played
     */
    record Changes(
            long marketMs,
            long nextOrderId,
            long nextTradeId,
            List<ExchangeOrder> orders,
            List<PriceOrder> priceOrders,
            List<OrderFill> fills,
            Map<String, List<Balance>> balances,
            Map<String, BigDecimal> volumeUsed) {}

    /** A fill and the order it belongs to. */
    record OrderFill(ExchangeOrder order, Fill fill) {}

    /**
     * What an earlier run left behind.
     *
     * @param marketMs where the market stood
     * @param nextOrderId the number of the next order
     * @param nextTradeId the number of the next trade
     * @param balances by account
     * @param orders all that were open, and the latest of the others, by number
     * @param priceOrders the same of the orders that wait for a price
     * @param fills the latest, oldest first
     * @param allFills whether these are all
     * @param volumeUsed by symbol
     */
    record Recovered(
            long marketMs,
            long nextOrderId,
            long nextTradeId,
            Map<String, List<Balance>> balances,
            List<StoredOrder> orders,
            List<StoredPriceOrder> priceOrders,
            List<StoredFill> fills,
            boolean allFills,
            Map<String, BigDecimal> volumeUsed) {}

    /**
     * An order as it was stored.
     *
     * @param updatedAtMs when it changed last
     * @param ending why it is over
     * @param amounts filled, spent, locked, the price that what is locked is reckoned at, and the fee
     */
    record StoredOrder(
            long id,
            String account,
            Placement placement,
            long placedAtMs,
            long updatedAtMs,
            ExchangeOrder.Stage stage,
            OrderEvent state,
            Ending ending,
            List<BigDecimal> amounts) {}

    /** An order that waits for a price as it was stored. */
    record StoredPriceOrder(String account, PriceOrderStatement statement) {}

    /** A fill as it was stored. */
    record StoredFill(String account, Trade trade) {}
}
