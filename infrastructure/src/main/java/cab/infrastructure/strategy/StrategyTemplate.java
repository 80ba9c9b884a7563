package cab.infrastructure.strategy;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a new strategy begins with: sources that compile, trade and can be changed line by line. */
public enum StrategyTemplate {
    /** A strategy in Java, over the indicators of the program. */
    JAVA {
        @Override
        String factory() {
            return """
                    package own;

                    import cab.domain.indicator.Sma;
                    import cab.domain.market.ClosedCandle;
                    import cab.domain.strategy.ParameterDescription;
                    import cab.domain.strategy.Signal;
                    import cab.domain.strategy.Strategy;
                    import cab.domain.strategy.StrategyDescription;
                    import cab.domain.strategy.StrategyFactory;
                    import cab.domain.strategy.StrategyParameters;
                    import java.util.List;
                    import java.util.Locale;

                    /** Buys when the close rises above its average, sells when it falls below: a start to change. */
                    public final class %CLASS% implements StrategyFactory {

                        /** Each parameter is a setting of its own: STRATEGY_%SETTING%_PERIOD. */
                        @Override
                        public StrategyDescription description() {
                            return new StrategyDescription(
                                    "%NAME%",
                                    "Buys when the close rises above its average, sells when it falls below.",
                                    List.of(ParameterDescription.ofInt("period", "candles of the average", 50, 2, 1_000)));
                        }

                        @Override
                        public Strategy create(StrategyParameters parameters) {
                            return new Rule(parameters.whole("period"));
                        }

                        /** Sees closed candles and nothing else, in order of time; one of its own for each symbol. */
                        private static final class Rule implements Strategy {

                            private final Sma average;
                            private boolean above;
                            private double close;

                            Rule(int period) {
                                this.average = new Sma(period);
                            }

                            @Override
                            public String name() {
                                return "%NAME%";
                            }

                            /** So many candles are answered with WARMING_UP. */
                            @Override
                            public int warmUp() {
                                return average.period();
                            }

                            @Override
                            public Signal onCandle(ClosedCandle candle) {
                                boolean warmBefore = average.isWarm();
                                boolean aboveBefore = above;
                                close = candle.close();
                                average.add(close);
                                above = average.isWarm() && close > average.value();
                                if (!warmBefore) {
                                    return Signal.WARMING_UP;
                                }
                                if (above == aboveBefore) {
                                    return Signal.HOLD;
                                }
                                return above ? Signal.BUY : Signal.SELL;
                            }

                            /** Why, in words and numbers: what a person reads who asks why it was bought. */
                            @Override
                            public String explain() {
                                return average.isWarm()
                                        ? String.format(Locale.ROOT, "close %.8g, average(%d) %.8g", close, average.period(), average.value())
                                        : "warming up";
                            }
                        }
                    }
                    """;
        }
    },
    /** A strategy of ta4j. */
    TA4J {
        @Override
        String factory() {
            return """
                    package own;

                    import cab.domain.strategy.ParameterDescription;
                    import cab.domain.strategy.StrategyDescription;
                    import cab.domain.strategy.StrategyParameters;
                    import cab.infrastructure.ta4j.Ta4jStrategyFactory;
                    import java.util.List;
                    import org.ta4j.core.BarSeries;
                    import org.ta4j.core.BaseStrategy;
                    import org.ta4j.core.Strategy;
                    import org.ta4j.core.indicators.averages.SMAIndicator;
                    import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
                    import org.ta4j.core.rules.CrossedDownIndicatorRule;
                    import org.ta4j.core.rules.CrossedUpIndicatorRule;

                    /** Buys when the close rises above its average, sells when it falls below: a start to change. */
                    public final class %CLASS% implements Ta4jStrategyFactory {

                        /** Each parameter is a setting of its own: STRATEGY_%SETTING%_PERIOD. */
                        @Override
                        public StrategyDescription description() {
                            return new StrategyDescription(
                                    "%NAME%",
                                    "Buys when the close rises above its average, sells when it falls below.",
                                    List.of(ParameterDescription.ofInt("period", "candles of the average", 50, 2, 900)));
                        }

                        /** The last argument of BaseStrategy is the warm-up: what the longest indicator needs. */
                        @Override
                        public Strategy build(BarSeries bars, StrategyParameters parameters) {
                            int period = parameters.whole("period");
                            ClosePriceIndicator close = new ClosePriceIndicator(bars);
                            SMAIndicator average = new SMAIndicator(close, period);
                            return new BaseStrategy(
                                    "%NAME%",
                                    new CrossedUpIndicatorRule(close, average),
                                    new CrossedDownIndicatorRule(close, average),
                                    period);
                        }
                    }
                    """;
        }
    };

    abstract String factory();

    /** The files of a project, by their place in it. */
    Map<String, String> files(String name) {
        StringBuilder type = new StringBuilder();
        for (String word : name.split("_", -1)) {
            if (!word.isEmpty()) {
                type.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        String factory = factory()
                .replace("%CLASS%", type + "Factory")
                .replace("%NAME%", name)
                .replace("%SETTING%", name.toUpperCase(Locale.ROOT));
        Map<String, String> files = new TreeMap<>();
        files.put("src/main/java/own/" + type + "Factory.java", factory);
        files.put("src/main/resources/" + StrategyJars.SERVICE, "own." + type + "Factory\n");
        return files;
    }
}
