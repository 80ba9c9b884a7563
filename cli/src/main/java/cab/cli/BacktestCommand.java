package cab.cli;

import cab.application.backtest.AccountReport;
import cab.application.backtest.LookAheadCheck;
import cab.application.backtest.PortfolioPlan;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cab backtest}: the trading cycle over past candles. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = "Runs the trading cycle over past candles: the same code as paper and live, on virtual time, with"
                + " spread, slippage, latency, fees and limited volume.",
        footer = {
            "",
            "Example: ./cab data download --symbol BTC/USDT --timeframe 15m",
            "         ./cab backtest --symbol BTC/USDT --timeframe 15m --from 2026-01-01",
            "Example: ./cab backtest --candles btc.csv.gz --symbol BTC/USDT --timeframe 15m --strategy ema_cross",
            "         --set STRATEGY_EMA_CROSS_FAST=20 --set STRATEGY_EMA_CROSS_SLOW=50 --report out.html",
            "Example: ./cab backtest --candles btc.csv.gz --symbol BTC/USDT --timeframe 15m --check-lookahead",
            "Example: ./cab backtest --symbol BTC/USDT,ETH/USDT,SOL/USDT --timeframe 15m",
            "Example: ./cab backtest --symbol BTC/USDT --timeframe 1h --finer 1m",
            "Example: RECORD_FILE=run.jsonl ./cab run    and then    ./cab backtest --replay run.jsonl"
        })
public final class BacktestCommand implements Callable<Integer> {

    private static final int PROGRESS_EVERY = 25;

    private final BacktestProgram program;

    private final PortfolioProgram portfolio;

    private final LookAheadProgram lookAhead;
    private final ReplayProgram replays;
    private final ReportProgram reports;

    private final Terminal terminal;

    @Mixin
    private final EnvFileOption envFile = new EnvFileOption();

    @Option(
            names = "--candles",
            paramLabel = "FILE",
            description = "Candle file: CSV with the header timestamp_ms,open,high,low,close,volume, or freqtrade's"
                    + " JSON, plain or gzip (default: the local store, see cab data). With several symbols one for each,"
                    + " in their order.")
    private List<Path> candles = List.of();

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final FinerOptions finer = new FinerOptions();

    @Option(
            names = "--symbol",
            split = ",",
            paramLabel = "SYMBOL",
            converter = SymbolConverter.class,
            description = "What is traded, as BTC/USDT; several, as BTC/USDT,ETH/USDT, share one capital.")
    private List<Symbol> symbols = List.of();

