package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cab.application.backtest.BacktestResult;
import cab.application.optimize.Goal;
import cab.application.optimize.Objective;
import cab.application.optimize.SamplerKind;
import cab.application.optimize.StudyResult;
import cab.application.optimize.Trial;
import cab.application.optimize.TrialFigures;
import cab.application.optimize.TrialOutcome;
import cab.application.optimize.WalkForwardPlan;
import cab.application.optimize.WalkForwardResult;
import cab.cli.BacktestProgram;
import cab.cli.CandleSelection;
import cab.cli.OptimizeProgram;
import cab.cli.Refusal;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.infrastructure.config.SettingsVariants;
import cab.infrastructure.marketdata.CandleFile;
import cab.infrastructure.marketdata.CandleFileOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole studies over made-up candles. */
final class OptimizeRunnerTest {

    private static final long SEED = 20_261_121L;
    private static final Symbol SYMBOL = Symbol.of("BTC/USDT");

    @TempDir
    private Path directory;

    private SettingsReader reader = new SettingsReader(Map.of());
    private OptimizeRunner runner = new OptimizeRunner(reader, InstantSource.system());
    private Path candles = Path.of("candles.csv");

    @BeforeEach
    void writeCandles() throws IOException {
        reader = new SettingsReader(Map.of(
                "STRATEGIES_DIR",
                "",
                "MTF_ENABLED",
                "0",
                "DATA_DIR",
                directory.resolve("data").toString()));
        runner = new OptimizeRunner(reader, InstantSource.fixed(Instant.parse("2026-11-21T10:15:30Z")));
        candles = directory.resolve("candles.csv");
        SplittableRandom chance = new SplittableRandom(SEED);
        StringBuilder rows = new StringBuilder("timestamp_ms,open,high,low,close,volume\n");
        double price = 30_000;
        for (int candle = 0; candle < 3_000; candle++) {
            double open = price;
            price = open * (1 + 0.004 * chance.nextGaussian());
            rows.append(String.format(
                    Locale.ROOT,
                    "%d,%.2f,%.2f,%.2f,%.2f,1000%n",
                    candle * 3_600_000L,
                    open,
                    Math.max(open, price) * 1.001,
                    Math.min(open, price) * 0.999,
                    price));
        }
        Path _ = Files.writeString(candles, rows);
    }

    @Test
    void theBestTrialIsTheBacktestOfItsSettings() {
        OptimizeProgram.Searched outcome =
                searched(request(List.of("STRATEGY_EMA_CROSS_FAST=3..11:4", "STRATEGY_EMA_CROSS_SLOW=10..30:10"), 2));

        StudyResult result = outcome.result();
        assertThat(result.whyNotFast()).isEmpty();
        Trial best = result.best().orElseThrow();
        Map<String, String> settings = result.plan().space().settings(best.point());
        Map<String, String> overrides = new HashMap<>(Map.of("PAPER_CASH", "10000", "SIM_FEE_PCT", "0.1"));
        overrides.putAll(settings);
        TrialFigures repeated = TrialFigures.of(new BacktestRunner(reader)
                .run(new BacktestProgram.Request(
                        Optional.empty(), candles, SYMBOL, Timeframe.H1, List.of("ema_cross"), overrides))
                .result());
        assertThat(best.outcome())
                .isInstanceOfSatisfying(
                        TrialOutcome.Evaluated.class,
                        evaluated -> assertThat(evaluated.figures())
                                .as("seed %d", SEED)
                                .isEqualTo(repeated));
        assertThat(outcome.repeat().orElseThrow())
                .startsWith("./cab backtest --candles ")
                .contains("--symbol BTC/USDT --timeframe 1h --strategy ema_cross")
                .contains("--set STRATEGY_EMA_CROSS_FAST=" + settings.get("STRATEGY_EMA_CROSS_FAST"))
                .contains("--set STRATEGY_EMA_CROSS_SLOW=" + settings.get("STRATEGY_EMA_CROSS_SLOW"))
                .doesNotContain("--cash");
    }

