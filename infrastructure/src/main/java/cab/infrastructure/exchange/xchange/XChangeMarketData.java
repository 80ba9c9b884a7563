package cab.infrastructure.exchange.xchange;

import cab.application.port.HistoryReport;
import cab.application.port.MarketData;
import cab.application.port.MarketListener;
import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.exchange.live.CandleHistory;
import cab.infrastructure.exchange.live.CandleInterval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A market that is asked again and again. Thread-safe. */
final class XChangeMarketData implements MarketData {

    private final XChangeVenue venue;
    private final XChangeReader reader;
    private final Scheduler time;
    private final Executor threads;
    private final Map<Symbol, Instrument> instruments = new ConcurrentHashMap<>();
    private final Map<Symbol, SymbolPoll> polls;

    /** @param polls of every symbol that is traded */
    XChangeMarketData(
            XChangeVenue venue, XChangeReader reader, Scheduler time, Executor threads, Map<Symbol, SymbolPoll> polls) {
        this.venue = venue;
        this.reader = reader;
        this.time = time;
        this.threads = threads;
        this.polls = Map.copyOf(polls);
    }

    /** Takes over the rules that were read last. */
    void takeRules() {
        for (Symbol symbol : polls.keySet()) {
            reader.instrument(symbol).ifPresent(instrument -> instruments.put(symbol, instrument));
        }
    }

    @Override
    public Optional<Instrument> instrument(Symbol symbol) {
        return Optional.ofNullable(instruments.get(symbol));
    }

    @Override
    public Optional<Quote> quote(Symbol symbol) {
        return Optional.ofNullable(polls.get(symbol)).flatMap(SymbolPoll::quote);
    }

    @Override
    public void history(Symbol symbol, Timeframe timeframe, int count, Consumer<HistoryReport> reply) {
        try {
            threads.execute(() -> reply.accept(historyNow(symbol, timeframe, count)));
        } catch (RejectedExecutionException closed) {
            reply.accept(new HistoryReport.Unknown("the connection is closed"));
        }
    }

    /** Fewer where the exchange does not reach as far back. */
    private HistoryReport historyNow(Symbol symbol, Timeframe timeframe, int count) {
        Timeframe part = venue.partOf(timeframe);
        CandleInterval interval = new CandleInterval(part, part.label());
        int most = venue.reach() / interval.partsOf(timeframe) - 2;
        try {
            return CandleHistory.of(
                    venue.title(), venue.reach(), interval, timeframe, Math.min(count, most), time.millis(), fromMs -> {
                        try {
                            return reader.closedSince(symbol, part, fromMs);
                        } catch (IOException unclear) {
                            throw new UncheckedIOException(unclear);
                        }
                    });
        } catch (RuntimeException unclear) {
            return new HistoryReport.Unknown(venue.title() + ": " + wordsOf(unclear));
        }
    }

    /** What is wrong, in one line. */
    static String wordsOf(Throwable problem) {
        Throwable told = problem;
        while (told.getMessage() == null && told.getCause() != null) {
            told = told.getCause();
        }
        @Nullable String message = told.getMessage();
        return message == null
                ? told.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    @Override
    public Subscription subscribe(Symbol symbol, Timeframe timeframe, MarketListener listener) {
        SymbolPoll poll = polls.get(symbol);
        if (poll == null) {
            throw new IllegalArgumentException(symbol + " is not traded");
        }
        return poll.subscribe(timeframe, listener);
    }

    @Override
    public void watchBelow(Symbol symbol, double price) {
        // Every price that is read is told.
    }
}
