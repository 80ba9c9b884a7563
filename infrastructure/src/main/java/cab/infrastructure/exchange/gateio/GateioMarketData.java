package cab.infrastructure.exchange.gateio;

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
import cab.domain.money.Price;
import cab.infrastructure.exchange.throttle.Urgency;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The market of Gate.io: prices and candles from the stream, and by REST what the stream does not tell in time. Every
 * price is reported, so that nothing is lost by not watching a level. Thread-safe.
 */
final class GateioMarketData implements MarketData {

    /** A price that is older is asked for by REST. */
    static final Duration PRICE_AGE_MAX = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(GateioMarketData.class);
    private static final Duration UPKEEP = Duration.ofSeconds(2);

    /** Between two looks for a candle that is overdue: a market without trades shows none. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final GateioTimes times;
    private final GateioConnection connection;
    private final GateioStream stream;
    private final Scheduler time;
    private final Mailbox mailbox;
    private final GateioCandles candles;
    private final Map<Symbol, Quote> quotes = new ConcurrentHashMap<>();

    /** @param mailbox of the stream: what is told is told on its thread */
    GateioMarketData(
            GateioTimes times, GateioConnection connection, GateioStream stream, Scheduler time, Mailbox mailbox) {
        this.times = times;
        this.connection = connection;
        this.stream = stream;
        this.time = time;
        this.mailbox = mailbox;
        this.candles = new GateioCandles(connection.rest(), connection.clock());
    }

    @Override
    public Optional<Instrument> instrument(Symbol symbol) {
        return connection.instruments().instrument(symbol);
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
                        deadline -> candles.history(symbol, timeframe, count, deadline),
                        new Operations.Answers<>(reply, HistoryReport.Unknown::new, HistoryReport.Unknown::new));
    }

    @Override
    public Subscription subscribe(Symbol symbol, Timeframe timeframe, MarketListener listener) {
        Feed feed = new Feed(symbol, timeframe, listener);
        List<Subscription> topics = List.of(
                stream.subscribe(StreamTopic.tickers(symbol), feed.prices()),
                stream.subscribe(StreamTopic.candles(feed.tracker.interval().label(), symbol), feed.candles()));
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
            this.tracker = new CandleTracker(timeframe, connection.clock().millis(), listener::onCandle);
            this.pricedAt = time.instant();
        }

        private StreamReceiver prices() {
            return new StreamReceiver() {
                @Override
                public void message(Instant at, JsonNode result) {
                    if (!ended && GateioPair.isOf(Json.text(result, "currency_pair"), symbol)) {
                        ticker(at, result);
                    }
                }

                @Override
                public void restored() {
                    readPrice();
                }
            };
        }

        private StreamReceiver candles() {
            String name = tracker.interval().label() + "_" + GateioPair.of(symbol);
            return new StreamReceiver() {
                @Override
                public void message(Instant at, JsonNode result) {
                    if (!ended && Json.text(result, "n").equals(name) && tracker.shown(result)) {
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

        private void ticker(Instant at, JsonNode ticker) {
            Price last = GateioTranslator.fitting(() -> new Price(Json.decimal(ticker, "last")));
            quoteOf(ticker, at).ifPresent(quote -> quotes.put(symbol, quote));
            if (!at.isBefore(pricedAt.minus(PRICE_AGE_MAX))) {
                pricedAt = time.instant();
                listener.onPrice(at.toEpochMilli(), last.value().doubleValue());
            }
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
                            deadline -> GateioMarketData.this.candles.closedSince(
                                    symbol, tracker.interval(), fromMs, deadline),
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
            JsonNode body = connection
                    .rest()
                    .read(
                            GateioCall.ask("GET /spot/tickers", "/spot/tickers", Urgency.BACKGROUND)
                                    .with("currency_pair", GateioPair.of(symbol)),
                            deadline);
            for (JsonNode ticker : Json.elements(body)) {
                if (GateioPair.isOf(Json.text(ticker, "currency_pair"), symbol)) {
                    return () -> tickerRead(askedAt, ticker);
                }
            }
            throw new GateioFault("the exchange shows no ticker of " + symbol);
        }

        private void tickerRead(Instant askedAt, JsonNode ticker) {
            if (ended) {
                return;
            }
            try {
                ticker(askedAt, ticker);
            } catch (GateioFault unreadable) {
                LOG.warn("the ticker of {} cannot be read: {}", symbol, unreadable.cause());
            }
        }
    }

    /** Empty when a side is missing or nothing, or the two are crossed: the quote before grows old. */
    private static Optional<Quote> quoteOf(JsonNode ticker, Instant at) {
        try {
            return Optional.of(new Quote(
                    new Price(Json.decimal(ticker, "highest_bid")), new Price(Json.decimal(ticker, "lowest_ask")), at));
        } catch (IllegalArgumentException | GateioFault noQuote) {
            return Optional.empty();
        }
    }
}
