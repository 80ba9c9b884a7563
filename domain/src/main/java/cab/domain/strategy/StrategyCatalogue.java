package cab.domain.strategy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The strategies that can be chosen, by name, in the order they are shown. Immutable. */
public final class StrategyCatalogue {

    private static final StrategyCatalogue BUILT_IN = of(List.of(
            factory(EmaCross.DESCRIPTION, EmaCross::new),
            factory(RsiMomentum.DESCRIPTION, RsiMomentum::new),
            factory(BollingerBands.DESCRIPTION, BollingerBands::new),
            factory(AtrBreakout.DESCRIPTION, AtrBreakout::new),
            factory(DonchianBreakout.DESCRIPTION, DonchianBreakout::new),
            factory(MacdCross.DESCRIPTION, MacdCross::new),
            factory(SignalsPolicy.DESCRIPTION, SignalsPolicy::new)));

    private final Map<String, StrategyFactory> byName;

    private StrategyCatalogue(Map<String, StrategyFactory> byName) {
        this.byName = byName;
    }

    /** Those that come with the program. */
    public static StrategyCatalogue builtIn() {
        return BUILT_IN;
    }

    /**
     * Those that {@code factories} make.
     *
     * @throws IllegalArgumentException when two have one name
     */
    public static StrategyCatalogue of(List<? extends StrategyFactory> factories) {
        Map<String, StrategyFactory> byName = new LinkedHashMap<>();
        for (StrategyFactory factory : factories) {
            String name = factory.description().name();
            if (byName.putIfAbsent(name, factory) != null) {
                throw new IllegalArgumentException("there must be one strategy of a name, there are two: " + name);
            }
        }
        return new StrategyCatalogue(byName);
    }

    /**
     * These strategies and those that {@code more} make.
     *
     * @throws IllegalArgumentException when two have one name
     */
    public StrategyCatalogue with(List<? extends StrategyFactory> more) {
        return of(Stream.concat(byName.values().stream(), more.stream()).toList());
    }

    /** Every strategy there is, in the order they are shown. */
    public List<StrategyDescription> all() {
        return byName.values().stream().map(StrategyFactory::description).toList();
    }

    /**
     * What the strategy {@code name} does and what it can be told.
     *
     * @throws IllegalArgumentException when there is none of this name, naming those there are
     */
    public StrategyDescription describe(String name) {
        return factory(name).description();
    }

    /**
     * A new strategy that has seen nothing yet.
     *
     * @param parameters what differs from the defaults
     * @throws IllegalArgumentException when there is none of this name or a parameter is wrong, naming what is allowed
     */
    public Strategy create(String name, StrategyParameters parameters) {
        StrategyFactory factory = factory(name);
        return factory.create(factory.description().complete(parameters));
    }

    private StrategyFactory factory(String name) {
        StrategyFactory factory = byName.get(name);
        if (factory == null) {
            throw new IllegalArgumentException("strategy '" + name + "' is not known; "
                    + NameSuggestion.among(name, List.copyOf(byName.keySet())));
        }
        return factory;
    }

    private static StrategyFactory factory(
            StrategyDescription description, Function<StrategyParameters, Strategy> maker) {
        return new Known(description, maker);
    }

    private record Known(StrategyDescription description, Function<StrategyParameters, Strategy> maker)
            implements StrategyFactory {

        @Override
        public Strategy create(StrategyParameters parameters) {
            return maker.apply(parameters);
        }
    }
}
