package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.backtest.BacktestResult;
import cab.cli.BacktestProgram;
import cab.domain.market.CandleAggregator;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.marketdata.FinerCandles;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * What a backtest allocates, which says how fast it is and, unlike time, is the same on every machine. The bounds lie a
 * little above what is measured: who needs more raises them and says why.
 */
class BacktestAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** None; what a run allocates once is spread over its candles. */
    private static final double QUIET_CANDLE_BYTES_MAX = 1;

    /** The whole way of an order, its answers, its fill and its place in the report. */
    private static final double ORDER_BYTES_MAX = 22_000;

    private static final Map<String, String> SETTINGS = Map.of(
            "STRATEGIES_DIR", "",
            "MTF_ENABLED", "0",
            "PAPER_CASH", "1000000",
            "STOP_PLACEMENT", "local",
            "RISK_COOLDOWN_SEC", "0",
            "RISK_DAILY_LOSS_LIMIT_QUOTE", "0",
            "RISK_MAX_DRAWDOWN_PCT", "0",
            "SAFETY_MAX_ORDERS_PER_DAY", "0");

    @Test
    void aQuietCandleAllocatesNothing() {
        // A market that rises without end: averages cross once, while they warm up, and never again.
        Run shorter = Run.over(market(20_000, index -> 100 + index * 0.01));
        Run longer = Run.over(market(60_000, index -> 100 + index * 0.01));

        assertThat(longer.orders()).isZero();
        assertThat((double) (longer.bytes() - shorter.bytes()) / 40_000)
                .as("bytes a quiet candle")
                .isLessThan(QUIET_CANDLE_BYTES_MAX);
    }

    @Test
    void anOrderAllocatesNoMoreThanItsBound() {
        Run quiet = Run.over(market(20_000, index -> 100 + index * 0.01));
        Run busy = Run.over(market(20_000, index -> 100 + Math.sin(index / 8.0)));

        assertThat(busy.orders()).isGreaterThan(500);
        assertThat((double) (busy.bytes() - quiet.bytes()) / busy.orders())
                .as("bytes an order, of %d orders", busy.orders())
                .isLessThan(ORDER_BYTES_MAX);
    }

    @Test
    void aCandleThatIsPlayedInFinerOnesAllocatesNothing() {
        Run shorter = held(10_000);
        Run longer = held(30_000);

        // One purchase, which is held to the end: the stop is watched in all candles behind it.
        assertThat(longer.orders()).isEqualTo(1).isEqualTo(shorter.orders());
        assertThat((double) (longer.bytes() - shorter.bytes()) / 20_000)
                .as("bytes a candle of four finer ones")
                .isLessThan(QUIET_CANDLE_BYTES_MAX);
    }

    /** So many hours of a market that falls, rises, and then stands still. */
    private static Run held(int hours) {
        CandleSeries finer = market(
                4 * hours,
                index -> index < 2_000 ? 200 - index * 0.05 : index < 4_000 ? 100 + (index - 2_000) * 0.025 : 150);
        CandleSeries candles = CandleAggregator.aggregated(finer, Timeframe.H1);
        return Run.over(new CandleSupply.Supply(candles, Optional.of(FinerCandles.of(candles, finer)), List.of()));
    }

    private static CandleSeries market(int count, IntToDoubleFunction price) {
        CandleSeries.Builder candles = CandleSeries.builder(Timeframe.M15);
        for (int index = 0; index < count; index++) {
            double open = price.applyAsDouble(index);
            double close = price.applyAsDouble(index + 1);
            candles = candles.add(
                    index * Timeframe.M15.lengthMs(), open, Math.max(open, close), Math.min(open, close), close, 1_000);
        }
        return candles.build();
    }

    /**
     * What one run has cost.
     *
     * @param bytes allocated by the thread
     * @param orders placed
     */
    private record Run(long bytes, int orders) {

        /** The second run over the same candles: the first has loaded the classes. */
        static Run over(CandleSeries candles) {
            return over(new CandleSupply.Supply(candles, List.of()));
        }

        static Run over(CandleSupply.Supply candles) {
            BacktestRunner.Prepared prepared = new BacktestRunner(new SettingsReader(Map.of()))
                    .prepare(
                            new BacktestProgram.Request(
                                    Optional.empty(),
                                    Path.of("none.csv"),
                                    Symbol.of("BTC/USDT"),
                                    candles.candles().timeframe(),
                                    List.of("ema_cross"),
                                    SETTINGS),
                            candles);
            BacktestResult first = prepared.run().result();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            BacktestResult second = prepared.run().result();
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertThat(second.decisionHash()).isEqualTo(first.decisionHash());
            return new Run(bytes, second.orders().size());
        }
    }
}