    @Test
    void theNumberOfWorkersDoesNotMatter() {
        List<String> space = List.of("STRATEGY_EMA_CROSS_FAST=2..20", "STRATEGY_EMA_CROSS_SLOW=10..60");

        StudyResult one = searched(request(space, 1)).result();
        StudyResult four = searched(request(space, 4)).result();

        assertThat(one.plan().sampler()).isEqualTo(SamplerKind.TPE);
        assertThat(one.trials()).hasSize(30).isEqualTo(four.trials());
    }

    @Test
    void settingsThatDoNotFitTogetherAreRefusedAndNotRun() {
        StudyResult result = searched(
                        request(List.of("STRATEGY_EMA_CROSS_FAST=10..30:10", "STRATEGY_EMA_CROSS_SLOW=20..30:10"), 1))
                .result();

        assertThat(result.trials()).hasSize(6);
        assertThat(result.refused()).as("20/20, 30/20, 30/30").isEqualTo(3);
        assertThat(result.trials().get(2).outcome())
                .isInstanceOfSatisfying(
                        TrialOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("fast must be less than slow"));
    }

    @Test
    void aFileOfDimensionsIsRead() throws IOException {
        Path file = Files.writeString(
                directory.resolve("space.txt"), "# stops\n\nSTOP_LOSS_PCT=2..6:2\nSTRATEGY_EMA_CROSS_FAST=5|9\n");

        StudyResult result = searched(request(List.of(file.toString()), 1)).result();

        assertThat(result.trials()).hasSize(6);
        assertThat(result.plan().space().settings(result.trials().getLast().point()))
                .containsExactly(Map.entry("STOP_LOSS_PCT", "6"), Map.entry("STRATEGY_EMA_CROSS_FAST", "9"));
    }

    @Test
    void whatCannotBeSearchedIsRefusedWithWhatWasMeant() {
        assertThat(refusalOf("STRATEGY_EMA_CROS_FAST=1..5"))
                .containsExactly(
                        "cab: STRATEGY_EMA_CROS_FAST: is not a setting; did you mean STRATEGY_EMA_CROSS_FAST?");
        assertThat(refusalOf("fast=1..5"))
                .containsExactly("cab: fast: is not a setting; did you mean STRATEGY_EMA_CROSS_FAST?");
        assertThat(refusalOf("STRATEGY_MACD_FAST=1..5").getFirst()).contains("belongs to macd,");
        assertThat(refusalOf("API_SECRET=a|b").getFirst()).contains("is a secret");
        assertThat(refusalOf("STOP_LOSS_PCT=1..200").getFirst()).contains("is out of range (got 200; expected");
        assertThat(refusalOf("STRATEGY_MODE=first|second").getFirst()).contains("got second");
        assertThat(refusalOf("nowhere.txt"))
                .containsExactly("cab: --space: 'nowhere.txt' is neither NAME=from..to nor a file");
        assertThat(refusalOf("STOP_LOSS_PCT=1..2", "STOP_LOSS_PCT=1..2").getFirst())
                .contains("is searched twice");
        assertThat(refusalOf("A=1..2", "STOP_LOSS_PCT=3..2"))
                .as("every problem at once")
                .hasSize(2);
    }

    @Test
    void aGridThatIsLargerThanWhatIsWantedIsRefused() {
        OptimizeProgram.Request request = request(
                List.of("STOP_LOSS_PCT=1..40"),
                1,
                new OptimizeProgram.Search(
                        Optional.of(SamplerKind.GRID),
                        Optional.of(30),
                        new Goal(Objective.SHARPE, 1),
                        1,
                        Optional.empty()));

        assertThatThrownBy(() -> searched(request))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("the grid has 40 combinations, more than --trials 30");
    }

    private OptimizeProgram.Searched searched(OptimizeProgram.Request request) {
        return (OptimizeProgram.Searched) runner.run(request, new Silent());
    }

