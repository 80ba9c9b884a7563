package cab.infrastructure.exchange.gateio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cab.application.port.HistoryReport;
import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import cab.infrastructure.exchange.live.CandleNews;
import cab.infrastructure.exchange.live.CandleTracker;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.ScriptedExchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Candles by REST and out of the stream. */
final class GateioCandlesTest {

    private static final long MINUTE = 60_000;
    private static final long NOW = Timeframe.D1.bucketOpenMs(1_772_366_400_000L) + 600 * MINUTE + 30_000;

    private final GateioBench bench = new GateioBench();
    private final GateioCandles candles = new GateioCandles(bench.connection.rest(), bench.connection.clock());
    private final List<Long> told = new ArrayList<>();

    @AfterEach
    void end() {
        bench.close();
    }

    @Test
    void historyIsReadPageByPageAndHasClosedCandlesAlone() {
        serve(8);

        CandleSeries series = known(history(Timeframe.M1, 2_500));

        assertThat(series.size()).isEqualTo(2_500);
        assertThat(series.missing()).isZero();
        assertThat(series.closeTimeMs(2_499)).isLessThanOrEqualTo(System.currentTimeMillis());
        assertThat(System.currentTimeMillis() - series.closeTimeMs(2_499)).isLessThan(2 * MINUTE);
        assertThat(bench.exchange.requests("GET /spot/candlesticks"))
                .hasSize(3)
                .allSatisfy(asked ->
                        assertThat(asked.query()).contains("from=", "to=").doesNotContain("limit"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Timeframe.class,
            names = {"M3", "H2", "H6", "H12", "W1"})
    void timeframesThatTheExchangeHasNotArePutTogether(Timeframe timeframe) {
        serve(8);

        CandleSeries series = known(history(timeframe, 3));

        assertThat(series.size()).isEqualTo(3);
        assertThat(series.missing()).isZero();
        assertThat(series.volume(0)).isEqualTo(GateioIntervals.of(timeframe).partsOf(timeframe) * 2.0);
    }

    @Test
    void moreThanTheExchangeHasIsToldClearly() {
        serve(8);
        assertThat(known(history(Timeframe.M1, 9_998)).size()).isEqualTo(9_998);

        HistoryReport report = history(Timeframe.M1, 9_999);

        assertThat(report)
                .isInstanceOfSatisfying(
                        HistoryReport.Unknown.class,
                        unknown -> assertThat(unknown.cause()).contains("serves the last 10000 candles of 1m"));
    }

    @Test
    void withoutAFlagACandleIsClosedOnceItsTimeIsOver() {
        serve(7);

        CandleSeries series = known(history(Timeframe.M1, 5));

        assertThat(series.closeTimeMs(4)).isLessThanOrEqualTo(System.currentTimeMillis());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[[\"1\"]]",
                "[[\"1539852480\",\"1\",\"2\",\"1\",\"1\",\"1\",\"1\",\"true\"]]",
                "[[\"1539852480\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1E999999\",\"true\"]]",
                "[[\"1539852481\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"true\"]]"
            })
    void whatIsNoCandleIsNoHistory(String body) {
        bench.exchange.on("GET /spot/candlesticks", 200, body);

        assertThat(history(Timeframe.M1, 5)).isInstanceOf(HistoryReport.Unknown.class);
    }

    @Test
    void aCandleIsToldWhenTheExchangeCallsItClosed() {
        CandleTracker tracker = tracker(Timeframe.M1);
        long openMs = tracker.nextOpenMs();

        assertThat(tracker.shown(streamed(openMs, false))).isFalse();
        assertThat(told).isEmpty();
        assertThat(tracker.shown(streamed(openMs, true))).isFalse();
        assertThat(tracker.shown(streamed(openMs, true))).isFalse();

        assertThat(told).containsExactly(openMs);
    }

    @Test
    void aCandleThatWasNeverCalledClosedIsReadOnceTheNextIsThere() {
        CandleTracker tracker = tracker(Timeframe.M1);
        long openMs = tracker.nextOpenMs();
        assertThat(tracker.shown(streamed(openMs, false))).isFalse();

        assertThat(tracker.shown(streamed(openMs + MINUTE, false))).isTrue();
        assertThat(told).isEmpty();
        tracker.read(List.of(candle(openMs)));
        tracker.read(List.of(candle(openMs)));

        assertThat(told).containsExactly(openMs);
    }

    @Test
    void aGapIsReadBeforeWhatComesBehindIt() {
        CandleTracker tracker = tracker(Timeframe.M1);
        long openMs = tracker.nextOpenMs();

        assertThat(tracker.shown(streamed(openMs + 2 * MINUTE, true))).isTrue();
        tracker.read(List.of(candle(openMs), candle(openMs + MINUTE), candle(openMs + 2 * MINUTE)));

        assertThat(told).containsExactly(openMs, openMs + MINUTE, openMs + 2 * MINUTE);
    }

    @Test
    void aCandleIsOverdueShortlyAfterItsEnd() {
        CandleTracker tracker = tracker(Timeframe.M1);
        long dueMs = tracker.nextOpenMs() + MINUTE + CandleTracker.GRACE.toMillis();

        assertThat(tracker.isOverdue(dueMs - 1)).isFalse();
        assertThat(tracker.isOverdue(dueMs)).isTrue();
    }

    @Test
    void aBucketThatHadBegunIsWhole() {
        List<Candle> whole = new ArrayList<>();
        CandleTracker tracker = new CandleTracker(
                Timeframe.H2, GateioIntervals.of(Timeframe.H2), NOW, candle -> whole.add(Candle.copyOf(candle)));

        assertThat(tracker.nextOpenMs()).isEqualTo(Timeframe.H2.bucketOpenMs(NOW));
        tracker.read(List.of(hour(tracker.nextOpenMs()), hour(tracker.nextOpenMs() + 60 * MINUTE)));

        assertThat(whole).hasSize(1);
        assertThat(whole.getFirst().volume()).isEqualTo(4);
    }

    @Test
    void aCandleAtAnOddTimeIsNotTaken() {
        assertThatExceptionOfType(ExchangeFault.class).isThrownBy(() -> streamed(NOW, true));
    }

    private CandleTracker tracker(Timeframe timeframe) {
        return new CandleTracker(
                timeframe, GateioIntervals.of(timeframe), NOW, candle -> told.add(candle.openTimeMs()));
    }

    private HistoryReport history(Timeframe timeframe, int count) {
        try {
            return candles.history(GateioBench.BTC_USDT, timeframe, count, Deadline.in(Duration.ofSeconds(5)));
        } catch (ExchangeFault unclear) {
            return new HistoryReport.Unknown(unclear.cause());
        }
    }

    private static CandleSeries known(HistoryReport report) {
        assertThat(report).isInstanceOf(HistoryReport.Known.class);
        return ((HistoryReport.Known) report).candles();
    }

    /** Serves every candle that is asked for, the one under way included. */
    private void serve(int columns) {
        bench.exchange.on("GET /spot/candlesticks", asked -> {
            Timeframe timeframe =
                    Timeframe.of(parameter(asked.query(), "interval")).orElseThrow();
            long from = Long.parseLong(parameter(asked.query(), "from"));
            long to = Long.parseLong(parameter(asked.query(), "to"));
            List<String> rows = new ArrayList<>();
            for (long at = from; at <= to; at += timeframe.lengthMs() / 1_000) {
                boolean closed = at * 1_000 + timeframe.lengthMs() <= System.currentTimeMillis();
                rows.add("[\"" + at + "\",\"200\",\"101\",\"102\",\"99\",\"100\",\"2\""
                        + (columns == 8 ? ",\"" + closed + "\"" : "") + "]");
            }
            return rows.size() > 1_000
                    ? ScriptedExchange.json(400, "{\"label\":\"INVALID_PARAM_VALUE\",\"message\":\"too many\"}")
                    : ScriptedExchange.json(200, "[" + String.join(",", rows) + "]");
        });
    }

    private static String parameter(String query, String name) {
        return query.replaceAll("(^|.*&)" + name + "=([^&]+).*", "$2");
    }

    private static CandleNews streamed(long openMs, boolean closed) {
        String text = "{\"t\":\"" + openMs / 1_000 + "\",\"v\":\"200\",\"c\":\"101\",\"h\":\"102\",\"l\":\"99\","
                + "\"o\":\"100\",\"n\":\"1m_BTC_USDT\",\"a\":\"2\"" + (closed ? ",\"w\":true" : "") + "}";
        return GateioCandles.ofStream(
                Json.read(text.getBytes(StandardCharsets.UTF_8)), GateioIntervals.of(Timeframe.M1));
    }

    private static Candle candle(long openMs) {
        return new Candle(openMs, openMs + MINUTE, 100, 102, 99, 101, 2);
    }

    private static Candle hour(long openMs) {
        return new Candle(openMs, openMs + 60 * MINUTE, 100, 102, 99, 101, 2);
    }
}
