package cab.app.assembly;

import cab.application.monitoring.ComponentHealth;
import cab.application.trading.GuardedOpinion;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.signal.SecondOpinion;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * Where second opinions come from: a model that somebody brings, guarded so that it can fail without stopping the
 * trading, and watched for the health of the program. Thread-safe.
 */
public final class SecondOpinions {

    private final Source source;
    private final SortedMap<Symbol, GuardedOpinion> guarded = new ConcurrentSkipListMap<>();

    /** Makes the opinions of models. Thread-safe. */
    @FunctionalInterface
    public interface Source {

        /** A new opinion on {@code symbol} that has seen no candle, or empty when there is no model. */
        Optional<SecondOpinion> of(Symbol symbol, Timeframe timeframe);
    }

    public SecondOpinions(Source source) {
        this.source = source;
    }

    /** No model: the technical signal counts alone. */
    public static SecondOpinions none() {
        return new SecondOpinions((symbol, timeframe) -> Optional.empty());
    }

    /** A new opinion on {@code symbol}; the one before it is not watched any more. */
    Optional<SecondOpinion> of(Symbol symbol, Timeframe timeframe) {
        return source.of(symbol, timeframe).map(model -> {
            GuardedOpinion watched = new GuardedOpinion(model);
            guarded.put(symbol, watched);
            return watched;
        });
    }

    /** Degraded while a model fails. */
    ComponentHealth health() {
        String faults = guarded.entrySet().stream()
                .flatMap(entry -> entry.getValue().fault().map(fault -> entry.getKey() + ": " + fault).stream())
                .collect(Collectors.joining("; "));
        return faults.isEmpty() ? ComponentHealth.up() : ComponentHealth.degraded(faults);
    }
}
