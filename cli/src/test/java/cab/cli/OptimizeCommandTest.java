package cab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.optimize.Dimension;
import cab.application.optimize.Findings;
import cab.application.optimize.Goal;
import cab.application.optimize.Objective;
import cab.application.optimize.Point;
import cab.application.optimize.SamplerKind;
import cab.application.optimize.SearchSpace;
import cab.application.optimize.StudyPlan;
import cab.application.optimize.StudyResult;
import cab.application.optimize.Trial;
import cab.application.optimize.TrialFigures;
import cab.application.optimize.TrialOutcome;
import cab.application.optimize.WalkForwardPlan;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class OptimizeCommandTest {

    private static final String[] USUAL = {
        "optimize", "--candles", "a.csv", "--symbol", "BTC/USDT", "--timeframe", "15m", "--space", "STOP_LOSS_PCT=2..4"
    };

    private static final StudyPlan PLAN = new StudyPlan(
            new SearchSpace(List.of(new Dimension.Steps("STOP_LOSS_PCT", BigDecimal.TWO, BigDecimal.ONE, 3, false))),
            SamplerKind.GRID,
            new Goal(Objective.SHARPE, 10),
            3,
            1);

    private final TestTerminal terminal = new TestTerminal();
    private final List<OptimizeProgram.Request> requests = new ArrayList<>();
    private final List<OptimizeProgram.ResumeRequest> resumed = new ArrayList<>();
    private long now;

    @Test
    void theOptionsBecomeASearch() {
        int code = execute(
                "--strategy",
                "ema_cross,rsi_momentum",
                "--mode",
                "vote",
                "--set",
                "STOP_LOSS_PCT=4",
                "--cash",
                "500",
                "--trials",
                "50",
                "--sampler",
                "tpe",
                "--objective",
                "calmar",
                "--min-trades",
                "3",
                "--seed",
                "9",
                "--jobs",
                "3",
                "--space",
                "space.txt");

        assertThat(code).isZero();
        OptimizeProgram.Request request = requests.getFirst();
        assertThat(request.strategies()).containsExactly("ema_cross", "rsi_momentum");
        assertThat(request.space()).containsExactly("STOP_LOSS_PCT=2..4", "space.txt");
        assertThat(request.overrides())
                .containsEntry("PAPER_CASH", "500")
                .containsEntry("SIM_FEE_PCT", "0.1")
                .containsEntry("STRATEGY_MODE", "vote")
                .containsEntry("STOP_LOSS_PCT", "4");
        assertThat(request.jobs()).isEqualTo(3);
        assertThat(request.search())
                .isEqualTo(new OptimizeProgram.Search(
                        Optional.of(SamplerKind.TPE),
                        Optional.of(50),
                        new Goal(Objective.CALMAR, 3),
                        9,
                        Optional.empty()));
    }

    @Test
    void theTableShowsTheBestFirstAndHowToRepeatIt() {
        int code = execute();

        assertThat(code).isZero();
        assertThat(terminal.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .startsWith(
                        "sharpe around return % drawdown % sharpe trades stop_loss_pct",
                        "1 1.7000 0.3000 12.00 4.00 1.70 20 4", "2 0.3000 1.7000 12.00 4.00 0.30 20 2")
                .contains(
                        "3 trials in 2.0 s (2 a second over 1000 candles): 2 run (2 by the fast path), 1 refused by the"
                                + " settings")
                .contains("repeat the best: ./cab backtest");
        assertThat(terminal.err()).contains("3 trials by grid of 3 combinations, for sharpe with at least 10 trades");
    }

    @Test
    void theDocumentHoldsTheSame() {
        int code = execute("--json", "--top", "1");

        assertThat(code).isZero();
        assertThat(terminal.out())
                .contains("\"refused\" : 1")
                .contains("\"objective\" : 1.7")
                .contains("\"STOP_LOSS_PCT\" : \"4\"")
                .doesNotContain("\"objective\" : 0.3");
    }

    @Test
    void walkingForwardIsTwoStretches() {
        assertThat(execute("--walk-forward", "26w,30d")).isZero();
        assertThat(execute("--walk-forward", "180d,12h", "--anchored")).isZero();

        assertThat(requests)
                .extracting(request -> request.search().walkForward().orElseThrow())
                .containsExactly(
                        new WalkForwardPlan(Duration.ofDays(182), Duration.ofDays(30), false),
                        new WalkForwardPlan(Duration.ofDays(180), Duration.ofHours(12), true));
    }

    @Test
    void aStudyIsGoneOnWithOrShown() {
        assertThat(alone("optimize", "--resume")).isZero();
        assertThat(alone("optimize", "--resume", "abc", "--trials", "500", "--jobs", "2"))
                .isZero();
        assertThat(alone("optimize", "--show", "abc", "--top", "3")).isZero();

        assertThat(resumed.get(0).name()).isEmpty();
        assertThat(resumed.get(1))
                .isEqualTo(new OptimizeProgram.ResumeRequest(
                        Optional.empty(), Optional.of("abc"), Optional.of(500), false, 2, 10, Optional.empty()));
        assertThat(resumed.get(2).isShownOnly()).isTrue();
        assertThat(resumed.get(2).top()).isEqualTo(3);
        assertThat(terminal.err()).contains("seed 1; 1 were run before");
    }

    @Test
    void whatIsGoneOnWithIsNotSaidTwice() {
        assertThat(execute("--resume")).isEqualTo(2);
        assertThat(alone("optimize", "--resume", "--show", "abc")).isEqualTo(2);

        assertThat(terminal.err())
                .contains("the study says what is searched")
                .contains("--resume and --show exclude each other");
    }

    @Test
    void studiesAreListed() {
        assertThat(alone("optimize", "--list")).isZero();

        assertThat(terminal.out())
                .contains("20261121-ema  90/200  1.5000  BTC/USDT 15m ema_cross, tpe, sharpe")
                .contains("line 3 is no line of a study");
    }

    private int alone(String... arguments) {
        return new CabCommand("test", List.of(command()), terminal.terminal()).execute(arguments);
    }

    @Test
    void howFarItHasComeIsTold() {
        OptimizeProgress progress = new OptimizeProgress(PLAN.goal(), 3, 0);

        assertThat(progress.line(Duration.ofSeconds(5)))
                .startsWith("0 of 3 trials, 0.0 a second")
                .endsWith("none counts yet");
        progress.add(trial(0, 0.3));
        progress.add(trial(2, 1.7));
        assertThat(progress.line(Duration.ofSeconds(5)))
                .isEqualTo("2 of 3 trials, 0.4 a second, 3 s to go; best sharpe 1.7000");
        assertThat(progress.line(Duration.ofMinutes(20))).contains("10 min 0 s to go");
        assertThat(progress.line(Duration.ofHours(30))).contains("15 h 0 min to go");
    }

    @Test
    void wrongUsageIsOneSentence() {
        assertThat(refusal("--objective", "profit")).contains("--objective must be one of sharpe, sortino");
        assertThat(refusal("--sampler", "bayes")).contains("--sampler must be grid, random or tpe, was 'bayes'");
        assertThat(refusal("--trials", "0")).contains("--trials must be 1..100000, was 0");
        assertThat(refusal("--jobs", "0")).contains("--jobs must be 1..1024, was 0");
        assertThat(refusal("--min-trades", "-1")).contains("--min-trades must be 0 or more");
        assertThat(refusal("--walk-forward", "180d")).contains("must be TRAIN,TEST such as 180d,30d, was '180d'");
        assertThat(refusal("--walk-forward", "180d,1y")).contains("(units: h, d, w)");
        assertThat(refusal("--walk-forward", "0d,1d")).contains("longer than nothing");
        assertThat(refusal("--anchored")).contains("give --walk-forward too");
        assertThat(refusal("--trials", "many")).contains("--trials");
        assertThat(new CabCommand("test", List.of(command()), terminal.terminal())
                        .execute("optimize", "--candles", "a.csv"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("Missing required option: '--space'");
        assertThat(requests).isEmpty();
    }

    private String refusal(String... more) {
        int before = terminal.err().length();
        assertThat(execute(more)).isEqualTo(2);
        return terminal.err().substring(before);
    }

    private int execute(String... more) {
        String[] arguments = Arrays.copyOf(USUAL, USUAL.length + more.length);
        System.arraycopy(more, 0, arguments, USUAL.length, more.length);
        return new CabCommand("test", List.of(command()), terminal.terminal()).execute(arguments);
    }

    private OptimizeCommand command() {
        return new OptimizeCommand(new Known(), terminal.terminal(), () -> now += 1_000, NeverStops::new);
    }

    /** Has one study, whatever is asked for. */
    private final class Known implements OptimizeProgram {

        @Override
        public Outcome run(Request request, Listener listener) {
            requests.add(request);
            return outcome(listener, 0, request.top());
        }

        @Override
        public Outcome resume(ResumeRequest request, Listener listener) {
            resumed.add(request);
            return outcome(listener, 1, request.top());
        }

        @Override
        public List<Summary> list(Optional<Path> envFile) {
            return List.of(
                    new Summary(
                            "20261121-ema", "BTC/USDT 15m ema_cross, tpe, sharpe", 90, 200, OptionalDouble.of(1.5), ""),
                    new Summary("20261120-ema", "", 0, 0, OptionalDouble.empty(), "line 3 is no line of a study"));
        }

        private Outcome outcome(Listener listener, int known, int top) {
            listener.planned(new Planned(PLAN, 1, known, List.of()));
            List<Trial> trials = List.of(
                    trial(0, 0.3), new Trial(1, new Point(List.of(1)), new TrialOutcome.Refused("no")), trial(2, 1.7));
            trials.subList(known, 3).forEach(listener::ended);
            StudyResult result = new StudyResult(PLAN, trials, true);
            return new Searched(
                    result,
                    Findings.of(result, top),
                    Optional.empty(),
                    1_000,
                    Duration.ofSeconds(2),
                    Optional.of("./cab backtest"));
        }
    }

    private static Trial trial(int number, double sharpe) {
        return new Trial(
                number,
                new Point(List.of(number)),
                new TrialOutcome.Evaluated(
                        new TrialFigures(
                                12,
                                4,
                                20,
                                11,
                                OptionalDouble.of(sharpe),
                                OptionalDouble.empty(),
                                OptionalDouble.of(1.2),
                                30,
                                1),
                        Optional.empty()));
    }

    private record NeverStops() implements StopWish {

        @Override
        public boolean isWanted() {
            return false;
        }

        @Override
        public void close() {
            // Nothing listens.
        }
    }
}
