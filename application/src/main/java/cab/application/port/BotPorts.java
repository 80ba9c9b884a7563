package cab.application.port;

/**
 * The world of one bot. Immutable.
 *
 * @param broker where its orders go
 * @param marketData what its market does
 * @param journal what it writes down
 * @param events whom it tells
 * @param scheduler its time
 * @param mailbox the way to its state
 */
public record BotPorts(
        Broker broker,
        MarketData marketData,
        OrderJournal journal,
        EventBus events,
        Scheduler scheduler,
        Mailbox mailbox) {}
