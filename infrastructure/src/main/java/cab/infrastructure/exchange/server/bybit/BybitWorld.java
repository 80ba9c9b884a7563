package cab.infrastructure.exchange.server.bybit;

import cab.domain.market.Symbol;
import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.ServedVenue;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the face stands before: the exchange, its market, its customers, its time. Thread-safe. */
final class BybitWorld {

    private final ServedVenue venue;
    private final InstantSource machine;
    private final SortedMap<String, MarketBoard> boards;
    private final SortedMap<String, ApiKey> keys;

    BybitWorld(ServedVenue venue, InstantSource machine, List<MarketBoard> boards, List<ApiKey> keys) {
        this.venue = venue;
        this.machine = machine;
        SortedMap<String, MarketBoard> byPair = new TreeMap<>();
        boards.forEach(board -> byPair.put(pairOf(board.instrument().symbol()), board));
        this.boards = Collections.unmodifiableSortedMap(byPair);
        SortedMap<String, ApiKey> byName = new TreeMap<>();
        keys.forEach(key -> byName.put(key.key(), key));
        this.keys = Collections.unmodifiableSortedMap(byName);
    }

    ServedVenue venue() {
        return venue;
    }

    /** The times that a customer may live in: that of the exchange, and that of the machine. */
    List<InstantSource> times() {
        return List.of(venue.clock(), machine);
    }

    long nowMs() {
        return venue.clock().millis();
    }

    Optional<ApiKey> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    List<MarketBoard> boards() {
        return List.copyOf(boards.values());
    }

    /** The market of a pair such as {@code BTCUSDT}, which is listed. */
    MarketBoard board(String pair) {
        MarketBoard board = boards.get(pair);
        if (board == null) {
            throw new BybitError(BybitError.NO_SUCH_SYMBOL, "Invalid symbol.");
        }
        return board;
    }

    static String pairOf(Symbol symbol) {
        return symbol.base().code() + symbol.quote().code();
    }
}
