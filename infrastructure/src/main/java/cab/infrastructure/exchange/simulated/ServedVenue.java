package cab.infrastructure.exchange.simulated;

import cab.domain.money.Money;
import cab.infrastructure.time.MarketClock;
import cab.infrastructure.time.VirtualScheduler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The simulated exchange behind a server: strangers on many threads ask, one thread of its own answers. Thread-safe.
 */
public final class ServedVenue implements AutoCloseable {

    private static final long ANSWER_WITHIN_SECONDS = 10;

    private final PaperVenue venue;
    private final Desk desk;

    /**
     * An exchange that stands still until {@link #start}; see {@link PaperVenue}.
     *
     * @param onFailure told, on the exchange's thread, what ended it
     */
    public ServedVenue(
            ExchangeTerms terms,
            PaperVenue.Pace pace,
            List<Listing> listings,
            Optional<SimulatedExchangeStore> store,
            Consumer<Throwable> onFailure) {
        this.venue = new PaperVenue(terms, pace, listings, store, onFailure);
        this.desk = new Desk(venue.exchange(), venue.time());
    }

    /** The exchange is closed, or has more to do than it can. */
    public static final class BusyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BusyException(String message) {
            super(message);
        }
    }

    /**
     * What may be touched on the exchange's thread alone.
     *
     * @param exchange accounts, orders, trades
     * @param time the time of the market, and what happens later
     */
    public record Desk(SimulatedExchange exchange, VirtualScheduler time) {}

    /** A new account with {@code deposits}, or the one that has this name. Before the start alone. */
    public SimulatedAccount account(String name, List<Money> deposits) {
        return venue.account(name, deposits);
    }

    /** The time of the market; it stands still until {@link #start}. */
    public MarketClock clock() {
        return venue.clock();
    }

    /** Lets the market run. */
    public void start() {
        venue.start();
    }

    /** Does {@code work} on the exchange's thread, whenever it comes to it; false when it never will. */
    public boolean tell(Consumer<Desk> work) {
        return venue.door().offer(() -> work.accept(desk));
    }

    /**
     * What {@code work} gives on the exchange's thread. It must not throw: what fails there ends the exchange.
     *
     * @throws BusyException when the exchange does not come to it; a change may then still be made
     */
    public <T> T ask(Function<Desk, T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (!tell(there -> answer.complete(work.apply(there)))) {
            throw new BusyException("the exchange is closed or overloaded");
        }
        try {
            return answer.get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException failed) {
            throw new BusyException("the exchange does not answer");
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new BusyException("the server is stopping");
        }
    }

    /** Ends the play, notes where it stands, and closes the store. */
    @Override
    public void close() {
        venue.close();
    }
}
