package cab.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.backtest.AccountReport;
import cab.application.backtest.Assumptions;
import cab.application.backtest.BacktestReport;
import cab.application.backtest.BacktestResult;
import cab.application.backtest.CandleDetail;
import cab.application.backtest.CostRun;
import cab.application.backtest.DecidedOrder;
import cab.application.backtest.EquityLine;
import cab.application.backtest.ExitReason;
import cab.application.backtest.LookAheadCheck;
import cab.application.backtest.OrderCounts;
import cab.application.backtest.PaidCosts;
import cab.application.backtest.PortfolioReport;
import cab.application.backtest.PortfolioResult;
import cab.application.backtest.RoundTrip;
import cab.application.backtest.Tested;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderType;
import cab.domain.order.Side;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BacktestCommandTest {

    private static final Symbol SYMBOL = Symbol.of("BTC/USDT");

    private static final List<String> FIELDS = List.of(
            "symbol",
            "timeframe",
            "strategies",
            "from",
            "to",
            "candles",
            "trades",
            "wins",
            "losses",
            "initial_equity",
            "final_equity",
            "return_percent",
            "buy_and_hold_percent",
            "max_drawdown_percent",
            "sharpe",
            "sortino",
            "profit_factor",
            "fees_paid",
            "slippage_paid",
            "exposure_percent",
            "ambiguous_candles",
            "blocked",
            "elapsed_ms",
            "candles_per_second",
            "decision_hash");

    private static final Assumptions ASSUMED = new Assumptions(
            Percent.of("0.1"), Percent.of("0.02"), Percent.of("0.02"), Duration.ofMillis(250), Percent.of("5"));

    private static final ReplayProgram NO_REPLAY = file -> {
        throw new AssertionError("no replay was asked for");
    };

    private static final LookAheadProgram NO_CHECK = (request, progress) -> {
        throw new AssertionError("no check was asked for");
    };

    private static final PortfolioProgram NO_PORTFOLIO = requests -> {
        throw new AssertionError("one symbol was asked for");
    };

    private static final ReportProgram NO_PAGE = new Pages(true);

    private final Pages pages = new Pages(false);
    private final TestTerminal terminal = new TestTerminal();
    private final List<BacktestProgram.Request> requests = new ArrayList<>();

    @Test
    void theOptionsBecomeSettingsOfThisRun() {
        int code = execute(
                "backtest",
                "--candles",
                "a.csv",
                "--symbol",
                "BTC/USDT",
                "--timeframe",
                "15m",
                "--strategy",
                "ema_cross,rsi",
                "--mode",
                "vote",
                "--cash",
                "500",
                "--fee",
                "0.2",
                "--set",
                "STOP_LOSS_PCT=4");

        assertThat(code).isZero();
        BacktestProgram.Request request = requests.getFirst();
        assertThat(request.timeframe()).isEqualTo(Timeframe.M15);
        assertThat(request.strategies()).containsExactly("ema_cross", "rsi");
        assertThat(request.overrides())
                .isEqualTo(Map.of(
                        "STRATEGY_MODE", "vote", "PAPER_CASH", "500", "SIM_FEE_PCT", "0.2", "STOP_LOSS_PCT", "4"));
    }

    @Test
    void theDocumentHasEveryFieldOfTheContract() {
        int code = execute("backtest", "--candles", "a.csv", "--symbol", "BTC/USDT", "--timeframe", "15m", "--json");

        assertThat(code).isZero();
        for (String field : FIELDS) {
            assertThat(terminal.out()).contains("\"" + field + "\"");
        }
        assertThat(terminal.out())
                .contains("\"final_equity\" : \"10100.5\"")
                .contains("\"return_percent\" : 1.005")
                .contains("\"sortino\" : null")
                .contains("\"from\" : \"2024-01-01T00:00:00Z\"")
                .contains("\"same_decisions\" : true")
                .contains("\"code\" : \"few_trades\"")
                .contains("\"average_held\" : \"PT10H\"")
                .contains("\"fee_percent\" : 0.1")
                .contains("\"STOP_LOSS_PCT\" : \"5\"");
    }

    @Test
    void theReportGoesToTheFileThatWasNamed() {
        int code = execute(
                "backtest", "--candles", "a.csv", "--symbol", "BTC/USDT", "--timeframe", "15m", "--report", "out.html");

        assertThat(code).isZero();
        assertThat(pages.told).containsExactly("check out.html", "write out.html abc");
        assertThat(terminal.err()).contains("report: out.html");
    }

    @Test
    void aReportThatCannotBeWrittenIsToldBeforeTheRun() {
        pages.fault = Optional.of("there is no directory");

        int code = execute(
                "backtest", "--candles", "a.csv", "--symbol", "BTC/USDT", "--timeframe", "15m", "--report", "x/y.html");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("there is no directory");
        assertThat(requests).isEmpty();
    }

    @Test
    void theTableIsForPeople() {
        int code = execute("backtest", "--candles", "a.csv", "--symbol", "BTC/USDT", "--timeframe", "15m");

        assertThat(code).isZero();
        assertThat(terminal.out())
                .contains("10,000.00 USDT became 10,100.50 USDT")
                .contains("1.00 million candles a second")
                .contains("! 3 trades are too few")
                .containsPattern("trades +3 ")
                .containsPattern("cooldown +2")
                .containsPattern("2x +10,100.50 USDT +1.00 % +0.00 % +3\n");
        assertThat(terminal.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(terminal.err()).contains("2 candles are missing");
    }

    @Test
    void aWrongTimeframeOrSymbolIsOneLineThatSaysWhatIsAllowed() {
        assertThat(execute("backtest", "--candles", "a.csv", "--symbol", "BTC/USDT", "--timeframe", "15"))
                .isEqualTo(2);
        assertThat(execute("backtest", "--candles", "a.csv", "--symbol", "BTCUSDT", "--timeframe", "15m"))
                .isEqualTo(2);

        assertThat(terminal.err()).contains("must be one of 1m").contains("must look like BTC/USDT");
        assertThat(requests).isEmpty();
    }

    @Test
    void aReplayNeedsNoCandlesAndItsExitCodeSaysWhetherAllIsTheSame() {
        for (boolean identical : new boolean[] {true, false}) {
            ReplayProgram replays = file -> new ReplayProgram.Outcome(identical, List.of("played " + file));
            BacktestProgram none = request -> {
                throw new AssertionError("no backtest was asked for");
            };

            int code = new CabCommand(
                            "1",
                            List.of(new BacktestCommand(
                                    none, NO_PORTFOLIO, NO_CHECK, replays, NO_PAGE, terminal.terminal())),
                            terminal.terminal())
                    .execute("backtest", "--replay", "run.jsonl");

            assertThat(code).isEqualTo(identical ? 0 : 1);
            assertThat(terminal.out()).contains("played run.jsonl");
        }
    }

    @Test
    void theCheckForLookAheadSaysWhatChangedAndItsExitCodeWhetherAnythingDid() {
        Instant cutAt = Instant.parse("2024-01-02T00:00:00Z");
        DecidedOrder order = new DecidedOrder(
                cutAt,
                SYMBOL,
                Side.BUY,
                OrderType.MARKET,
                new OrderSize.OfQuote(Money.of("1000", SYMBOL.quote())),
                Price.of("112.5"));
        LookAheadCheck.Change change = new LookAheadCheck.Change(cutAt, Optional.of(order), Optional.empty());

        assertThat(checked(new LookAheadCheck.Report(100, 7, List.of()))).isZero();
        assertThat(terminal.out()).contains("none found").contains("100 places").contains("7 orders");
        assertThat(terminal.err()).contains("25 of 100 cuts").doesNotContain("100 of 100");

        assertThat(checked(new LookAheadCheck.Report(100, 7, List.of(change)))).isEqualTo(1);
        assertThat(terminal.out())
                .contains("1 of 100 cuts change")
                .contains("candles up to 2024-01-02T00:00:00Z")
                .contains("BUY for 1000 USDT at 112.5")
                .contains("nothing more");

        assertThat(checked(new LookAheadCheck.Report(100, 7, List.of(change)), "--json"))
                .isEqualTo(1);
        assertThat(terminal.out()).contains("\"clean\" : false").contains("\"without\" : null");
    }

    private int checked(LookAheadCheck.Report report, String... more) {
        LookAheadProgram lookAhead = (request, progress) -> {
            for (int cut = 1; cut <= report.cuts(); cut++) {
                progress.ran(cut, report.cuts());
            }
            return report;
        };
        BacktestProgram none = request -> {
            throw new AssertionError("no backtest was asked for");
        };
        List<String> arguments = new ArrayList<>(List.of(
                "backtest", "--candles", "a.csv", "--symbol", "BTC/USDT", "--timeframe", "15m", "--check-lookahead"));
        arguments.addAll(List.of(more));
        return new CabCommand(
                        "1",
                        List.of(new BacktestCommand(
                                none, NO_PORTFOLIO, lookAhead, NO_REPLAY, NO_PAGE, terminal.terminal())),
                        terminal.terminal())
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void aBacktestWithoutAFileIsOneOfTheStore() {
        int code = execute(
                "backtest",
                "--symbol",
                "BTC/USDT",
                "--timeframe",
                "15m",
                "--from",
                "2024-01-02",
                "--to",
                "2024-01-03",
                "--exchange",
                "bybit");

        assertThat(code).isZero();
        assertThat(requests.getFirst().candles())
                .isEqualTo(new CandleSelection(
                        Optional.empty(),
                        Optional.of("bybit"),
                        Optional.of(Instant.parse("2024-01-02T00:00:00Z")),
                        Optional.of(Instant.parse("2024-01-04T00:00:00Z")),
                        new FinerChoice.Nearest()));
    }

    @Test
    void finerCandlesAreThoseOfTheStoreOrNamedOrNone() {
        assertThat(finer("--symbol", "BTC/USDT")).isEqualTo(new FinerChoice.Nearest());
        assertThat(finer("--symbol", "BTC/USDT", "--no-finer")).isEqualTo(new FinerChoice.None());
        assertThat(finer("--symbol", "BTC/USDT", "--finer", "1m")).isEqualTo(new FinerChoice.Stored(Timeframe.M1));
        assertThat(finer("--symbol", "BTC/USDT", "--finer", "btc.csv"))
                .isEqualTo(new FinerChoice.OfFile(Path.of("btc.csv")));
        assertThat(finer("--symbol", "BTC/USDT", "--candles", "a.csv")).isEqualTo(new FinerChoice.None());
        assertThat(finer("--symbol", "BTC/USDT", "--candles", "a.csv", "--finer", "b.csv"))
                .isEqualTo(new FinerChoice.OfFile(Path.of("b.csv")));
    }

    private FinerChoice finer(String... options) {
        requests.clear();
        List<String> words = new ArrayList<>(List.of("backtest", "--timeframe", "15m"));
        words.addAll(List.of(options));
        assertThat(execute(words.toArray(String[]::new))).isZero();
        return requests.getFirst().candles().finer();
    }

    @Test
    void finerCandlesThatDoNotFitTogetherAreWrongUsage() {
        assertThat(execute("backtest", "--symbol", "BTC/USDT", "--timeframe", "1h", "--finer", "1m", "--no-finer"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("--no-finer and --finer do not go together");
        assertThat(execute(
                        "backtest", "--symbol", "BTC/USDT", "--timeframe", "1h", "--candles", "a.csv", "--finer", "1m"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("--finer must name a file where --candles does");
        assertThat(execute("backtest", "--symbol", "BTC/USDT,ETH/USDT", "--timeframe", "1h", "--finer", "a.csv"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("there are 2 symbols and 1 files");
    }

    @Test
    void aBacktestWithoutASymbolIsWrongUsage() {
        assertThat(execute("backtest", "--timeframe", "15m")).isEqualTo(2);
        assertThat(terminal.err()).contains("--symbol");
    }

    @Test
    void aRefusalIsItsLinesAndItsExitCode() {
        BacktestProgram refusing = request -> {
            throw new Refusal(ExitCode.DOES_NOT_HOLD, List.of("a.csv:3: close must lie between"));
        };

        int code = new CabCommand(
                        "1",
                        List.of(new BacktestCommand(
                                refusing, NO_PORTFOLIO, NO_CHECK, NO_REPLAY, NO_PAGE, terminal.terminal())),
                        terminal.terminal())
                .execute("backtest", "--candles", "a.csv", "--symbol", "BTC/USDT", "--timeframe", "15m");

        assertThat(code).isEqualTo(1);
        assertThat(terminal.err().strip()).isEqualTo("a.csv:3: close must lie between");
    }

    private PortfolioProgram.Outcome together(List<BacktestProgram.Request> symbols) {
        requests.addAll(symbols);
        PortfolioResult both = PortfolioResult.of(Money.of("10000", SYMBOL.quote()), List.of(result(), result()));
        return new PortfolioProgram.Outcome(
                PortfolioReport.of(
                        both,
                        List.of(CostRun.of(BigDecimal.TWO, both, both)),
                        ASSUMED,
                        new LinkedHashMap<>(Map.of("STOP_LOSS_PCT", "5")),
                        "1.2.3"),
                Duration.ofMillis(1),
                List.of("2 candles are missing"));
    }

    @Test
    void severalSymbolsAreTestedTogetherInTheirOrder() {
        int code = execute(
                "backtest",
                "--symbol",
                "ETH/USDT,BTC/USDT",
                "--candles",
                "eth.csv",
                "--candles",
                "btc.csv",
                "--timeframe",
                "15m",
                "--json");

        assertThat(code).isZero();
        assertThat(requests)
                .extracting(BacktestProgram.Request::symbol)
                .containsExactly(Symbol.of("ETH/USDT"), Symbol.of("BTC/USDT"));
        assertThat(requests)
                .extracting(request -> request.candles().file().orElseThrow().toString())
                .containsExactly("eth.csv", "btc.csv");
        assertThat(FIELDS).allSatisfy(field -> assertThat(terminal.out()).contains("\"" + field + "\""));
        assertThat(terminal.out()).contains("\"final_equity\" : \"10201\"", "\"symbols\" : [");
        assertThat(terminal.err()).contains("2 candles are missing");
    }

    @Test
    void severalSymbolsAreToldOfAsOneIs() throws IOException {
        assertThat(execute("backtest", "--symbol", "BTC/USDT", "--timeframe", "15m", "--json"))
                .isZero();
        JsonNode one = new ObjectMapper().readTree(terminal.out());
        int before = terminal.out().length();
        assertThat(execute(
                        "backtest",
                        "--symbol",
                        "BTC/USDT,ETH/USDT",
                        "--timeframe",
                        "15m",
                        "--json",
                        "--report",
                        "a.html"))
                .isZero();

        JsonNode both = new ObjectMapper().readTree(terminal.out().substring(before));
        one.fieldNames()
                .forEachRemaining(name -> assertThat(both.has(name)).as(name).isTrue());
        assertThat(both.get("cost_runs")).hasSize(1);
        assertThat(both.get("symbols")).hasSize(2);
        assertThat(both.get("correlations").isArray()).isTrue();
        assertThat(pages.told).hasSize(2).first().isEqualTo("check a.html");
    }

    @Test
    void theTableOfSeveralSymbolsHasARowForEach() {
        assertThat(execute("backtest", "--symbol", "BTC/USDT,ETH/USDT", "--timeframe", "15m"))
                .isZero();

        assertThat(terminal.out())
                .startsWith("2 symbols, 15m, ema_cross")
                .contains("became", "At other costs", "By symbol", "assumed: fee", "decision hash ");
        assertThat(terminal.out().lines().filter(line -> line.startsWith("BTC/USDT ")))
                .hasSize(2);
        assertThat(requests)
                .allSatisfy(request -> assertThat(request.candles().file()).isEmpty());
    }

    @Test
    void whatCannotShareOneCapitalIsRefusedInOneLine() {
        String hundredAndOne = IntStream.rangeClosed(1, 101)
                .mapToObj(number -> "C" + number + "/USDT")
                .collect(joining(","));

        assertUsage("--symbol names BTC/USDT twice", "--symbol", "BTC/USDT,ETH/USDT,BTC/USDT");
        assertUsage(
                "--symbol must name symbols of one quote currency, which is the capital: BTC/USDT is traded for USDT,"
                        + " ETH/EUR for EUR",
                "--symbol",
                "BTC/USDT,ETH/EUR");
        assertUsage(
                "--candles must name one file for each symbol, in their order: there are 2 symbols and 1 files",
                "--symbol",
                "BTC/USDT,ETH/USDT",
                "--candles",
                "a.csv");
        assertUsage("--symbol can name 100 symbols, there are 101", "--symbol", hundredAndOne);
        assertUsage(
                "--check-lookahead checks one symbol, there are 2",
                "--symbol",
                "BTC/USDT,ETH/USDT",
                "--check-lookahead");
        assertThat(requests).isEmpty();
    }

    private void assertUsage(String problem, String... options) {
        List<String> arguments = new ArrayList<>(List.of("backtest", "--timeframe", "15m"));
        arguments.addAll(List.of(options));
        int before = terminal.err().length();

        assertThat(execute(arguments.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err().substring(before).lines().findFirst().orElseThrow())
                .contains(problem);
    }

    private int execute(String... arguments) {
        BacktestProgram program = request -> {
            requests.add(request);
            return new BacktestProgram.Outcome(
                    BacktestReport.of(
                            result(),
                            List.of(CostRun.of(BigDecimal.TWO, result(), result())),
                            ASSUMED,
                            new LinkedHashMap<>(Map.of("STOP_LOSS_PCT", "5")),
                            "1.2.3"),
                    Duration.ofMillis(1),
                    List.of("2 candles are missing"));
        };
        return new CabCommand(
                        "1",
                        List.of(new BacktestCommand(
                                program, this::together, NO_CHECK, NO_REPLAY, pages, terminal.terminal())),
                        terminal.terminal())
                .execute(arguments);
    }

    private static BacktestResult result() {
        Money zero = Money.zero(SYMBOL.quote());
        long startMs = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
        CandleSeries.Builder candles = CandleSeries.builder(Timeframe.M15);
        for (int index = 0; index < 1_000; index++) {
            candles = candles.add(startMs + index * 900_000L, 100, 120, 90, 112.5, 10);
        }
        CandleSeries series = candles.build();
        return new BacktestResult(
                new Tested(SYMBOL, List.of("ema_cross"), series),
                Money.of("10000", SYMBOL.quote()),
                Money.of("10100.5", SYMBOL.quote()),
                EquityLine.startingWith(10_000).over(series, series.size()),
                List.of(),
                List.of(),
                List.of(trip("70.5"), trip("50"), trip("-20")),
                Optional.empty(),
                new PaidCosts(zero, new TreeMap<>(), zero, zero),
                new OrderCounts(6, 0, 0, 0, 0, 0, 0),
                new TreeMap<>(Map.of("cooldown", 2L)),
                CandleDetail.none(),
                "abc");
    }

    private static RoundTrip trip(String pnl) {
        return new RoundTrip(
                Instant.parse("2024-01-02T00:00:00Z"),
                Instant.parse("2024-01-02T10:00:00Z"),
                Price.of("100"),
                Price.of("101"),
                Quantity.of("10"),
                Money.of("1000", SYMBOL.quote()),
                Money.of(pnl, SYMBOL.quote()),
                Money.of("2", SYMBOL.quote()),
                40,
                -2,
                3,
                ExitReason.SIGNAL,
                2);
    }

    /** Remembers what was to be written. */
    private static final class Pages implements ReportProgram {

        private final boolean refusesAll;
        private final List<String> told = new ArrayList<>();
        private Optional<String> fault = Optional.empty();

        Pages(boolean refusesAll) {
            this.refusesAll = refusesAll;
        }

        @Override
        public void check(Path file) {
            if (refusesAll) {
                throw new AssertionError("no report was asked for");
            }
            told.add("check " + file);
            fault.ifPresent(words -> {
                throw new Refusal(ExitCode.USAGE, List.of(words));
            });
        }

        @Override
        public void write(Path file, AccountReport report) {
            told.add("write " + file + " " + report.result().decisionHash());
        }
    }
}
