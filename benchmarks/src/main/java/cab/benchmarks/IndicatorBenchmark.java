package cab.benchmarks;

import cab.domain.indicator.Adx;
import cab.domain.indicator.Atr;
import cab.domain.indicator.Bollinger;
import cab.domain.indicator.Donchian;
import cab.domain.indicator.Ema;
import cab.domain.indicator.Macd;
import cab.domain.indicator.Rsi;
import cab.domain.indicator.Sma;
import cab.domain.indicator.VolumeAverage;
import cab.domain.market.CandleCursor;
import cab.domain.market.CandleSeries;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What each indicator costs per candle, its value read after each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BenchmarkCandles.COUNT)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class IndicatorBenchmark {

    private final CandleSeries candles = BenchmarkCandles.series();

    @Benchmark
    public double ema50() {
        Ema indicator = new Ema(50);
        double sum = 0;
        for (int index = 0; index < BenchmarkCandles.COUNT; index++) {
            indicator.add(candles.close(index));
            sum += indicator.isWarm() ? indicator.value() : 0;
        }
        return sum;
    }

    @Benchmark
    public double sma20() {
        Sma indicator = new Sma(20);
        double sum = 0;
        for (int index = 0; index < BenchmarkCandles.COUNT; index++) {
            indicator.add(candles.close(index));
            sum += indicator.isWarm() ? indicator.value() : 0;
        }
        return sum;
    }

    @Benchmark
    public double rsi14() {
        Rsi indicator = new Rsi(14);
        double sum = 0;
        for (int index = 0; index < BenchmarkCandles.COUNT; index++) {
            indicator.add(candles.close(index));
            sum += indicator.isWarm() ? indicator.value() : 0;
        }
        return sum;
    }

    @Benchmark
    public double bollinger20() {
        Bollinger indicator = new Bollinger(20, 2);
        double sum = 0;
        for (int index = 0; index < BenchmarkCandles.COUNT; index++) {
            indicator.add(candles.close(index));
            sum += indicator.isWarm() ? indicator.upper() : 0;
        }
        return sum;
    }

    @Benchmark
    public double macd() {
        Macd indicator = new Macd(12, 26, 9);
        double sum = 0;
        for (int index = 0; index < BenchmarkCandles.COUNT; index++) {
            indicator.add(candles.close(index));
            sum += indicator.isWarm() ? indicator.signal() : 0;
        }
        return sum;
    }

    @Benchmark
    public double atr14() {
        Atr indicator = new Atr(14);
        double sum = 0;
        for (CandleCursor cursor = candles.cursor(); cursor.advance(); ) {
            indicator.add(cursor);
            sum += indicator.isWarm() ? indicator.value() : 0;
        }
        return sum;
    }

    @Benchmark
    public double adx14() {
        Adx indicator = new Adx(14);
        double sum = 0;
        for (CandleCursor cursor = candles.cursor(); cursor.advance(); ) {
            indicator.add(cursor);
            sum += indicator.isWarm() ? indicator.value() : 0;
        }
        return sum;
    }

    @Benchmark
    public double donchian20() {
        Donchian indicator = new Donchian(20);
        double sum = 0;
        for (CandleCursor cursor = candles.cursor(); cursor.advance(); ) {
            indicator.add(cursor);
            sum += indicator.isWarm() ? indicator.upper() : 0;
        }
        return sum;
    }

    @Benchmark
    public double volume20() {
        VolumeAverage indicator = new VolumeAverage(20);
        double sum = 0;
        for (CandleCursor cursor = candles.cursor(); cursor.advance(); ) {
            indicator.add(cursor);
            sum += indicator.isWarm() ? indicator.value() : 0;
        }
        return sum;
    }
}
