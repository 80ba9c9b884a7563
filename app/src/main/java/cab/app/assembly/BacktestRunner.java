package cab.app.assembly;

import cab.application.backtest.Backtest;
import cab.application.backtest.BacktestPlan;
import cab.application.backtest.BacktestResult;
import cab.application.backtest.LookAheadCheck;
import cab.application.trading.CycleRules;
import cab.cli.BacktestProgram;
import cab.cli.LookAheadProgram;
import cab.domain.market.CandleSeries;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.StrategySettings;
import cab.infrastructure.config.TradingSettings;
import cab.infrastructure.exchange.simulated.SimulatedBacktestVenue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs backtests for the command line. */
public final class BacktestRunner implements BacktestProgram, LookAheadProgram {

    /** Where the future is cut off: at so many places. */
    private static final int CUTS = 100;

    private final SettingsReader reader;

    public BacktestRunner(SettingsReader reader) {
        this.reader = reader;
    }

    @Override
    public Outcome run(Request request) {
        return prepare(request).run();
    }

    @Override
    public LookAheadCheck.Report check(Request request, LookAheadCheck.Progress progress) {
        Prepared prepared = prepare(request);
        return new LookAheadCheck(visible -> prepared.run(visible).result(), progress).check(prepared.candles, CUTS);
    }

    /** Reads settings and candles: what is left is the run, which can be repeated. */
    public Prepared prepare(Request request) {
        Settings settings = settings(request);
        CandleSupply.Supply supply =
                new CandleSupply(settings).candles(request.candles(), request.symbol(), request.timeframe());
        return new Prepared(request, settings, supply.candles(), supply.notes());
    }

    /** The same over candles that were read already. */
    Prepared prepare(Request request, CandleSeries candles) {
        return new Prepared(request, settings(request), candles, List.of());
    }

    private Settings settings(Request request) {
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
        private final CandleSeries candles;
        private final List<String> notes;

        private Prepared(Request request, Settings settings, CandleSeries candles, List<String> notes) {
            this.request = request;
            this.settings = settings;
            this.candles = candles;
            this.notes = notes;
        }

        public Outcome run() {
            return run(candles);
        }

        private Outcome run(CandleSeries candles) {
            long startedAt = System.nanoTime();
            BacktestResult result = backtest(settings, request.symbol(), candles);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
            return new Outcome(result, elapsed, notes);
        }
    }

    /** One backtest of {@code candles} by {@code settings}. */
    static BacktestResult backtest(Settings settings, Symbol symbol, CandleSeries candles) {
        CycleFactory factory = new CycleFactory(settings, ModelOpinions.of(settings));
        CycleRules rules = factory.rules(symbol, candles.timeframe());
        Money cash = new Money(settings.get(TradingSettings.PAPER_CASH), symbol.quote());
        Instrument instrument = SimulatedTerms.instrument(symbol, candles.close(0), settings);
        BacktestPlan plan = new BacktestPlan(
                symbol,
                candles,
                settings.get(StrategySettings.STRATEGY_SET),
                factory.settings(candles.timeframe(), rules, Duration.ZERO),
                rules,
                cash);
        return new Backtest()
                .run(plan, new SimulatedBacktestVenue(SimulatedTerms.of(settings), instrument, candles, cash));
    }
}