    @Mixin
    private final TestedOptions tested = new TestedOptions();

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Plays a recording of RECORD_FILE instead, and says whether every decision and order is the"
                    + " same; exit code 1 and the first different event when not.")
    private @Nullable Path recording;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--check-lookahead",
            description =
                    "Instead of a result: cuts the future off at up to 100 places, runs again, and says whether any"
                            + " decision changes that was made before; exit code 1 when one does.")
    private boolean checkLookAhead;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Writes the report with pictures as one HTML file that needs no network.")
    private @Nullable Path report;

    @Option(names = "--json", description = "Prints one JSON document instead of a table.")
    private boolean json;

    public BacktestCommand(
            BacktestProgram program,
            PortfolioProgram portfolio,
            LookAheadProgram lookAhead,
            ReplayProgram replays,
            ReportProgram reports,
            Terminal terminal) {
        this.program = program;
        this.portfolio = portfolio;
        this.lookAhead = lookAhead;
        this.replays = replays;
        this.reports = reports;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (recording != null) {
            return replay(recording);
        }
        List<BacktestProgram.Request> requests = requests();
        if (requests.size() > 1) {
            return together(requests);
        }
        BacktestProgram.Request request = requests.getFirst();
        if (checkLookAhead) {
            return checkLookAhead(request);
        }
        Optional<Path> page = page();
        BacktestProgram.Outcome outcome = program.run(request);
        outcome.notes().forEach(terminal.err()::println);
        page.ifPresent(file -> write(file, outcome.report()));
        if (json) {
            JsonText.print(BacktestText.document(outcome), terminal.out());
        } else {
            terminal.out().println(BacktestText.table(outcome));
        }
        return ExitCode.HOLDS;
    }

    /** Where the page goes to, if one is wanted: looked at before the backtest is run. */
    private Optional<Path> page() {
        Optional<Path> page = Optional.ofNullable(report);
        page.ifPresent(reports::check);
        return page;
    }

    private void write(Path file, AccountReport written) {
        reports.write(file, written);
        terminal.err().println("report: " + file);
    }

    /** One for each symbol, in their order. */
    private List<BacktestProgram.Request> requests() {
        List<Symbol> wanted = required("--symbol", symbols.isEmpty() ? null : symbols);
        if (!candles.isEmpty() && candles.size() != wanted.size()) {
            throw wrong("--candles must name one file for each symbol, in their order: there are " + wanted.size()
                    + " symbols and " + candles.size() + " files");
        }
        requireOneCapital(wanted);
        Timeframe length = required("--timeframe", tested.timeframe());
        List<BacktestProgram.Request> requests = new ArrayList<>();
        for (int index = 0; index < wanted.size(); index++) {
            Optional<Path> file = candles.isEmpty() ? Optional.empty() : Optional.of(candles.get(index));
            requests.add(new BacktestProgram.Request(
                    envFile.file(),
                    store.of(file).with(finer(index, wanted.size(), file.isPresent())),
                    wanted.get(index),
                    length,
                    tested.strategies(),
                    tested.overrides()));
        }
        return requests;
    }

    private FinerChoice finer(int index, int wanted, boolean hasFile) {
        try {
            return finer.of(index, wanted, hasFile);
        } catch (IllegalArgumentException wrong) {
            throw wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private void requireOneCapital(List<Symbol> wanted) {
        if (wanted.size() > PortfolioPlan.SYMBOLS_MAX) {
            throw wrong("--symbol can name " + PortfolioPlan.SYMBOLS_MAX + " symbols, there are " + wanted.size());
        }
        Set<Symbol> seen = new HashSet<>();
        Symbol first = wanted.getFirst();
        for (Symbol symbol : wanted) {
            if (!seen.add(symbol)) {
                throw wrong("--symbol names " + symbol + " twice");
            }
            if (!symbol.quote().equals(first.quote())) {
                throw wrong("--symbol must name symbols of one quote currency, which is the capital: " + first
                        + " is traded for " + first.quote() + ", " + symbol + " for " + symbol.quote());
            }
        }
    }

    private int together(List<BacktestProgram.Request> requests) {
        if (checkLookAhead) {
            throw wrong("--check-lookahead checks one symbol, there are " + requests.size());
        }
        Optional<Path> page = page();
        PortfolioProgram.Outcome outcome = portfolio.run(requests);
        outcome.notes().forEach(terminal.err()::println);
        page.ifPresent(file -> write(file, outcome.report()));
        if (json) {
            JsonText.print(PortfolioText.document(outcome), terminal.out());
        } else {
            terminal.out().println(PortfolioText.table(outcome));
        }
        return ExitCode.HOLDS;
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), problem);
    }

    private int checkLookAhead(BacktestProgram.Request request) {
        LookAheadCheck.Report report = lookAhead.check(request, (cuts, ofCuts) -> {
            if (cuts % PROGRESS_EVERY == 0 && cuts < ofCuts) {
                terminal.err().println("look-ahead: " + cuts + " of " + ofCuts + " cuts");
            }
        });
        if (json) {
            JsonText.print(LookAheadText.document(report), terminal.out());
        } else {
            LookAheadText.lines(report).forEach(terminal.out()::println);
        }
        return report.isClean() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private int replay(Path file) {
        ReplayProgram.Outcome outcome = replays.replay(file);
        if (json) {
            JsonText.print(Map.of("identical", outcome.identical(), "lines", outcome.lines()), terminal.out());
        } else {
            outcome.lines().forEach(terminal.out()::println);
        }
        return outcome.identical() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    /** Needed for a backtest, not for a replay. */
    private <T> T required(String option, @Nullable T value) {
        if (value == null) {
            throw wrong("Missing required option: '" + option + "'");
        }
        return value;
    }
}
