package cab.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.MarketFiles;
import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.adx.MinusDIIndicator;
import org.ta4j.core.indicators.adx.PlusDIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelLowerIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.VolumeIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.Num;

/** All indicators over real candles, beside values that were computed elsewhere. */
class GoldenIndicatorsTest {

    /** Of the golden values, relative to the larger of 1 and the value: warm-up and ever after. */
    private static final double TOLERANCE_GOLDEN = 1e-9;

    /** Of ta4j, likewise, once its other seeds are forgotten. */
    private static final double TOLERANCE_TA4J = 1e-9;

    private static final int SEED_FORGOTTEN = 1_000;

    private final Sma sma20 = new Sma(20);
    private final Ema ema20 = new Ema(20);
    private final Ema ema50 = new Ema(50);
    private final Rsi rsi = new Rsi(14);
    private final Atr atr = new Atr(14);
    private final Bollinger bollinger = new Bollinger(20, 2);
    private final Adx adx = new Adx(14);
    private final Macd macd = new Macd(12, 26, 9);
    private final Donchian donchian = new Donchian(20);
    private final VolumeAverage volumes = new VolumeAverage(20);

    private void add(CandleSeries candles, int index) {
        double close = candles.close(index);
        sma20.add(close);
        ema20.add(close);
        ema50.add(close);
        rsi.add(close);
        bollinger.add(close);
        macd.add(close);
        var candle = candles.candle(index);
        atr.add(candle);
        adx.add(candle);
        donchian.add(candle);
        volumes.add(candle);
    }

    @ParameterizedTest
    @CsvSource({
        "coinbase_BTCUSD_1h_2017-2019, 1h",
        "binance_BTCUSDT_15m_2024,     15m",
    })
    void everyColumnAgreesWithTheGoldenValues(String name, String timeframe) {
        List<String[]> rows = MarketFiles.rows("golden/" + name + "_golden.csv.gz");
        CandleSeries candles =
                MarketFiles.candles(name + ".csv.gz", Timeframe.of(timeframe).orElseThrow());
        Map<Integer, Column> columns = columns();
        List<String> differences = new ArrayList<>();

        for (int index = 0; index < rows.size(); index++) {
            add(candles, index);
            String[] row = rows.get(index);
            assertThat(Long.parseLong(row[0])).isEqualTo(candles.openTimeMs(index));
            for (var entry : columns.entrySet()) {
                Column column = entry.getValue();
                String golden = row[entry.getKey()];
                boolean defined = column.isDefined();
                if (defined == golden.isEmpty()) {
                    differences.add(column.name() + " in row " + index + ": defined " + defined + ", golden " + golden);
                } else if (defined
                        && isApart(column.value().getAsDouble(), Double.parseDouble(golden), TOLERANCE_GOLDEN)) {
                    differences.add(column.name() + " in row " + index + ": "
                            + column.value().getAsDouble() + ", golden " + golden);
                }
            }
        }

        assertThat(differences).isEmpty();
        assertThat(rows).hasSizeGreaterThan(20_000).hasSize(candles.size());
    }

    /** By the number of the column in the file. */
    private Map<Integer, Column> columns() {
        Map<Integer, Column> columns = new LinkedHashMap<>();
        columns.put(2, new Column("sma20", sma20::isWarm, sma20::value));
        columns.put(3, new Column("ema20", ema20::isWarm, ema20::value));
        columns.put(4, new Column("ema50", ema50::isWarm, ema50::value));
        columns.put(7, new Column("rsi14", rsi::isWarm, rsi::value));
        columns.put(9, new Column("atr14", atr::isWarm, atr::value));
        columns.put(10, new Column("bb_mid", bollinger::isWarm, bollinger::middle));
        columns.put(11, new Column("bb_up", bollinger::isWarm, bollinger::upper));
        columns.put(12, new Column("bb_low", bollinger::isWarm, bollinger::lower));
        columns.put(13, new Column("plus_di14", adx::hasDirection, adx::plus));
        columns.put(14, new Column("minus_di14", adx::hasDirection, adx::minus));
        columns.put(15, new Column("adx14", adx::isWarm, adx::value));
        columns.put(16, new Column("macd", macd::hasLine, macd::line));
        columns.put(17, new Column("macd_signal", macd::isWarm, macd::signal));
        columns.put(18, new Column("macd_hist", macd::isWarm, macd::histogram));
        return columns;
    }

    @Test
    void theyAgreeWithTa4jOnceTheSeedIsForgotten() {
        CandleSeries candles = MarketFiles.candles("coinbase_BTCUSD_1h_2017-2019.csv.gz", Timeframe.H1);
        BarSeries bars = Ta4jBars.of(candles);
        ClosePriceIndicator close = new ClosePriceIndicator(bars);
        Map<String, Pair> pairs = new LinkedHashMap<>();
        pairs.put("sma20", new Pair(sma20::value, new SMAIndicator(close, 20)));
        pairs.put("ema50", new Pair(ema50::value, new EMAIndicator(close, 50)));
        pairs.put("rsi14", new Pair(rsi::value, new RSIIndicator(close, 14)));
        pairs.put("atr14", new Pair(atr::value, new ATRIndicator(bars, 14)));
        pairs.put("deviation", new Pair(bollinger::deviation, new StandardDeviationIndicator(close, 20)));
        pairs.put("adx14", new Pair(adx::value, new ADXIndicator(bars, 14)));
        pairs.put("plus_di14", new Pair(adx::plus, new PlusDIIndicator(bars, 14)));
        pairs.put("minus_di14", new Pair(adx::minus, new MinusDIIndicator(bars, 14)));
        pairs.put("macd", new Pair(macd::line, new MACDIndicator(close, 12, 26)));
        pairs.put("macd_signal", new Pair(macd::signal, new MACDIndicator(close, 12, 26).getSignalLine(9)));
        pairs.put("channel high", new Pair(donchian::upper, new DonchianChannelUpperIndicator(bars, 20)));
        pairs.put("channel low", new Pair(donchian::lower, new DonchianChannelLowerIndicator(bars, 20)));
        pairs.put("volume", new Pair(volumes::value, new SMAIndicator(new VolumeIndicator(bars), 20)));
        List<String> differences = new ArrayList<>();

        for (int index = 0; index < candles.size(); index++) {
            add(candles, index);
            for (var entry : pairs.entrySet()) {
                double theirs = entry.getValue().theirs().getValue(index).doubleValue();
                if (index < SEED_FORGOTTEN) {
                    continue;
                }
                double ours = entry.getValue().ours().getAsDouble();
                if (isApart(ours, theirs, TOLERANCE_TA4J)) {
                    differences.add(entry.getKey() + " in row " + index + ": " + ours + ", ta4j " + theirs);
                }
            }
        }

        assertThat(differences).isEmpty();
    }

    private static boolean isApart(double ours, double theirs, double tolerance) {
        // Negated, so that NaN is apart from everything.
        return !(Math.abs(ours - theirs) <= tolerance * Math.max(1, Math.abs(theirs)));
    }

    private record Column(String name, java.util.function.BooleanSupplier defined, DoubleSupplier value) {

        boolean isDefined() {
            return defined.getAsBoolean();
        }
    }

    private record Pair(DoubleSupplier ours, Indicator<Num> theirs) {}
}
