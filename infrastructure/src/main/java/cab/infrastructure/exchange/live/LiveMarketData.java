package cab.infrastructure.exchange.live;

import cab.application.port.HistoryReport;
import cab.application.port.Mailbox;
import cab.application.port.MarketData;
import cab.application.port.MarketListener;
import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import cab.domain.market.Candle;
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeStream;
import cab.infrastructure.exchange.transport.ExchangeTimes;
import cab.infrastructure.exchange.transport.Operations;
import cab.infrastructure.exchange.transport.StreamReceiver;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The market of an exchange: prices and candles from the stream, and by REST what the stream does not tell in time.
 * Every price is reported, so that nothing is lost by not watching a level. Thread-safe.
 */
public final class LiveMarketData implements MarketData {

    /** A price that is older is asked for by REST. */
    public static final Duration PRICE_AGE_MAX = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(LiveMarketData.class);
    private static final Duration UPKEEP = Duration.ofSeconds(2);

    /** Between two looks for a candle that is overdue: a market without trades shows none. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final ExchangeTimes times;
    private final MarketDialect dialect;
    private final LiveConnection connection;
    private final InstrumentRules rules;
    private final ExchangeStream stream;
    private final Scheduler time;
    private final Mailbox mailbox;
    private final Map<Symbol, Quote> quotes = new ConcurrentHashMap<>();

    /**
     * The market over an open connection.
     *
     * @param mailbox of the stream: what is told is told on its thread
     */
    public LiveMarketData(
            ExchangeTimes times,
            MarketDialect dialect,
            LiveConnection connection,
            InstrumentRules rules,
            ExchangeStream stream,
            Scheduler time,
            Mailbox mailbox) {
        this.times = times;
        this.dialect = dialect;
        this.connection = connection;
        this.rules = rules;
        this.stream = stream;
        this.time = time;
        this.mailbox = mailbox;
    }

    @Override
    public Optional<Instrument> instrument(Symbol symbol) {
        return rules.instrument(symbol);
    }

    @Override
    public Optional<Quote> quote(Symbol symbol) {
        return Optional.ofNullable(quotes.get(symbol));
    }

    @Override
    public void history(Symbol symbol, Timeframe timeframe, int count, Consumer<HistoryReport> reply) {
        connection
                .operations()
                .start(
                        "history",
                        times.operationDeadline(),
                        deadline -> dialect.history(symbol, timeframe, count, deadline),
                        new Operations.Answers<>(reply, HistoryReport.Unknown::new, HistoryReport.Unknown::new));
    }

    @Override
    public Subscription subscribe(Symbol symbol, Timeframe timeframe, MarketListener listener) {
        Feed feed = new Feed(symbol, timeframe, listener);
        List<Subscription> topics = new ArrayList<>();
        dialect.prices(symbol).forEach(topic -> topics.add(stream.subscribe(topic, feed.prices())));
        topics.add(stream.subscribe(dialect.candles(feed.tracker.interval(), symbol), feed.candles()));
        mailbox.answer(feed::upkeep);
        return () -> {
            feed.ended = true;
            topics.forEach(Subscription::close);
        };
    }

    @Override
    public void watchBelow(Symbol symbol, double price) {
        // Real prices are all reported.
    }

    /** One subscriber. All but {@link #ended} belongs to the thread of the stream. */
    private final class Feed {

        private final Symbol symbol;
        private final MarketListener listener;
        private final CandleTracker tracker;
        private Instant pricedAt;
        private boolean readingCandles;
        private boolean readingPrice;
        private boolean mustReadAgain;
        private Instant lookAgainAt = Instant.MIN;
        private volatile boolean ended;

        private Feed(Symbol symbol, Timeframe timeframe, MarketListener listener) {
            this.symbol = symbol;
            this.listener = listener;
            this.tracker = new CandleTracker(
                    timeframe, dialect.interval(timeframe), connection.clock().millis(), listener::onCandle);
            this.pricedAt = time.instant();
        }

        private StreamReceiver prices() {
            return new StreamReceiver() {
                @Override
                public void message(Instant at, JsonNode result) {
                    if (!ended) {
                        dialect.price(result, symbol).ifPresent(news -> priced(at, news));
                    }
                }

                @Override
                public void restored() {
                    readPrice();
                }
            };
        }

        private StreamReceiver candles() {
            return new StreamReceiver() {
                @Override
                public void message(Instant at, JsonNode result) {
                    if (ended) {
                        return;
                    }
                    boolean isDoubtful = false;
                    for (CandleNews news : dialect.candle(result, tracker.interval(), symbol)) {
                        isDoubtful |= tracker.shown(news);
                    }
                    if (isDoubtful) {
                        readCandles();
                    }
                }

                @Override
                public void restored() {
                    readCandles();
                }
            };
        }

        /** Looks from now on whether something is overdue. */
        private void upkeep() {
            if (ended) {
                return;
            }
            if (tracker.isOverdue(connection.clock().millis())
                    && !time.instant().isBefore(lookAgainAt)) {
                readCandles();
            }
            if (!time.instant().isBefore(pricedAt.plus(PRICE_AGE_MAX))) {
                readPrice();
            }
            // It ends with the subscription.
            var _ = time.after(UPKEEP, () -> mailbox.answer(this::upkeep));
        }

        private void priced(Instant at, PriceNews news) {
            news.quote(at).ifPresent(quote -> quotes.put(symbol, quote));
            news.last()
                    .filter(last -> !at.isBefore(pricedAt.minus(PRICE_AGE_MAX)))
                    .ifPresent(last -> {
                        pricedAt = time.instant();
                        listener.onPrice(at.toEpochMilli(), last.value().doubleValue());
                    });
        }

        private void readCandles() {
            if (readingCandles) {
                mustReadAgain = true;
                return;
            }
            readingCandles = true;
            lookAgainAt = time.instant().plus(LOOK_AGAIN);
            long fromMs = tracker.nextOpenMs();
            connection
                    .operations()
                    .start(
                            "candles",
                            times.operationDeadline(),
                            deadline -> dialect.closedSince(symbol, tracker.interval(), fromMs, deadline),
                            new Operations.Answers<List<Candle>>(
                                    read -> mailbox.answer(() -> candlesRead(read)),
                                    this::nothingRead,
                                    this::nothingRead));
        }

        private List<Candle> nothingRead(String cause) {
            LOG.warn("candles of {} could not be read: {}", symbol, cause);
            return List.of();
        }

        private void candlesRead(List<Candle> read) {
            readingCandles = false;
            if (ended) {
                return;
            }
            tracker.read(read);
            if (mustReadAgain) {
                mustReadAgain = false;
                readCandles();
            }
        }

        private void readPrice() {
            if (readingPrice || ended) {
                return;
            }
            readingPrice = true;
            connection
                    .operations()
                    .start(
                            "ticker",
                            times.requestDeadline(),
                            this::tickerNow,
                            new Operations.Answers<Runnable>(
                                    told -> mailbox.answer(() -> {
                                        readingPrice = false;
                                        told.run();
                                    }),
                                    unclear -> () -> {},
                                    notSent -> () -> {}));
        }

        private Runnable tickerNow(Deadline deadline) {
            Instant askedAt = time.instant();
            PriceNews news = dialect.ticker(symbol, deadline);
            return () -> {
                if (!ended) {
                    priced(askedAt, news);
                }
            };
        }
    }
}
