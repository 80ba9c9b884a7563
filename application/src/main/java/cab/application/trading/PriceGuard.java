package cab.application.trading;

import cab.application.execution.Book;
import cab.application.execution.BotEvents;
import cab.application.execution.Writer;
import cab.application.port.BotPorts;
import cab.application.port.JournalEntry;
import cab.application.protection.PositionExit;
import cab.application.protection.RestingStop;
import cab.domain.market.Candle;
import cab.domain.market.Quote;
import cab.domain.money.Price;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.Purpose;
import cab.domain.protection.ProtectiveStop;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Looks at every price: sells what is held when its stop is hit, lets the stop follow the price, and tells the feed
 * what to watch. It works in every state of the orchestrator, and also while a stop rests at the exchange: that is
 * given a short while to fire by itself. Owned by one thread.
 */
final class PriceGuard {

    private static final MathContext LEVEL_DIGITS = new MathContext(12);

    /** A stream that has told nothing for so long may have fallen silent without a sign. */
    private static final long SILENCE_MS = Duration.ofMinutes(3).toMillis();

    private final Book book;
    private final BotPorts ports;
    private final BotEvents events;
    private final Writer writer;
    private final PositionExit exit;
    private final PositionEntry entry;
    private final RestingStop restingStop;
    private final ProtectiveStop stop;
    private double lastPrice;
    /** When the market was at the last price. */
    private long pricedAtMs = Long.MIN_VALUE;

    private double watched;
    private double writtenPeak;
    private long heardAtMs;

    PriceGuard(
            Book book,
            BotPorts ports,
            BotEvents events,
            Writer writer,
            PositionExit exit,
            PositionEntry entry,
            RestingStop restingStop) {
        this.book = book;
        this.ports = ports;
        this.events = events;
        this.writer = writer;
        this.exit = exit;
        this.entry = entry;
        this.restingStop = restingStop;
        this.stop = book.stop();
        this.writtenPeak = stop.peak();
    }

    /** A trade took place in the market. */
    void onPrice(long atMs, double price) {
        // What is no price buys and sells nothing; negated, so that NaN is none.
        if (!(price > 0 && price < Double.POSITIVE_INFINITY)) {
            return;
        }
        heard(atMs, price);
        heardAtMs = ports.processTime().millis();
        if (!stop.isArmed()) {
            return;
        }
        if (stop.isHitBy(price)) {
            protect(atMs, price);
            return;
        }
        stop.raise(price);
        updateWatch();
        restingStop.levelRose();
    }

    private void protect(long atMs, double price) {
        if (exit.isUnderway() || !stop.isArmed()) {
            return;
        }
        events.trace(atMs);
        entry.abandonWorking();
        if (!restingStop.isFiring(price, () -> protect(atMs, price))) {
            exit.sell(Purpose.PROTECTION, Candle.exactPrice(price));
        }
    }

    /** The exchange refuses a stop because the market is at its trigger: what is held is sold at once. */
    void reached(Price trigger) {
        entry.abandonWorking();
        exit.sell(Purpose.PROTECTION, trigger);
    }

    /** An order sells that nobody follows, such as a stop that has fired: the rest of the position goes too. */
    void selling(Order sale) {
        entry.abandonWorking();
        exit.follow(sale);
    }

    /**
     * While something is protected and the stream is silent, asks for the price: what has fallen through the stop is
     * sold. The stop does not follow this price up; the stream does that when it speaks again.
     */
    void askIfSilent() {
        if (ports.processTime().millis() - heardAtMs >= SILENCE_MS) {
            ask();
        }
    }

    /** Asks for the price now: while the program was down, it may have fallen through the stop. */
    void ask() {
        if (!stop.isArmed() || exit.isUnderway()) {
            return;
        }
        Optional<Quote> quote = ports.marketData().quote(book.symbol());
        if (quote.isPresent()) {
            long atMs = quote.get().at().toEpochMilli();
            double bid = quote.get().bid().value().doubleValue();
            heard(atMs, bid);
            if (stop.isHitBy(bid)) {
                protect(atMs, bid);
            }
        }
    }

    /** Tells the feed which price calls for a sale now, and that prices matter while there is none yet. */
    void updateWatch() {
        double level = stop.watched();
        if (level != watched) {
            watched = level;
            ports.marketData().watchBelow(book.symbol(), level);
        }
    }

    /** A candle has closed: writes down how high the price has been, for a restart. */
    void candleClosed(long closedAtMs, double close) {
        heard(closedAtMs, close);
        heardAtMs = ports.processTime().millis();
        if (stop.isArmed() && stop.peak() != writtenPeak) {
            writtenPeak = stop.peak();
            writer.facts(List.of(new JournalEntry.PositionChanged(
                    book.record(ports.scheduler().instant()))));
        }
    }

    /** One of our orders was filled, which tells of the market too, unless a later price is known. */
    void filled(Fill fill) {
        long atMs = fill.at().toEpochMilli();
        if (atMs >= pricedAtMs) {
            heard(atMs, fill.price().value().doubleValue());
        }
    }

    private void heard(long atMs, double price) {
        lastPrice = price;
        pricedAtMs = atMs;
    }

    /** The last price heard of, for comparing; 0 before the first. */
    double price() {
        return lastPrice;
    }

    /** The last price heard of, or empty before the first. */
    Optional<Price> lastPrice() {
        return lastPrice > 0 ? Optional.of(Candle.exactPrice(lastPrice)) : Optional.empty();
    }

    /** The price at which the position is sold, to twelve digits: what is beyond them comes of computing in double. */
    Optional<Price> stopLevel() {
        return stop.level() > 0 ? Optional.of(new Price(new BigDecimal(stop.level(), LEVEL_DIGITS))) : Optional.empty();
    }
}
