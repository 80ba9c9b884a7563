package cab.infrastructure.exchange.xchange;

import cab.application.port.MarketListener;
import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import cab.domain.market.Candle;
import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Price;
import cab.infrastructure.exchange.live.CandleInterval;
import cab.infrastructure.exchange.live.CandleTracker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the price of one symbol in intervals, and for candles as they close, and tells who has subscribed. After a
 * failure it asks ever less often, up to once a minute. One question is under way at a time. Thread-safe.
 */
final class SymbolPoll {

    private static final Logger LOG = LoggerFactory.getLogger(SymbolPoll.class);

    /** What the exchange takes to show the candle behind the one that has closed. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(1);

    private final Symbol symbol;
    private final XChangeVenue venue;
    private final XChangeReader reader;
    private final Scheduler time;
    private final Executor threads;
    private final Duration interval;
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();
    private final AtomicReference<Optional<Quote>> quote = new AtomicReference<>(Optional.empty());
    private volatile String problem = "";
    private volatile boolean closed;
    private Duration pause;

    /** @param interval between two questions for the price */
    SymbolPoll(
            Symbol symbol,
            XChangeVenue venue,
            XChangeReader reader,
            Scheduler time,
            Executor threads,
            Duration interval) {
        this.symbol = symbol;
        this.venue = venue;
        this.reader = reader;
        this.time = time;
        this.threads = threads;
        this.interval = interval;
        this.pause = interval;
    }

    Optional<Quote> quote() {
        return quote.get();
    }

    /** Why the last question was not answered; empty when it was. */
    String problem() {
        return problem;
    }

    Subscription subscribe(Timeframe timeframe, MarketListener listener) {
        Timeframe part = venue.partOf(timeframe);
        Feed feed = new Feed(
                listener,
                new CandleTracker(
                        timeframe, new CandleInterval(part, part.label()), time.millis(), listener::onCandle));
        feeds.add(feed);
        return () -> feeds.remove(feed);
    }

    void start() {
        try {
            threads.execute(this::poll);
        } catch (RejectedExecutionException ended) {
            closed = true;
        }
    }

    void close() {
        closed = true;
    }

    private void poll() {
        if (closed) {
            return;
        }
        try {
            readPrice();
            for (Feed feed : feeds) {
                readCandles(feed);
            }
            problem = "";
            pause = interval;
        } catch (IOException | RuntimeException unclear) {
            failed(unclear);
        }
        // It ends with the connection.
        Subscription _ = time.after(pause, this::start);
    }

    private void failed(Exception unclear) {
        String cause = XChangeMarketData.wordsOf(unclear);
        if (problem.isEmpty() && !closed) {
            LOG.warn("{} does not tell of {}: {}", venue.title(), symbol, cause);
        }
        problem = cause;
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(PAUSE_MAX) < 0 ? longer : PAUSE_MAX;
    }

    private void readPrice() throws IOException {
        if (feeds.isEmpty()) {
            return;
        }
        XChangeReader.Prices prices = reader.prices(symbol);
        Instant at = time.instant();
        quoteOf(prices, at).ifPresent(top -> quote.set(Optional.of(top)));
        for (Feed feed : feeds) {
            feed.listener.onPrice(at.toEpochMilli(), prices.last().value().doubleValue());
        }
    }

    /** Empty when a side is missing or the two are crossed: the quote before grows old. */
    private static Optional<Quote> quoteOf(XChangeReader.Prices prices, Instant at) {
        Optional<Price> bid = prices.bid();
        Optional<Price> ask = prices.ask();
        return bid.isEmpty() || ask.isEmpty() || ask.get().isBelow(bid.get())
                ? Optional.empty()
                : Optional.of(new Quote(bid.get(), ask.get(), at));
    }

    private void readCandles(Feed feed) throws IOException {
        CandleTracker tracker = feed.tracker;
        Timeframe part = tracker.interval().timeframe();
        long dueMs = tracker.nextOpenMs() + part.lengthMs() + SETTLING.toMillis();
        if (time.millis() < Math.max(dueMs, feed.lookAgainMs)) {
            return;
        }
        feed.lookAgainMs = time.millis() + LOOK_AGAIN.toMillis();
        List<Candle> closedCandles = reader.closedSince(symbol, part, tracker.nextOpenMs());
        tracker.read(closedCandles);
    }

    /** One subscriber; touched by the thread that asks, one at a time. */
    private static final class Feed {

        private final MarketListener listener;
        private final CandleTracker tracker;
        private long lookAgainMs = Long.MIN_VALUE;

        private Feed(MarketListener listener, CandleTracker tracker) {
            this.listener = listener;
            this.tracker = tracker;
        }
    }
}
