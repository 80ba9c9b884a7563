package cab.application.port;

import cab.domain.money.Money;
import cab.domain.order.BotId;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderStatus;
import cab.domain.position.RealisedTrade;
import java.time.Instant;
import java.util.Optional;

/** One fact for the order journal. */
public sealed interface JournalEntry {

    /** An order has been decided; it must be durable before it is sent. */
    record Intended(OrderIntent intent) implements JournalEntry {}

    /**
     * An order went from one state to another.
     *
     * @param from the state before
     * @param event what happened
     * @param order the order after it
     */
    record OrderMoved(OrderStatus from, OrderEvent event, Order order) implements JournalEntry {}

    /**
     * An order was filled in whole or in part.
     *
     * @param bot whose order
     * @param fill the fact
     * @param feeInQuote the value of a fee in a third coin, when there was a price for it
     * @param realised what a sell realised
     * @param positionAfter the position of the bot behind it
     */
    record Filled(
            BotId bot,
            Fill fill,
            Optional<Money> feeInQuote,
            Optional<RealisedTrade> realised,
            PositionRecord positionAfter)
            implements JournalEntry {}

    /** The position of a bot, or what protects it, changed without a fill. */
    record PositionChanged(PositionRecord position) implements JournalEntry {}

    /**
     * The most that the account has been worth, as a bot measures its drawdown from; the last one written counts.
     *
     * @param bot whose measure
     * @param equity what it was worth, in quote
     * @param at when
     */
    record EquityPeak(BotId bot, Money equity, Instant at) implements JournalEntry {}

    /**
     * The ledger of a bot behind every fill written before; the last one written counts.
     *
     * @param bot whose
     * @param checkpoint the ledger
     */
    record LedgerCheckpointed(BotId bot, LedgerCheckpoint checkpoint) implements JournalEntry {}

    /**
     * An operator, or a safety rule in his place, changed what a bot may do; the last one written counts.
     *
     * @param bot whom it concerns
     * @param mandate what it may do from now on
     */
    record MandateChanged(BotId bot, Mandate mandate) implements JournalEntry {}

    /**
     * A limit of the day was reached; the last one written counts.
     *
     * @param bot whom it concerns
     * @param limit which, and until when
     */
    record DayLimitReached(BotId bot, DayLimit limit) implements JournalEntry {}

    /** A position is to be sold as soon as its stop at the exchange has ended; the last one written counts. */
    record SaleWanted(WantedSale sale) implements JournalEntry {}

    /**
     * Something an auditor wants to know: an operator's command, a difference found, a hold.
     *
     * @param bot whom it concerns
     * @param at when
     * @param actor who: {@code operator}, {@code reconciliation}, {@code risk}, …
     * @param action a stable code
     * @param detail in words
     */
    record Noted(BotId bot, Instant at, String actor, String action, String detail) implements JournalEntry {}
}
