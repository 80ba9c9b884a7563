package cab.infrastructure.exchange.simulated;

import cab.application.port.HistoryReport;
import cab.application.port.MarketData;
import cab.domain.market.Candle;
import cab.domain.market.CandleCursor;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.time.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One symbol whose prices come from a real market.
 *
 * <p>An order is matched at the first price that is heard after it arrived, never at one that was heard before: what is
 * known was known to who decided. Between two prices of the stream the market may have gone further; the candle that
 * closes tells how far, and what rested during all of it is met then. While the program was down, or the stream cut
 * off, candles tell as much.
 *
 * <p>Owned by the exchange's thread but for {@link #heardNanos}.
 */
final class LiveLane implements PricePath {

    private static final Logger LOG = LoggerFactory.getLogger(LiveLane.class);

    /** For so long prices wait for what happened before them. */
    private static final Duration PAST_AWAITED = Duration.ofMinutes(1);

    /** More candles do not close meanwhile. */
    private static final int EARLY_MAX = 16;

    private final Symbol symbol;
    private final MarketData market;
    private final SimulatedExchange exchange;
    private final VirtualScheduler time;
    private final LongSupplier nanoTime;
    private final SymbolBook book;
    private final long downSinceMs;
    private boolean hearsPrices;
    private double lastPrice = NO_MARKET;
    private long lastPriceMs = Long.MIN_VALUE;
    private double volume;
    private long playedToMs = Long.MIN_VALUE;
    private boolean knowsPast;
    private final List<Candle> early = new ArrayList<>();
    private final long startedMs;
    private long candlesPlayed;
    private volatile long heardNanos;

    /**
     * A lane that has heard nothing.
     *
     * @param market where prices come from; lists the symbol
     * @param downSinceMs when an earlier run of the exchange ended
     * @param nanoTime a monotonic clock in nanoseconds
     */
    LiveLane(
            Instrument instrument,
            MarketData market,
            SimulatedExchange exchange,
            VirtualScheduler time,
            long downSinceMs,
            LongSupplier nanoTime) {
        this.symbol = instrument.symbol();
        this.market = market;
        this.exchange = exchange;
        this.time = time;
        this.nanoTime = nanoTime;
        this.downSinceMs = downSinceMs;
        this.startedMs = time.millis();
        this.heardNanos = nanoTime.getAsLong();
        this.book = exchange.list(instrument, this);
    }

    Symbol symbol() {
        return symbol;
    }

    long candlesPlayed() {
        return candlesPlayed;
    }

    /** When a price was heard last, by the monotonic clock; that of the start before the first. Thread-safe. */
    long heardNanos() {
        return heardNanos;
    }

    /** How many past candles tell what happened while nothing was heard. */
    int missedCandles(Timeframe timeframe, int most) {
        return Math.clamp((time.millis() - downSinceMs) / timeframe.lengthMs() + 1, 1, most);
    }

    /** Takes what happened while nothing was heard; from now on prices are matched. */
    void past(HistoryReport report) {
        if (knowsPast) {
            return;
        }
        knowsPast = true;
        switch (report) {
            case HistoryReport.Known(var candles) -> {
                CandleCursor cursor = candles.cursor();
                while (cursor.advance()) {
                    play(cursor);
                }
            }
            case HistoryReport.Unknown(String cause) ->
                LOG.warn(
                        "the candles of {} since {} could not be read, orders that rested meanwhile meet the next"
                                + " price: {}",
                        symbol,
                        Instant.ofEpochMilli(downSinceMs),
                        cause);
        }
        early.forEach(this::play);
        early.clear();
        if (hearsPrices) {
            matchLast();
        }
    }

    /** A trade took place. */
    void price(long atMs, double price) {
        heardNanos = nanoTime.getAsLong();
        hearsPrices = true;
        lastPrice = price;
        lastPriceMs = atMs;
        if (knowsPast) {
            matchLast();
        } else if (time.millis() >= startedMs + PAST_AWAITED.toMillis()) {
            past(new HistoryReport.Unknown("no answer within " + PAST_AWAITED.toSeconds() + " s"));
        }
    }

    private void matchLast() {
        if (book.isActive()) {
            book.hear(lastPrice, time.millis());
            exchange.publish();
        }
    }

    /** A candle has closed. */
    void candle(Candle candle) {
        if (knowsPast) {
            play(candle);
        } else if (early.size() < EARLY_MAX) {
            early.add(candle);
        }
    }

    private void play(ClosedCandle candle) {
        if (candle.closeTimeMs() <= playedToMs) {
            return;
        }
        playedToMs = candle.closeTimeMs();
        volume = candle.volume();
        if (!hearsPrices) {
            lastPrice = candle.close();
        }
        if (candle.closeTimeMs() > downSinceMs) {
            meet(candle);
        }
    }

    private void meet(ClosedCandle candle) {
        candlesPlayed++;
        book.beginCandle();
        followRules();
        if (book.isActive()) {
            book.catchUp(candle, time.millis());
            exchange.publish();
        }
    }

    /** The exchange changes its rules while it runs. */
    private void followRules() {
        market.instrument(symbol)
                .filter(instrument -> !instrument.equals(book.instrument()))
                .ifPresent(book::changeRules);
    }

    /** Nobody knows the price of this very moment: what arrives waits for the next one that is heard. */
    @Override
    public double tradedPrice(long nowMs) {
        return NO_MARKET;
    }

    @Override
    public double lastPrice() {
        return lastPrice;
    }

    /** How much was traded in the last candle: what is traded in the one under way, nobody knows yet. */
    @Override
    public double candleVolume() {
        return volume;
    }

    /** Empty when it is older than the price that is matched. */
    @Override
    public Optional<Quote> quote() {
        return market.quote(symbol).filter(quote -> quote.at().toEpochMilli() >= lastPriceMs);
    }
}
