package cab.application.port;

/**
 * The world of one bot. Immutable.
 *
 * @param broker where its orders go
 * @param marketData what its market does
 * @param journal what it writes down
 * @param events whom it tells
 * @param scheduler the time of the market: what decisions, risk limits and reports go by
 * @param processTime the time of the program: what deadlines of answers and intervals of upkeep go by. The same as the
 *     market's, except where a market is played faster than real time
 * @param mailbox the way to its state
 */
public record BotPorts(
        Broker broker,
        MarketData marketData,
        OrderJournal journal,
        EventBus events,
        Scheduler scheduler,
        Scheduler processTime,
        Mailbox mailbox) {}
