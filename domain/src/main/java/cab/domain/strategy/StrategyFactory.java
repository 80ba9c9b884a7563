package cab.domain.strategy;

/**
 * A strategy that can be chosen: what the user sees of it, and how to make one. Who writes their own strategy
 * implements this interface, names the class in {@code META-INF/services/cab.domain.strategy.StrategyFactory} of a jar,
 * and puts that jar into the directory of strategies. Stateless, thread-safe.
 */
public interface StrategyFactory {

    /** Name, summary and parameters; the same at every call. */
    StrategyDescription description();

    /**
     * A new strategy that has seen nothing yet.
     *
     * @param parameters a value for each parameter of the description, each within its own limits
     * @throws IllegalArgumentException when the parameters do not fit together, with a sentence for the user
     */
    Strategy create(StrategyParameters parameters);
}
