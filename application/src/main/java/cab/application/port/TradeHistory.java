package cab.application.port;

import cab.domain.market.Symbol;
import cab.domain.order.Fill;
import cab.domain.position.RealisedTrade;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was traded, for reports. Reads may wait and never disturb the journal's writer. Thread-safe. */
public interface TradeHistory {

    /**
     * What sells from {@code from}, inclusive, to {@code to}, exclusive, realised, in order of time.
     *
     * @param symbol of one symbol, or of all when empty
     * @throws StorageException when it cannot be read
     */
    List<RealisedTrade> realised(Optional<Symbol> symbol, Instant from, Instant to);

    /** Fills of the same span; see {@link #realised}. */
    List<Fill> fills(Optional<Symbol> symbol, Instant from, Instant to);

    /** How many orders were decided in the same span; see {@link #realised}. */
    int orders(Optional<Symbol> symbol, Instant from, Instant to);

    /**
     * What bots hold now that is too small to be sold by itself, in the order of their names.
     *
     * @param symbol of one symbol, or of all when empty
     * @throws StorageException when it cannot be read
     */
    List<Dust> dust(Optional<Symbol> symbol);

    /**
     * When the latest fill was; empty when there is none.
     *
     * @throws StorageException when it cannot be read
     */
    Optional<Instant> latestFillAt();
}
