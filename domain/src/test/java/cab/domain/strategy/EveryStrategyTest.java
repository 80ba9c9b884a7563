package cab.domain.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.Property;
import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every strategy that comes with the program. */
class EveryStrategyTest {

    static List<String> names() {
        return Strategies.all().stream().map(StrategyDescription::name).toList();
    }

    private static Strategy create(String name) {
        return Strategies.create(name, StrategyParameters.none());
    }

    @ParameterizedTest
    @MethodSource("names")
    void exactlyTheWarmUpIsWithoutAnOpinion(String name) {
        Property.holds(50, random -> {
            Strategy strategy = create(name);
            List<Signal> signals = walk(random, strategy.warmUp() + 50).stream()
                    .map(strategy::onCandle)
                    .toList();

            assertThat(signals.subList(0, strategy.warmUp())).containsOnly(Signal.WARMING_UP);
            assertThat(signals.subList(strategy.warmUp(), signals.size())).doesNotContain(Signal.WARMING_UP);
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void itBuysAndSellsAndTellsWhy(String name) {
        Strategy strategy = create(name);
        int buys = 0;
        int sells = 0;
        for (ClosedCandle candle : walk(new SplittableRandom(3), 5_000)) {
            Signal signal = strategy.onCandle(candle);
            buys += signal.action() == Action.BUY ? 1 : 0;
            sells += signal.action() == Action.SELL ? 1 : 0;
            assertThat(strategy.explain())
                    .matches(".*\\d.*")
                    .doesNotContain("NaN", "Infinity", "null")
                    .hasSizeLessThan(500);
        }

        assertThat(buys).isBetween(5, 1_000);
        assertThat(sells).isBetween(5, 1_000);
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatComesLaterChangesNoSignalBefore(String name) {
        Property.holds(30, random -> {
            List<ClosedCandle> candles = walk(random, 400);
            List<Signal> whole = signals(create(name), candles);
            int cut = random.nextInt(1, candles.size());
            List<ClosedCandle> other = new ArrayList<>(candles.subList(0, cut));
            other.addAll(walk(random, 50));

            assertThat(signals(create(name), other).subList(0, cut))
                    .as("cut at " + cut)
                    .isEqualTo(whole.subList(0, cut));
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void aMarketThatDoesNotMoveIsNotTraded(String name) {
        for (double price : new double[] {0.1, 0.3, 1, 12_345.67}) {
            assertThat(Closes.signals(create(name), Closes.flat(2_000, price)))
                    .as("at " + price)
                    .doesNotContain(Signal.BUY, Signal.SELL)
                    .allMatch(signal -> !signal.isOpinion());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aCandleWithoutNewsCostsNoAllocation(String name) {
        assertThat(ManagementFactory.getThreadMXBean()).isInstanceOf(com.sun.management.ThreadMXBean.class);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<ClosedCandle> candles = walk(new SplittableRandom(9), 1_000);
        Strategy strategy = create(name);
        int _ = feed(strategy, candles, 20);

        long before = threads.getCurrentThreadAllocatedBytes();
        int opinions = feed(strategy, candles, 100);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // Only a signal that is stronger or weaker than full is an object of its own.
        assertThat(allocated - 32L * opinions).as("%d opinions", opinions).isLessThan(20_000);
    }

    private static int feed(Strategy strategy, List<ClosedCandle> candles, int rounds) {
        int opinions = 0;
        for (int round = 0; round < rounds; round++) {
            for (int index = 0; index < candles.size(); index++) {
                opinions += strategy.onCandle(candles.get(index)).isOpinion() ? 1 : 0;
            }
        }
        return opinions;
    }

    @ParameterizedTest
    @MethodSource("names")
    void theWordsDoNotDependOnTheLocale(String name) {
        String here = explained(name);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(explained(name)).isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String explained(String name) {
        Strategy strategy = create(name);
        StringBuilder words = new StringBuilder(strategy.explain());
        for (ClosedCandle candle : walk(new SplittableRandom(4), 60)) {
            words.append(strategy.onCandle(candle)).append(strategy.explain());
        }
        return words.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "rsi_momentum,    period,       1,    'period must be within 2..500, was 1'",
        "rsi_momentum,    buy_above,    99.1, 'buy_above must be within 1..99, was 99.1'",
        "bollinger_bands, deviations,   0,    'deviations must be within 0.1..10, was 0'",
        "atr_breakout,    multiplier,   21,   'multiplier must be within 0.1..20, was 21'",
        "donchian,        entry,        0,    'entry must be within 1..1000, was 0'",
        "macd,            fast,         26,   'fast must be less than slow, was fast 26 and slow 26'",
        "signals,         trend_weight, 1.1,  'trend_weight must be within 0..1, was 1.1'",
        "signals,         buy_score,    0,    'buy_score must be within 0.05..1, was 0'",
    })
    void parametersAreChecked(String strategy, String parameter, String value, String fault) {
        StrategyParameters parameters = StrategyParameters.none().with(parameter, new BigDecimal(value));

        assertThatThrownBy(() -> Strategies.create(strategy, parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("strategy " + strategy + ": " + fault);
    }

    @Test
    void aPolicyThatWeighsNothingIsRefused() {
        StrategyParameters none = StrategyParameters.none();
        for (String look : List.of("trend", "momentum", "macd", "bands", "volume")) {
            none = none.with(look + "_weight", BigDecimal.ZERO);
        }
        StrategyParameters weightless = none;

        assertThatThrownBy(() -> Strategies.create("signals", weightless))
                .hasMessage("strategy signals: at least one weight must be more than 0, all were 0");
    }

    private static List<Signal> signals(Strategy strategy, List<ClosedCandle> candles) {
        return candles.stream().map(strategy::onCandle).toList();
    }

    /** A walk with phases of trend, and volume that comes in bursts. */
    static List<ClosedCandle> walk(SplittableRandom random, int count) {
        List<ClosedCandle> candles = new ArrayList<>();
        double close = 100;
        for (int index = 0; index < count; index++) {
            double drift = Math.sin(index / 40.0) * 0.004;
            double open = close;
            close = open * (1 + drift + (random.nextDouble() - 0.5) * 0.012);
            double high = Math.max(open, close) * (1 + 0.003 * random.nextDouble());
            double low = Math.min(open, close) * (1 - 0.003 * random.nextDouble());
            double volume = 10 + random.nextInt(10) + (random.nextInt(8) == 0 ? 40 : 0);
            candles.add(new Candle(index * 60_000L, (index + 1) * 60_000L, open, high, low, close, volume));
        }
        return candles;
    }
}
