package cab.benchmarks;

import cab.domain.market.CandleCursor;
import cab.domain.market.CandleSeries;
import cab.domain.strategy.Strategies;
import cab.domain.strategy.Strategy;
import cab.domain.strategy.StrategyParameters;
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

/** What each strategy costs per candle, its signal included; {@link Ta4jBenchmark} has the same rules in ta4j. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BenchmarkCandles.COUNT)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class StrategyBenchmark {

    private final CandleSeries candles = BenchmarkCandles.series();

    @Param({"ema_cross", "rsi_momentum", "bollinger_bands", "atr_breakout", "donchian", "macd", "signals"})
    private @Nullable String name;

    @Benchmark
    public int opinions() {
        Strategy strategy = Strategies.create(String.valueOf(name), StrategyParameters.none());
        int opinions = 0;
        for (CandleCursor cursor = candles.cursor(); cursor.advance(); ) {
            opinions += strategy.onCandle(cursor).isOpinion() ? 1 : 0;
        }
        return opinions;
    }
}
