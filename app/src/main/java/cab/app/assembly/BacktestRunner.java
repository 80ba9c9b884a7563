package cab.app.assembly;

import cab.application.backtest.Assumptions;
import cab.application.backtest.BacktestReport;
import cab.application.backtest.BacktestResult;
import cab.application.backtest.BacktestWatch;
import cab.application.backtest.CostRun;
import cab.application.backtest.LookAheadCheck;
import cab.cli.BacktestProgram;
import cab.cli.LookAheadProgram;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.StrategySettings;
import cab.infrastructure.marketdata.FinerCandles;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs backtests for the command line. */
public final class BacktestRunner implements BacktestProgram, LookAheadProgram {

    /** Where the future is cut off: at so many places. */
    private static final int CUTS = 100;

    /** What the costs are multiplied by when it is run again; 1 is the run itself. */
    static final List<BigDecimal> COST_FACTORS =
            List.of(BigDecimal.ZERO, new BigDecimal("0.5"), BigDecimal.ONE, BigDecimal.TWO);

    private final SettingsReader reader;
    private final String version;

    public BacktestRunner(SettingsReader reader) {
        this(reader, "development");
    }

    /** @param version of the program, for the report */
    public BacktestRunner(SettingsReader reader, String version) {
        this.reader = reader;
        this.version = version;
    }

    @Override
    public Outcome run(Request request) {
        Prepared prepared = prepare(request);
        return reported(prepared.settings, request.symbol(), prepared.supply, version, part -> true)
                .orElseThrow();
    }

    /** A run and the runs at other costs; empty when {@code watch}, which looks on at all of them, has ended it. */
    static Optional<Outcome> reported(
            Settings settings, Symbol symbol, CandleSupply.Supply supply, String version, BacktestWatch watch) {
        Assumptions assumed = SimulatedTerms.assumptions(settings);
        int runs = COST_FACTORS.size();
        long startedAt = System.nanoTime();
        BacktestRun run = BacktestRun.of(settings, symbol, supply.candles(), supply.finer());
        Optional<BacktestResult> result = run.run(part -> watch.goesOn(part / runs));
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
        if (result.isEmpty()) {
            return Optional.empty();
        }
        CostRuns others = new CostRuns(run, result.get());
        List<CostRun> costRuns = new ArrayList<>();
        int behind = 1;
        for (BigDecimal factor : COST_FACTORS) {
            if (factor.compareTo(BigDecimal.ONE) == 0) {
                costRuns.add(CostRun.of(factor, result.get(), result.get()));
                continue;
            }
            double before = behind++;
            Optional<CostRun> other = others.at(factor, part -> watch.goesOn((before + part) / runs));
            if (other.isEmpty()) {
                return Optional.empty();
            }
            costRuns.add(other.get());
        }
        BacktestReport report =
                BacktestReport.of(result.get(), costRuns, assumed, ReportedSettings.of(settings), version);
        return Optional.of(new Outcome(report, elapsed, supply.notes()));
    }

    /**
     * One run.
     *
     * @param result what happened
     * @param elapsed the time it took, reading the file not included
     */
    public record Run(BacktestResult result, Duration elapsed) {}

    @Override
    public LookAheadCheck.Report check(Request request, LookAheadCheck.Progress progress) {
        Prepared prepared = prepare(request);
        return new LookAheadCheck(visible -> prepared.run(visible).result(), progress)
                .check(prepared.supply.candles(), CUTS);
    }

    /** Reads settings and candles: what is left is the run, which can be repeated. */
    public Prepared prepare(Request request) {
        Settings settings = settings(request);
        CandleSupply.Supply supply =
                new CandleSupply(settings).candles(request.candles(), request.symbol(), request.timeframe());
        return new Prepared(request, settings, supply);
    }

    /** The same over candles that were read already. */
    Prepared prepare(Request request, CandleSupply.Supply supply) {
        return new Prepared(request, settings(request), supply);
    }

    private Settings settings(Request request) {
        return settings(reader, request);
    }

    /** The settings that {@code request} asks for. */
    static Settings settings(SettingsReader reader, Request request) {
        Map<String, String> overrides = new HashMap<>(request.overrides());
        if (!request.strategies().isEmpty()) {
            overrides.put(StrategySettings.STRATEGY_SET.name(), String.join(",", request.strategies()));
        }
        return reader.read(request.envFile(), overrides);
    }

    /** A backtest whose settings and candles have been read. Each run starts anew. Owned by one thread. */
    public static final class Prepared {

        private final Request request;
        private final Settings settings;
        private final CandleSupply.Supply supply;

        private Prepared(Request request, Settings settings, CandleSupply.Supply supply) {
            this.request = request;
            this.settings = settings;
            this.supply = supply;
        }

        /** Runs it once. */
        public Run run() {
            return run(supply.candles(), supply.finer());
        }

        /** Runs it over the first of the candles: nothing behind them is known, in finer ones neither. */
        private Run run(CandleSeries visible) {
            return visible == supply.candles()
                    ? run()
                    : run(visible, supply.finer().map(known -> FinerCandles.of(visible, known.candles())));
        }

        private Run run(CandleSeries candles, Optional<FinerCandles> finer) {
            long startedAt = System.nanoTime();
            BacktestResult result =
                    BacktestRun.of(settings, request.symbol(), candles, finer).run();
            Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
            return new Run(result, elapsed);
        }
    }
}