    @Test
    void aStudyThatWasStoppedIsKeptAndGoneOnWithToTheSameEnd() {
        List<String> space = List.of("STRATEGY_EMA_CROSS_FAST=2..20", "STRATEGY_EMA_CROSS_SLOW=10..60");
        StudyResult whole = searched(request(space, 2)).result();

        OptimizeProgram.Searched stopped =
                (OptimizeProgram.Searched) runner.run(request(space, 1), new StoppingAfter(11));
        assertThat(stopped.result().isComplete()).isFalse();
        int done = stopped.result().trials().size();
        assertThat(done).as("the batch in which it was stopped may end").isBetween(11, 16);
        assertThat(runner.list(Optional.empty()))
                .extracting(OptimizeProgram.Summary::done)
                .containsExactly(done, 30);
        StoppingAfter counted = new StoppingAfter(1_000);
        OptimizeProgram.Searched resumed = (OptimizeProgram.Searched) runner.resume(resume(Optional.empty()), counted);

        assertThat(resumed.result().trials()).isEqualTo(whole.trials());
        assertThat(counted.count).isEqualTo(30 - done);
        assertThatThrownBy(() -> runner.resume(resume(Optional.empty()), new Silent()))
                .hasMessageContaining("was interrupted");
    }

    @Test
    void aKeptStudyIsShownWithoutRunningATrial() {
        OptimizeProgram.Searched before = searched(request(List.of("STOP_LOSS_PCT=2..6"), 1));
        String name = runner.list(Optional.empty()).getFirst().name();

        OptimizeProgram.Searched shown = (OptimizeProgram.Searched) runner.resume(
                new OptimizeProgram.ResumeRequest(
                        Optional.empty(),
                        Optional.of(name),
                        Optional.empty(),
                        true,
                        1,
                        10,
                        Optional.of(directory.resolve("out.html"))),
                new StoppingAfter(0));

        assertThat(shown.result()).isEqualTo(before.result());
        assertThat(shown.doubt()).isEqualTo(before.doubt());
        assertThat(directory.resolve("out.html"))
                .content()
                .contains("How much of it is luck", "by chance with probability", "STOP_LOSS_PCT")
                .doesNotContain("http://", "https://");
    }

    @Test
    void aStudyIsNotGoneOnWithOverOtherCandlesOrSettings() throws IOException {
        OptimizeProgram.Outcome _ = runner.run(request(List.of("STOP_LOSS_PCT=2..6"), 1), new StoppingAfter(0));
        SettingsReader other = new SettingsReader(Map.of(
                "STRATEGIES_DIR",
                "",
                "MTF_ENABLED",
                "0",
                "TRAILING_STOP_PCT",
                "7",
                "DATA_DIR",
                directory.resolve("data").toString()));

        assertThatThrownBy(() -> new OptimizeRunner(other, InstantSource.system())
                        .resume(resume(Optional.empty()), new Silent()))
                .hasMessageContaining("TRAILING_STOP_PCT was not set and is 7");
        List<String> lines = Files.readAllLines(candles);
        Path _ = Files.write(candles, lines.subList(0, lines.size() - 1));
        assertThatThrownBy(() -> runner.resume(resume(Optional.empty()), new Silent()))
                .hasMessageContaining("candles was 3000 and is 2999");
        assertThatThrownBy(() -> runner.resume(resume(Optional.of("none")), new Silent()))
                .hasMessageContaining("there is no study 'none'");
    }

    private static OptimizeProgram.ResumeRequest resume(Optional<String> name) {
        return new OptimizeProgram.ResumeRequest(
                Optional.empty(), name, Optional.empty(), false, 2, 10, Optional.empty());
    }

    /** Wants to stop once so many trials have ended. */
    private static final class StoppingAfter implements OptimizeProgram.Listener {

        private final int trials;
        private int count;

        StoppingAfter(int trials) {
            this.trials = trials;
        }

        @Override
        public void planned(OptimizeProgram.Planned planned) {
            assertThat(count).isZero();
        }

        @Override
        public void ended(Trial trial) {
            count++;
        }

        @Override
        public boolean isStopWanted() {
            return count >= trials;
        }
    }

