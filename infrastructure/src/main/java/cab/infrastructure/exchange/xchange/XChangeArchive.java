package cab.infrastructure.exchange.xchange;

import cab.domain.market.Candle;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.exchange.live.CandleArchive;
import cab.infrastructure.exchange.live.UnreachableException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/** The past candles of an exchange that is read through XChange. Owned by one thread. */
public final class XChangeArchive implements CandleArchive {

    /** Four questions a second, which every exchange allows. */
    private static final Duration BETWEEN = Duration.ofMillis(250);

    private final XChangeVenue venue;
    private final XChangeReader reader;
    private final InstantSource clock;
    private long askedAtNanos = System.nanoTime() - BETWEEN.toNanos();

    private XChangeArchive(XChangeVenue venue, XChangeReader reader, InstantSource clock) {
        this.venue = venue;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Reads what is traded there. Waits.
     *
     * @param exchange its name in the settings
     * @param address another address of its REST interface
     * @param clock of this machine
     * @throws UnreachableException when the exchange does not answer clearly now
     */
    public static XChangeArchive open(String exchange, Optional<URI> address, InstantSource clock) {
        XChangeVenue venue = XChangeVenue.of(exchange)
                .orElseThrow(() -> new IllegalArgumentException(exchange + " is not read through XChange"));
        XChangeReader reader = new XChangeReader(venue, address, clock);
        try {
            reader.readRules();
        } catch (IOException | RuntimeException unclear) {
            throw new UnreachableException(
                    venue.title() + " does not tell its rules: " + XChangeMarketData.wordsOf(unclear));
        }
        return new XChangeArchive(venue, reader, clock);
    }

    @Override
    public String title() {
        return venue.title();
    }

    @Override
    public OptionalInt reach() {
        return venue.reach() == venue.page() ? OptionalInt.of(venue.reach()) : OptionalInt.empty();
    }

    @Override
    public int page() {
        return venue.page();
    }

    @Override
    public boolean has(Timeframe timeframe) {
        return venue.timeframes().contains(timeframe);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public List<Candle> closedBetween(Symbol symbol, Timeframe timeframe, long fromMs, long toMs) {
        while (System.nanoTime() - askedAtNanos < BETWEEN.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(BETWEEN.toNanos() - (System.nanoTime() - askedAtNanos));
        }
        askedAtNanos = System.nanoTime();
        try {
            return reader.closedBetween(symbol, timeframe, fromMs, toMs);
        } catch (IOException | RuntimeException unclear) {
            throw new UnreachableException(venue.title() + ": " + XChangeMarketData.wordsOf(unclear));
        }
    }

    @Override
    public void close() {
        // XChange keeps nothing open.
    }
}
