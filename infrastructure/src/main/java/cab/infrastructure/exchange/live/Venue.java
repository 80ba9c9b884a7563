package cab.infrastructure.exchange.live;

import cab.application.port.Scheduler;
import cab.domain.market.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;

/** An exchange that can be connected to. Thread-safe. */
public interface Venue {

    /**
     * Connects: reads the exchange's clock and the rules of the symbols, and keeps both up to date. Waits for at most
     * half a minute.
     *
     * @param symbols that will be traded
     * @param time of the program
     * @param nanoTime the monotonic clock that belongs to {@code time}
     * @param seed scatters what is tried again
     * @throws UnreachableException when the exchange does not answer in time
     * @throws IllegalStateException when it does not list one of the symbols
     */
    LiveExchange connect(List<Symbol> symbols, Scheduler time, LongSupplier nanoTime, long seed);

    /**
     * The past candles of the exchange. Waits for at most half a minute. No key is sent.
     *
     * @param time of the machine
     * @param nanoTime the monotonic clock that belongs to {@code time}
     * @throws UnreachableException when the exchange does not answer in time
     */
    CandleArchive archive(Scheduler time, LongSupplier nanoTime);

    /**
     * What time it is at the exchange, for who has to know before anything else. Waits for at most half a minute.
     *
     * @param time of the machine
     * @throws UnreachableException when the exchange does not answer in time
     */
    Instant timeThere(Scheduler time);
}
