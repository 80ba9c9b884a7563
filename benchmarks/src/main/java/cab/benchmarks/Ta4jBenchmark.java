package cab.benchmarks;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.Rule;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsLowerIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsMiddleIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsUpperIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelLowerIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.VolumeIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.Num;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/**
 * What the same indicators and rules cost per candle in ta4j: in doubles, over bars that are ready before, asked once
 * for each bar in order. New indicators for each pass, as their values are kept.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BenchmarkCandles.COUNT)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class Ta4jBenchmark {

    private final BarSeries bars = BenchmarkCandles.bars();

    @State(Scope.Thread)
    public static class Indicators {
        @Param({"ema50", "sma20", "rsi14", "bollinger20", "macd", "atr14", "adx14", "donchian20", "volume20"})
        @Nullable String name;
    }

    @State(Scope.Thread)
    public static class Rules {
        @Param({"ema_cross", "rsi_momentum", "bollinger_bands", "donchian", "macd"})
        @Nullable String name;
    }

    @Benchmark
    public double indicator(Indicators chosen) {
        Indicator<Num> indicator = indicatorOf(String.valueOf(chosen.name));
        double sum = 0;
        for (int index = 0; index < BenchmarkCandles.COUNT; index++) {
            sum += indicator.getValue(index).doubleValue();
        }
        return sum;
    }

    private Indicator<Num> indicatorOf(String name) {
        ClosePriceIndicator close = new ClosePriceIndicator(bars);
        return switch (name) {
            case "ema50" -> new EMAIndicator(close, 50);
            case "sma20" -> new SMAIndicator(close, 20);
            case "rsi14" -> new RSIIndicator(close, 14);
            case "bollinger20" -> upperBand(close);
            case "macd" -> new MACDIndicator(close, 12, 26).getSignalLine(9);
            case "atr14" -> new ATRIndicator(bars, 14);
            case "adx14" -> new ADXIndicator(bars, 14);
            case "donchian20" -> new DonchianChannelUpperIndicator(bars, 20);
            case "volume20" -> new SMAIndicator(new VolumeIndicator(bars), 20);
            default -> throw new IllegalArgumentException("indicator must be one of the list, was " + name);
        };
    }

    private static BollingerBandsUpperIndicator upperBand(ClosePriceIndicator close) {
        return new BollingerBandsUpperIndicator(
                new BollingerBandsMiddleIndicator(new SMAIndicator(close, 20)),
                new StandardDeviationIndicator(close, 20));
    }

    @Benchmark
    public int rules(Rules chosen) {
        Rule[] pair = rulesOf(String.valueOf(chosen.name));
        int opinions = 0;
        for (int index = 1; index < BenchmarkCandles.COUNT; index++) {
            opinions += pair[0].isSatisfied(index) ? 1 : 0;
            opinions += pair[1].isSatisfied(index) ? 1 : 0;
        }
        return opinions;
    }

    /** The entry and the exit. */
    private Rule[] rulesOf(String name) {
        ClosePriceIndicator close = new ClosePriceIndicator(bars);
        return switch (name) {
            case "ema_cross" -> crossed(new EMAIndicator(close, 12), new EMAIndicator(close, 26));
            case "rsi_momentum" -> {
                RSIIndicator rsi = new RSIIndicator(close, 14);
                yield new Rule[] {new CrossedUpIndicatorRule(rsi, 55), new CrossedDownIndicatorRule(rsi, 45)};
            }
            case "bollinger_bands" ->
                new Rule[] {
                    new CrossedUpIndicatorRule(
                            close,
                            new BollingerBandsLowerIndicator(
                                    new BollingerBandsMiddleIndicator(new SMAIndicator(close, 20)),
                                    new StandardDeviationIndicator(close, 20))),
                    new CrossedDownIndicatorRule(close, upperBand(close))
                };
            case "donchian" ->
                new Rule[] {
                    new CrossedUpIndicatorRule(close, new DonchianChannelUpperIndicator(bars, 20)),
                    new CrossedDownIndicatorRule(close, new DonchianChannelLowerIndicator(bars, 10))
                };
            case "macd" -> {
                MACDIndicator macd = new MACDIndicator(close, 12, 26);
                yield crossed(macd, macd.getSignalLine(9));
            }
            default -> throw new IllegalArgumentException("strategy must be one of the list, was " + name);
        };
    }

    private static Rule[] crossed(Indicator<Num> one, Indicator<Num> other) {
        return new Rule[] {new CrossedUpIndicatorRule(one, other), new CrossedDownIndicatorRule(one, other)};
    }
}
