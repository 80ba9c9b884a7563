package cab.application.port;

import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import java.util.List;
import java.util.function.Consumer;

/**
 * The durable record of intents, orders, fills and what follows from them.
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>The entries of one call become durable together or not at all.
 *   <li>Calls become durable in the order they were made.
 *   <li>A second intent of the same client order id is refused, with everything it came with.
 *   <li>A second fill of the same trade id is dropped without an error, with its position and what it realised.
 *   <li>A step or fill of an order whose intent was never written is refused, with everything it came with.
 * </ol>
 *
 * <p>What an order has filled is the sum of the fills written; what {@link JournalEntry.OrderMoved} says of it does not
 * count. Times are kept to the millisecond. Thread-safe.
 */
public interface OrderJournal {

    /**
     * Writes {@code entries}. Does not wait: {@code done} is called exactly once, after they are durable or have
     * failed, on a thread of the adapter. In memory, and when the journal is closed or cannot take more, that is before
     * this method returns.
     */
    void commit(List<JournalEntry> entries, Consumer<CommitReport> done);

    /**
     * What is known of one order, everything included that was handed over before: for a late word of an order that the
     * memory of its bot has let go. Does not wait; {@code done} is called as by {@link #commit}.
     */
    void recall(ClientOrderId order, Consumer<RecallReport> done);

    /**
     * What a bot needs to go on where it was, everything included that was handed over before. Called before the bot
     * trades; may wait, so never from {@code done}.
     *
     * @throws StorageException when it cannot be read
     */
    RecoveredBook load(BotId bot);
}
