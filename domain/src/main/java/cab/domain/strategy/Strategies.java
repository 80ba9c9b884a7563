package cab.domain.strategy;

import java.util.List;

/** The strategies that come with the program; see {@link StrategyCatalogue} for those and the user's own. */
public final class Strategies {

    private Strategies() {}

    /** Every strategy there is, in the order they are shown. */
    public static List<StrategyDescription> all() {
        return StrategyCatalogue.builtIn().all();
    }

    /**
     * What the strategy {@code name} does and what it can be told.
     *
     * @throws IllegalArgumentException when there is none of this name, naming those there are
     */
    public static StrategyDescription describe(String name) {
        return StrategyCatalogue.builtIn().describe(name);
    }

    /**
     * A new strategy that has seen nothing yet.
     *
     * @param parameters what differs from the defaults
     * @throws IllegalArgumentException when there is none of this name or a parameter is wrong, naming what is allowed
     */
    public static Strategy create(String name, StrategyParameters parameters) {
        return StrategyCatalogue.builtIn().create(name, parameters);
    }
}
