package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.backtest.CostRun;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.config.Settings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of several symbols at several costs, on one thread or on many, are those of each alone. */
@Timeout(120)
final class PortfolioRunsTest {

    private static final List<PortfolioRunner.Market> MARKETS = List.of(
            new PortfolioRunner.Market(Symbol.of("BTC/USDT"), walk(5, 0)),
            new PortfolioRunner.Market(Symbol.of("ETH/USDT"), walk(6, 700)));

    private static CandleSeries walk(long seed, int from) {
        SplittableRandom random = new SplittableRandom(seed);
        CandleSeries.Builder series = CandleSeries.builder(Timeframe.M15);
        double close = 20_000;
        for (int index = from; index < 6_000; index++) {
            double open = close;
            close = Math.round(open * (1 + random.nextDouble(-0.006, 0.0061)) * 100) / 100.0;
            series = series.add(index * 900_000L, open, Math.max(open, close), Math.min(open, close), close, 50);
        }
        return series.build();
    }

    private static Settings settings(Map<String, String> more) {
        return new SettingsReader(more).read(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aRunAtOtherCostsIsTheBacktestAtThem(int workers) {
        PortfolioRuns.Ran ran = new PortfolioRuns(settings(Map.of()), MARKETS, workers)
                .at(List.of(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.TWO), part -> part <= 1)
                .orElseThrow();

        Map<String, String> dearer = Map.of("SIM_FEE_PCT", "0.2", "SIM_SPREAD_PCT", "0.04", "SIM_SLIPPAGE_PCT", "0.04");
        PortfolioRuns.Ran twice = new PortfolioRuns(settings(dearer), MARKETS, 1)
                .at(List.of(BigDecimal.ONE), part -> true)
                .orElseThrow();
        assertThat(ran.result().trades()).isGreaterThan(20);
        assertThat(ran.costRuns())
                .extracting(CostRun::factor)
                .containsExactly(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.TWO);
        assertThat(ran.costRuns().get(0).fees().isZero()).isTrue();
        assertThat(ran.costRuns().get(1)).isEqualTo(CostRun.of(BigDecimal.ONE, ran.result(), ran.result()));
        assertThat(ran.costRuns().get(2)).isEqualTo(CostRun.of(BigDecimal.TWO, twice.result(), ran.result()));
        assertThat(ran.costRuns().get(2).sameDecisions()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void whoLooksOnMayEndThem(int workers) {
        assertThat(new PortfolioRuns(settings(Map.of()), MARKETS, workers)
                        .at(List.of(BigDecimal.ZERO, BigDecimal.ONE), part -> false))
                .isEmpty();
    }

    @Test
    void aFaultOfOneIsTheFaultOfAll() {
        Settings broken = settings(Map.of("AI_MODEL_PATH", "no-such-model"));

        assertThatThrownBy(() -> new PortfolioRuns(broken, MARKETS, 4).at(List.of(BigDecimal.ONE), part -> true))
                .hasMessageContaining("AI_MODEL_PATH");
    }
}
