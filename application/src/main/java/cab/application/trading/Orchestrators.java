package cab.application.trading;

import cab.domain.market.Symbol;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The orchestrators of a program, by symbol. Immutable. */
public final class Orchestrators {

    private final SortedMap<Symbol, Orchestrator> bySymbol;

    public Orchestrators(Collection<Orchestrator> orchestrators) {
        this.bySymbol = new TreeMap<>();
        orchestrators.forEach(orchestrator -> bySymbol.put(orchestrator.symbol(), orchestrator));
    }

    public Optional<Orchestrator> of(Symbol symbol) {
        return Optional.ofNullable(bySymbol.get(symbol));
    }

    /** All, in the order of their symbols. */
    public Collection<Orchestrator> all() {
        return bySymbol.values();
    }
}
