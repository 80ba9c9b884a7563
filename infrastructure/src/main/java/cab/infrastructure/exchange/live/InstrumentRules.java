package cab.infrastructure.exchange.live;

import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.order.Side;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeFault;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of the symbols that are traded, as read last. They change while the program runs: ticks get finer, pairs
 * are halted and delisted. Reads on threads of the adapter; what was read is there for any thread.
 */
public final class InstrumentRules {

    private static final Logger LOG = LoggerFactory.getLogger(InstrumentRules.class);

    private final BiFunction<Symbol, Deadline, Optional<Listing>> reader;
    private final Map<Symbol, Listing> listings = new ConcurrentHashMap<>();

    /**
     * Rules that nobody has read yet.
     *
     * @param reader asks the exchange; empty when the symbol is not listed, {@link ExchangeFault} when there was no
     *     clear answer
     */
    public InstrumentRules(BiFunction<Symbol, Deadline, Optional<Listing>> reader) {
        this.reader = reader;
    }

    /**
     * A symbol as an exchange lists it. Immutable.
     *
     * @param instrument its rules
     * @param status in the exchange's words
     * @param canBeBought whether the exchange takes orders to buy
     * @param canBeSold whether the exchange takes orders to sell
     */
    public record Listing(Instrument instrument, String status, boolean canBeBought, boolean canBeSold) {

        private Listing gone() {
            return new Listing(instrument, "not listed", false, false);
        }

        private boolean takes(Side side) {
            return side == Side.BUY ? canBeBought : canBeSold;
        }
    }

    public Optional<Instrument> instrument(Symbol symbol) {
        return Optional.ofNullable(listings.get(symbol)).map(Listing::instrument);
    }

    /** Why an order of that side would be refused at the moment, or empty when nothing is known against it. */
    public Optional<String> obstacle(Symbol symbol, Side side) {
        return Optional.ofNullable(listings.get(symbol))
                .filter(listing -> !listing.takes(side))
                .map(listing -> symbol + " is " + listing.status());
    }

    /**
     * Reads the rules again; a symbol that is not listed any more keeps its rules, for its position, and is marked.
     *
     * @throws ExchangeFault when there was no clear answer
     */
    public void refresh(Symbol symbol, Deadline deadline) {
        reader.apply(symbol, deadline)
                .ifPresentOrElse(
                        listing -> put(symbol, listing),
                        () -> listings.computeIfPresent(symbol, (same, known) -> known.gone()));
    }

    private void put(Symbol symbol, Listing listing) {
        Listing before = listings.put(symbol, listing);
        if (before != null && !before.equals(listing)) {
            LOG.warn("the exchange changed the rules of {}: from {} to {}", symbol, before, listing);
        }
    }
}
