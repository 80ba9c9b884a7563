package cab.infrastructure.exchange.live;

import cab.domain.market.Candle;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** The past candles of one exchange, read a page at a time and without a key. Owned by one thread. */
public interface CandleArchive extends AutoCloseable {

    /** The exchange, for people. */
    String title();

    /** How many candles back from now it serves at most; empty when it serves all of them. */
    OptionalInt reach();

    /** How many candles it shows at once. */
    int page();

    /** Whether it has candles of that length itself, which open where ours do. */
    boolean has(Timeframe timeframe);

    /** What time it is there. */
    Instant now();

    /**
     * The closed candles among those that open from {@code fromMs} to {@code toMs}, both included, oldest first. Waits,
     * also for the room that the exchange's limits leave.
     *
     * @param timeframe one that it {@link #has}
     * @throws UnreachableException when there was no clear answer, with what there was
     */
    List<Candle> closedBetween(Symbol symbol, Timeframe timeframe, long fromMs, long toMs);

    @Override
    void close();
}
