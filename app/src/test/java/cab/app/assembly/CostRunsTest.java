package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cab.application.backtest.BacktestResult;
import cab.application.backtest.CostRun;
import cab.domain.market.CandleAggregator;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.config.Settings;
import cab.infrastructure.marketdata.FinerCandles;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs at other costs, on the fast path, are those of the whole backtest. */
final class CostRunsTest {

    private static final Symbol BTC = Symbol.of("BTC/USDT");
    private static final CandleSeries CANDLES = walk();

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "1", "2"})
    void aRunAtOtherCostsIsTheWholeBacktestAtThem(String factor) {
        BacktestRun run = run(Map.of());
        BacktestResult assumed = run.run();
        AtomicInteger looks = new AtomicInteger();

        CostRun found = new CostRuns(run, assumed)
                .at(new BigDecimal(factor), part -> looks.incrementAndGet() > 0)
                .orElseThrow();

        BacktestResult whole =
                run.assuming(run.assumed().times(new BigDecimal(factor))).run();
        assertThat(whole.trades()).isGreaterThan(10);
        assertThat(found).isEqualTo(CostRun.of(new BigDecimal(factor), whole, assumed));
        assertThat(found.sameDecisions()).isEqualTo(factor.equals("1"));
        // The full pipeline would have been looked on at.
        assertThat(looks.get()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void candlesThatAreLookedIntoAreSoAtOtherCosts(String factor) {
        CandleSeries hours = CandleAggregator.aggregated(CANDLES, Timeframe.H1);
        Settings settings = new SettingsReader(Map.of()).read(Optional.empty());
        BacktestRun run =
                BacktestRun.of(settings, Symbol.of("BTC/USDT"), hours, Optional.of(FinerCandles.of(hours, CANDLES)));
        BacktestResult assumed = run.run();
        AtomicInteger looks = new AtomicInteger();

        CostRun found = new CostRuns(run, assumed)
                .at(new BigDecimal(factor), part -> looks.incrementAndGet() > 0)
                .orElseThrow();

        BacktestResult whole =
                run.assuming(run.assumed().times(new BigDecimal(factor))).run();
        assertThat(whole.detail().played()).isGreaterThan(100);
        assertThat(found).isEqualTo(CostRun.of(new BigDecimal(factor), whole, assumed));
        assertThat(looks.get()).isZero();
    }

    @Test
    void feesInACoinOfTheExchangesOwnAreOneDiscountedFeeInQuote() {
        BacktestRun usual = run(Map.of());
        BacktestRun own = run(Map.of("SIM_FEE_COIN", "gt", "SIM_FEE_COIN_DISCOUNT_PCT", "25"));

        BacktestResult result = own.run();

        assertThat(usual.run().costs().feesByCoin()).containsOnlyKeys(BTC.base(), BTC.quote());
        assertThat(result.costs().feesByCoin()).containsOnlyKeys(BTC.quote());
        BigDecimal traded =
                result.fills().stream().map(fill -> fill.notional().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
        // Each fee is rounded up to eight digits.
        assertThat(result.costs().fees().amount())
                .isCloseTo(traded.multiply(new BigDecimal("0.00075")), within(new BigDecimal("0.0001")));
        assertThat(own.assumed().feeWords())
                .isEqualTo("fee 0.075 % in GT (0.1 % less 25 %, bought for quote at each fill)");
        assertThat(usual.assumed().feeWords()).isEqualTo("fee 0.1 % in the coin received");
        CostRun doubled = new CostRuns(own, result)
                .at(BigDecimal.TWO, part -> {
                    throw new AssertionError("the fast path knows such fees");
                })
                .orElseThrow();
        assertThat(doubled)
                .isEqualTo(CostRun.of(
                        BigDecimal.TWO,
                        own.assuming(own.assumed().times(BigDecimal.TWO)).run(),
                        result));
    }

    @Test
    void whatTheFastPathDoesNotKnowIsRunInFull() {
        // Amounts that 64 bits do not hold are not reckoned on the fast path.
        BacktestRun run = run(Map.of("PAPER_CASH", "1000000000000", "FIXED_AMOUNT", "500000000000"));
        BacktestResult assumed = run.run();
        AtomicInteger looks = new AtomicInteger();

        CostRun found = new CostRuns(run, assumed)
                .at(BigDecimal.TWO, part -> looks.incrementAndGet() > 0)
                .orElseThrow();

        assertThat(found)
                .isEqualTo(CostRun.of(
                        BigDecimal.TWO,
                        run.assuming(run.assumed().times(BigDecimal.TWO)).run(),
                        assumed));
        assertThat(looks.get()).isPositive();
    }

    private static BacktestRun run(Map<String, String> more) {
        Settings settings = new SettingsReader(more).read(Optional.empty());
        return BacktestRun.of(settings, Symbol.of("BTC/USDT"), CANDLES);
    }

    static CandleSeries walk() {
        SplittableRandom random = new SplittableRandom(5);
        CandleSeries.Builder series = CandleSeries.builder(Timeframe.M15);
        double close = 20_000;
        for (int index = 0; index < 6_000; index++) {
            double open = close;
            close = Math.round(open * (1 + random.nextDouble(-0.006, 0.0061)) * 100) / 100.0;
            series = series.add(index * 900_000L, open, Math.max(open, close), Math.min(open, close), close, 50);
        }
        return series.build();
    }
}
