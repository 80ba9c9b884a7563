package cab.infrastructure.exchange.xchange;

import cab.application.monitoring.ComponentHealth;
import cab.application.port.MarketData;
import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import cab.domain.market.Symbol;
import cab.infrastructure.exchange.live.UnreachableException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the market of an exchange through XChange, by REST alone, without a key. Its threads are virtual, one
 * for each question that is under way; what is under way at the end answers nobody any more. Thread-safe.
 */
public final class XChangeMarket implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(XChangeMarket.class);

    /** The rules of all symbols come at once, which is megabytes at some exchanges. */
    private static final Duration RULES_INTERVAL = Duration.ofHours(1);

    private static final Duration PRICE_INTERVAL_MIN = Duration.ofSeconds(2);

    private final XChangeVenue venue;
    private final XChangeReader reader;
    private final Scheduler time;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("xchange-", 0).factory());
    private final Map<Symbol, SymbolPoll> polls = new TreeMap<>();
    private final XChangeMarketData marketData;

    private XChangeMarket(XChangeVenue venue, Optional<URI> address, List<Symbol> symbols, Scheduler time) {
        this.venue = venue;
        this.time = time;
        this.reader = new XChangeReader(venue, address, time);
        // One question a second in all, which every exchange allows.
        Duration perSymbol = Duration.ofSeconds(symbols.size());
        Duration interval = perSymbol.compareTo(PRICE_INTERVAL_MIN) < 0 ? PRICE_INTERVAL_MIN : perSymbol;
        for (Symbol symbol : symbols) {
            polls.put(symbol, new SymbolPoll(symbol, venue, reader, time, threads, interval));
        }
        this.marketData = new XChangeMarketData(venue, reader, time, threads, polls);
    }

    /** Whether an exchange of that name in the settings is read this way. */
    public static boolean knows(String exchange) {
        return XChangeVenue.of(exchange).isPresent();
    }

    /**
     * Connects: reads the rules of the symbols, and keeps prices and candles coming. Waits for the exchange, for a
     * bounded time.
     *
     * @param exchange its name in the settings
     * @param address another address of its REST interface
     * @param symbols that will be traded
     * @param time of the market, which is that of this machine
     * @throws UnreachableException when the exchange does not answer clearly now
     * @throws IllegalStateException when it does not list one of the symbols
     */
    public static XChangeMarket connect(String exchange, Optional<URI> address, List<Symbol> symbols, Scheduler time) {
        XChangeVenue venue = XChangeVenue.of(exchange)
                .orElseThrow(() -> new IllegalArgumentException(exchange + " is not read through XChange"));
        XChangeMarket market = new XChangeMarket(venue, address, symbols, time);
        try {
            market.open(symbols);
            return market;
        } catch (RuntimeException unusable) {
            market.close();
            throw unusable;
        }
    }

    private void open(List<Symbol> symbols) {
        try {
            reader.readRules();
        } catch (IOException | RuntimeException unclear) {
            throw new UnreachableException(
                    venue.title() + " does not tell its rules: " + XChangeMarketData.wordsOf(unclear));
        }
        marketData.takeRules();
        for (Symbol symbol : symbols) {
            if (marketData.instrument(symbol).isEmpty()) {
                throw new IllegalStateException(venue.title() + " does not list " + symbol);
            }
        }
        polls.values().forEach(SymbolPoll::start);
        planRules();
    }

    private void planRules() {
        // A closed connection has no thread for it.
        Subscription _ = time.after(RULES_INTERVAL, () -> {
            try {
                threads.execute(this::readRules);
            } catch (RejectedExecutionException closed) {
                LOG.debug("no rules are read any more: the connection is closed");
            }
        });
    }

    private void readRules() {
        try {
            reader.readRules();
            marketData.takeRules();
        } catch (IOException | RuntimeException unclear) {
            LOG.warn("the rules of {} could not be read again: {}", venue.title(), XChangeMarketData.wordsOf(unclear));
        }
        planRules();
    }

    /** The market. Lives as long as this connection. */
    public MarketData marketData() {
        return marketData;
    }

    /** Whether the last questions were answered. Does not ask. */
    public ComponentHealth health() {
        for (Map.Entry<Symbol, SymbolPoll> poll : polls.entrySet()) {
            String problem = poll.getValue().problem();
            if (!problem.isEmpty()) {
                return ComponentHealth.degraded(venue.title() + " does not tell of " + poll.getKey() + ": " + problem);
            }
        }
        return ComponentHealth.up();
    }

    @Override
    public void close() {
        polls.values().forEach(SymbolPoll::close);
        threads.shutdownNow();
    }
}
