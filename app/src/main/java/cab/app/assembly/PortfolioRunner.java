package cab.app.assembly;

import cab.application.backtest.BacktestWatch;
import cab.application.backtest.PortfolioReport;
import cab.cli.BacktestProgram;
import cab.cli.ExitCode;
import cab.cli.PortfolioProgram;
import cab.cli.Refusal;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.infrastructure.config.Settings;
import cab.infrastructure.marketdata.FinerCandles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs backtests of several symbols with one capital. */
public final class PortfolioRunner implements PortfolioProgram {

    private final SettingsReader reader;
    private final String version;

    /** @param version of the program, for the report */
    public PortfolioRunner(SettingsReader reader, String version) {
        this.reader = reader;
        this.version = version;
    }

    /**
     * The past of a symbol.
     *
     * @param candles at least one
     * @param finer what their insides are known from
     */
    record Market(Symbol symbol, CandleSeries candles, Optional<FinerCandles> finer) {

        /** Candles that nobody looks into. */
        Market(Symbol symbol, CandleSeries candles) {
            this(symbol, candles, Optional.empty());
        }

        private long fromMs() {
            return candles.openTimeMs(0);
        }

        private long toMs() {
            return candles.closeTimeMs(candles.size() - 1);
        }

        private boolean overlaps(Market other) {
            return fromMs() < other.toMs() && other.fromMs() < toMs();
        }

        private String span() {
            return Instant.ofEpochMilli(fromMs()) + " to " + Instant.ofEpochMilli(toMs());
        }
    }

    @Override
    public Outcome run(List<BacktestProgram.Request> symbols) {
        Settings settings = BacktestRunner.settings(reader, symbols.getFirst());
        CandleSupply supply = new CandleSupply(settings);
        List<Market> markets = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        List<String> ways = new ArrayList<>();
        for (BacktestProgram.Request request : symbols) {
            try {
                CandleSupply.Supply found = supply.candles(request.candles(), request.symbol(), request.timeframe());
                markets.add(new Market(request.symbol(), found.candles(), found.finer()));
                notes.addAll(found.notes());
            } catch (Refusal unusable) {
                // All of a hundred files are looked at, so that what is wrong is known at once.
                faults.add("cab: " + request.symbol() + ": "
                        + unusable.lines().getFirst().replaceFirst("^cab: ", ""));
                ways.addAll(unusable.lines().subList(1, unusable.lines().size()));
            }
        }
        if (!faults.isEmpty()) {
            ways.stream().limit(1).forEach(faults::add);
            throw new Refusal(ExitCode.DOES_NOT_HOLD, faults);
        }
        faultOf(markets).ifPresent(fault -> {
            throw new Refusal(ExitCode.DOES_NOT_HOLD, List.of("cab: " + fault));
        });
        int cores = Runtime.getRuntime().availableProcessors();
        return together(settings, markets, notes, version, cores, part -> true).orElseThrow();
    }

    /**
     * One backtest of {@code markets}, which have no {@linkplain #faultOf fault}, with one capital, and the same at
     * other costs; empty when {@code watch} has ended it.
     *
     * @param version of the program
     * @param workers threads that play; with one of them the caller's own is used
     * @param watch is called by all of them
     */
    static Optional<Outcome> together(
            Settings settings,
            List<Market> markets,
            List<String> notes,
            String version,
            int workers,
            BacktestWatch watch) {
        return new PortfolioRuns(settings, markets, workers)
                .at(BacktestRunner.COST_FACTORS, watch)
                .map(ran -> new Outcome(
                        PortfolioReport.of(
                                ran.result(),
                                ran.costRuns(),
                                SimulatedTerms.assumptions(settings),
                                ReportedSettings.of(settings),
                                version),
                        ran.elapsed(),
                        notes));
    }

    /** Why {@code markets} cannot be tested together; empty when they can. */
    static Optional<String> faultOf(List<Market> markets) {
        return markets.stream()
                .filter(market -> markets.size() > 1
                        && markets.stream()
                                .filter(other -> !other.symbol().equals(market.symbol()))
                                .noneMatch(market::overlaps))
                .findFirst()
                .map(alone -> "the candles of " + alone.symbol() + " (" + alone.span()
                        + ") share no time with those of any other symbol: nothing is to be shared then; test"
                        + " it alone");
    }
}
