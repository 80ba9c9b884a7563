package cab.domain.indicator;

import cab.domain.market.ClosedCandle;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** One indicator as all of them are: something that takes candles, stands somewhere and has values once it is warm. */
record Probe(
        String name,
        int warmUp,
        Consumer<ClosedCandle> taker,
        BooleanSupplier warm,
        List<DoubleSupplier> values,
        Supplier<Object> state,
        Supplier<Probe> restored) {

    void add(ClosedCandle candle) {
        taker.accept(candle);
    }

    boolean isWarm() {
        return warm.getAsBoolean();
    }

    /** The exact bits of all values; empty while it is not warm. */
    List<Long> bits() {
        return isWarm()
                ? values.stream()
                        .map(value -> Double.doubleToRawLongBits(value.getAsDouble()))
                        .toList()
                : List.of();
    }

    @Override
    public String toString() {
        return name;
    }

    /** All indicators over {@code period}, which is 1 or more. */
    static List<Probe> all(int period) {
        return List.of(
                ema(new Ema(period)),
                sma(new Sma(period)),
                wilder(new WilderAverage(period)),
                rsi(new Rsi(period)),
                atr(new Atr(period)),
                bollinger(new Bollinger(period, 2)),
                adx(new Adx(period)),
                macd(new Macd(period, 2 * period, period + 1), period),
                donchian(new Donchian(period)),
                volume(new VolumeAverage(period)));
    }

    private static Probe ema(Ema it) {
        return new Probe(
                "ema",
                it.period(),
                candle -> it.add(candle.close()),
                it::isWarm,
                List.of(it::value),
                it::state,
                () -> ema(Ema.restore(it.period(), it.state())));
    }

    private static Probe sma(Sma it) {
        return new Probe(
                "sma",
                it.period(),
                candle -> it.add(candle.close()),
                it::isWarm,
                List.of(it::value),
                it::state,
                () -> sma(Sma.restore(it.period(), it.state())));
    }

    private static Probe wilder(WilderAverage it) {
        return new Probe(
                "wilder",
                it.period(),
                candle -> it.add(candle.close()),
                it::isWarm,
                List.of(it::value),
                it::state,
                () -> wilder(WilderAverage.restore(it.period(), it.state())));
    }

    private static Probe rsi(Rsi it) {
        return new Probe(
                "rsi",
                it.period() + 1,
                candle -> it.add(candle.close()),
                it::isWarm,
                List.of(it::value, () -> it.isFlat() ? 1 : 0),
                it::state,
                () -> rsi(Rsi.restore(it.period(), it.state())));
    }

    private static Probe atr(Atr it) {
        return new Probe(
                "atr",
                it.period() + 1,
                it::add,
                it::isWarm,
                List.of(it::value),
                it::state,
                () -> atr(Atr.restore(it.period(), it.state())));
    }

    private static Probe bollinger(Bollinger it) {
        return new Probe(
                "bollinger",
                it.period(),
                candle -> it.add(candle.close()),
                it::isWarm,
                List.of(it::middle, it::upper, it::lower, it::deviation),
                it::state,
                () -> bollinger(Bollinger.restore(it.period(), 2, it.state())));
    }

    private static Probe adx(Adx it) {
        return new Probe(
                "adx",
                2 * it.period(),
                it::add,
                it::isWarm,
                List.of(it::value, it::plus, it::minus),
                it::state,
                () -> adx(Adx.restore(it.period(), it.state())));
    }

    private static Probe macd(Macd it, int period) {
        return new Probe(
                "macd",
                it.candlesToWarmUp(),
                candle -> it.add(candle.close()),
                it::isWarm,
                List.of(it::signal, it::line, it::histogram),
                it::state,
                () -> macd(Macd.restore(period, 2 * period, period + 1, it.state()), period));
    }

    private static Probe donchian(Donchian it) {
        return new Probe(
                "donchian",
                it.period(),
                it::add,
                it::isWarm,
                List.of(it::upper, it::lower),
                it::state,
                () -> donchian(Donchian.restore(it.period(), it.state())));
    }

    private static Probe volume(VolumeAverage it) {
        return new Probe(
                "volume",
                it.period(),
                it::add,
                it::isWarm,
                List.of(it::value, () -> it.ratioOf(10)),
                it::state,
                () -> volume(VolumeAverage.restore(it.period(), it.state())));
    }
}
