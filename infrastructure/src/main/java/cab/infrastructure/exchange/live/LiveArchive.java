package cab.infrastructure.exchange.live;

import cab.domain.market.Candle;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeTimes;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** The past candles of an exchange that this program speaks to itself: by REST alone. Owned by one thread. */
public final class LiveArchive implements CandleArchive {

    private final Terms terms;
    private final ExchangeTimes times;
    private final MarketDialect dialect;
    private final LiveConnection connection;

    private LiveArchive(Terms terms, ExchangeTimes times, MarketDialect dialect, LiveConnection connection) {
        this.terms = terms;
        this.times = times;
        this.dialect = dialect;
        this.connection = connection;
    }

    /**
     * What the exchange allows.
     *
     * @param title for people
     * @param reach candles back from now; empty when there is no limit
     * @param page candles that it shows at once
     */
    public record Terms(String title, OptionalInt reach, int page) {}

    /**
     * Asks what time it is there, which says what is closed. Waits. The connection belongs to the archive from now on.
     *
     * @throws UnreachableException when the exchange does not answer
     */
    public static LiveArchive open(Terms terms, ExchangeTimes times, MarketDialect dialect, LiveConnection connection) {
        try {
            Instant _ = LiveExchange.timeThere(terms.title(), connection);
            return new LiveArchive(terms, times, dialect, connection);
        } catch (RuntimeException unusable) {
            connection.close();
            throw unusable;
        }
    }

    @Override
    public String title() {
        return terms.title();
    }

    @Override
    public OptionalInt reach() {
        return terms.reach();
    }

    @Override
    public int page() {
        return terms.page();
    }

    @Override
    public boolean has(Timeframe timeframe) {
        return dialect.interval(timeframe).timeframe() == timeframe;
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(connection.clock().millis());
    }

    @Override
    public List<Candle> closedBetween(Symbol symbol, Timeframe timeframe, long fromMs, long toMs) {
        try {
            return dialect.closedBetween(
                    symbol, dialect.interval(timeframe), fromMs, toMs, Deadline.in(times.operationDeadline()));
        } catch (ExchangeFault unclear) {
            throw new UnreachableException(terms.title() + ": " + unclear.cause());
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
