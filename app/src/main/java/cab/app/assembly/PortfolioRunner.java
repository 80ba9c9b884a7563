package cab.app.assembly;

import cab.application.backtest.BacktestPlan;
import cab.application.backtest.BacktestWatch;
import cab.application.backtest.PortfolioBacktest;
import cab.application.backtest.PortfolioPlan;
import cab.application.backtest.PortfolioResult;
import cab.application.trading.CycleRules;
import cab.cli.BacktestProgram;
import cab.cli.ExitCode;
import cab.cli.PortfolioProgram;
import cab.cli.Refusal;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.StrategySettings;
import cab.infrastructure.config.TradingSettings;
import cab.infrastructure.exchange.simulated.SimulatedBacktestVenue;
import cab.infrastructure.exchange.simulated.SimulatedBacktestVenue.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs backtests of several symbols with one capital. */
public final class PortfolioRunner implements PortfolioProgram {

    private final SettingsReader reader;

    public PortfolioRunner(SettingsReader reader) {
        this.reader = reader;
    }

    /**
     * The past of a symbol.
     *
     * @param candles at least one
     */
    record Market(Symbol symbol, CandleSeries candles) {

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
        for (BacktestProgram.Request request : symbols) {
            CandleSupply.Supply found = supply.candles(request.candles(), request.symbol(), request.timeframe());
            markets.add(new Market(request.symbol(), found.candles()));
            notes.addAll(found.notes());
        }
        faultOf(markets).ifPresent(fault -> {
            throw new Refusal(ExitCode.DOES_NOT_HOLD, List.of("cab: " + fault));
        });
        return together(settings, markets, notes, part -> true).orElseThrow();
    }

    /**
     * One backtest of {@code markets}, which have no {@linkplain #faultOf fault}, with one capital; empty when
     * {@code watch} has ended it.
     */
    static Optional<Outcome> together(
            Settings settings, List<Market> markets, List<String> notes, BacktestWatch watch) {
        CycleFactory factory = new CycleFactory(settings, ModelOpinions.of(settings));
        Money cash = new Money(
                settings.get(TradingSettings.PAPER_CASH),
                markets.getFirst().symbol().quote());
        List<BacktestPlan> plans = new ArrayList<>();
        List<Past> listed = new ArrayList<>();
        for (Market market : markets) {
            plans.add(plan(settings, factory, market, cash));
            listed.add(new Past(
                    SimulatedTerms.instrument(market.symbol(), market.candles().close(0), settings), market.candles()));
        }
        PortfolioPlan plan = new PortfolioPlan(plans);
        long startedAt = System.nanoTime();
        Optional<PortfolioResult> result = new PortfolioBacktest()
                .run(plan, new SimulatedBacktestVenue(SimulatedTerms.of(settings), listed, cash), watch);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
        return result.map(done -> new Outcome(done, elapsed, notes));
    }

    private static BacktestPlan plan(Settings settings, CycleFactory factory, Market market, Money cash) {
        CycleRules rules = factory.rules(market.symbol(), market.candles().timeframe());
        return new BacktestPlan(
                market.symbol(),
                market.candles(),
                settings.get(StrategySettings.STRATEGY_SET),
                factory.settings(market.candles().timeframe(), rules, Duration.ZERO),
                rules,
                cash);
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