    @Test
    void aWalkForwardTradesWhatItDidNotSearchAndChainsTheWindows() {
        List<String> space = List.of("STRATEGY_EMA_CROSS_FAST=3..11:4", "STRATEGY_EMA_CROSS_SLOW=14..30:8");
        OptimizeProgram.Search search = new OptimizeProgram.Search(
                Optional.empty(),
                Optional.of(30),
                new Goal(Objective.SHARPE, 1),
                1,
                Optional.of(new WalkForwardPlan(Duration.ofDays(60), Duration.ofDays(20), false)));

        WalkForwardResult result =
                ((OptimizeProgram.Walked) runner.run(request(space, 2, search), new Silent())).result();

        assertThat(result.windows()).as("125 days").hasSize(3);
        for (int index = 1; index < result.windows().size(); index++) {
            assertThat(result.windows().get(index).testFrom())
                    .isEqualTo(result.windows().get(index - 1).testTo());
        }
        double growth = 1;
        for (WalkForwardResult.Step window : result.windows()) {
            assertThat(window.search().trials()).hasSize(9);
            growth *= 1 + window.traded().orElseThrow().returnPercent() / 100;
        }
        assertThat(result.returnPercent()).isCloseTo((growth - 1) * 100, within(1e-9));
        assertThat(result.trades())
                .isEqualTo(result.windows().stream()
                        .mapToInt(window -> window.traded().orElseThrow().trades())
                        .sum());
    }

    @Test
    void aTradedWindowKnowsWhatWasBeforeIt() {
        SettingsVariants variants = reader.variants(
                Optional.empty(), Map.of("STRATEGY_EMA_CROSS_SLOW", "400", "STRATEGY_EMA_CROSS_FAST", "3"));
        CandleSeries all = ((CandleFileOutcome.Read) new CandleFile(candles).read(Timeframe.H1)).candles();
        Money cash = Money.of("10000", SYMBOL.quote());

        BacktestResult warm = BacktestRun.of(variants.base(), SYMBOL, all.slice(0, 1_400))
                .startingAt(1_000, cash)
                .run();
        BacktestResult cold =
                BacktestRun.of(variants.base(), SYMBOL, all.slice(1_000, 1_400)).run();

        assertThat(cold.orders())
                .as("the slow average needs all candles to warm up")
                .isEmpty();
        assertThat(warm.orders())
                .isNotEmpty()
                .allSatisfy(
                        order -> assertThat(order.at().toEpochMilli()).isGreaterThanOrEqualTo(all.openTimeMs(1_000)));
        assertThat(warm.candles()).isEqualTo(400);
        assertThat(warm.equity().size()).isEqualTo(400);
    }

    private List<String> refusalOf(String... space) {
        try {
            OptimizeProgram.Searched outcome = searched(request(List.of(space), 1));
            throw new AssertionError("must be refused, came to " + outcome);
        } catch (Refusal refusal) {
            assertThat(refusal.exitCode()).isEqualTo(2);
            return refusal.lines();
        }
    }

    private OptimizeProgram.Request request(List<String> space, int jobs) {
        return request(
                space,
                jobs,
                new OptimizeProgram.Search(
                        Optional.empty(), Optional.of(30), new Goal(Objective.SHARPE, 1), 1, Optional.empty()));
    }

    private OptimizeProgram.Request request(List<String> space, int jobs, OptimizeProgram.Search search) {
        return new OptimizeProgram.Request(
                Optional.empty(),
                CandleSelection.ofFile(candles),
                SYMBOL,
                Timeframe.H1,
                List.of("ema_cross"),
                Map.of("PAPER_CASH", "10000", "SIM_FEE_PCT", "0.1"),
                space,
                search,
                jobs,
                10,
                Optional.empty());
    }

    /** Hears everything and says nothing. */
    private static final class Silent implements OptimizeProgram.Listener {

        private final List<Trial> trials = new ArrayList<>();

        @Override
        public void planned(OptimizeProgram.Planned planned) {
            assertThat(trials).isEmpty();
        }

        @Override
        public void ended(Trial trial) {
            trials.add(trial);
        }

        @Override
        public boolean isStopWanted() {
            return false;
        }
    }
}
