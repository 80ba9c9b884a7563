package cab.domain.strategy;

import java.util.List;
import java.util.function.Function;

/** The strategies that come with the program. */
public final class Strategies {

    private static final List<Entry> CATALOGUE =
            List.of(new Entry(EmaCross.DESCRIPTION, parameters -> new EmaCross(parameters)));

    private Strategies() {}

    /** Every strategy there is, in the order they are shown. */
    public static List<StrategyDescription> all() {
        return CATALOGUE.stream().map(Entry::description).toList();
    }

    /**
     * What the strategy {@code name} does and what it can be told.
     *
     * @throws IllegalArgumentException when there is none of this name, naming those there are
     */
    public static StrategyDescription describe(String name) {
        return entry(name).description();
    }

    /**
     * A new strategy that has seen nothing yet.
     *
     * @param parameters what differs from the defaults
     * @throws IllegalArgumentException when there is none of this name or a parameter is wrong, naming what is allowed
     */
    public static Strategy create(String name, StrategyParameters parameters) {
        Entry entry = entry(name);
        return entry.factory().apply(entry.description().complete(parameters));
    }

    private static Entry entry(String name) {
        return CATALOGUE.stream()
                .filter(entry -> entry.description().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("strategy '" + name + "' is not known; "
                        + NameSuggestion.among(
                                name,
                                all().stream().map(StrategyDescription::name).toList())));
    }

    private record Entry(StrategyDescription description, Function<StrategyParameters, Strategy> factory) {}
}
