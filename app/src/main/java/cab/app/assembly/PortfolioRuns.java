package cab.app.assembly;

import cab.app.assembly.PortfolioRunner.Market;
import cab.application.backtest.Assumptions;
import cab.application.backtest.BacktestPlan;
import cab.application.backtest.BacktestWatch;
import cab.application.backtest.CostRun;
import cab.application.backtest.PortfolioBacktest;
import cab.application.backtest.PortfolioPlan;
import cab.application.backtest.PortfolioResult;
import cab.application.trading.CycleRules;
import cab.domain.money.Money;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SimulationSettings;
import cab.infrastructure.config.StrategySettings;
import cab.infrastructure.config.TradingSettings;
import cab.infrastructure.exchange.simulated.SimulatedBacktestVenue;
import cab.infrastructure.exchange.simulated.SimulatedBacktestVenue.Past;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Runs several symbols with one capital at several costs, as many at once as there are workers. They share candles,
 * which are read only, and nothing else; of a run at other costs some figures are kept alone. Owned by one thread.
 */
final class PortfolioRuns {

    /** Parts of a run are counted in so many. */
    private static final double PARTS = 1_000_000;

    private final Settings settings;
    private final List<Market> markets;
    private final Money cash;
    private final Assumptions assumed;
    private final int workers;

    /** @param workers threads; with one of them the caller's own is used */
    PortfolioRuns(Settings settings, List<Market> markets, int workers) {
        this.settings = settings;
        this.markets = List.copyOf(markets);
        this.cash = new Money(
                settings.get(TradingSettings.PAPER_CASH),
                markets.getFirst().symbol().quote());
        this.assumed = SimulatedTerms.assumptions(settings);
        this.workers = workers;
    }

    /**
     * What came of them.
     *
     * @param result at the assumed costs
     * @param elapsed the time that this run took
     * @param costRuns one for each factor, in their order
     */
    record Ran(PortfolioResult result, Duration elapsed, List<CostRun> costRuns) {}

    /** A run at some costs; what happened is kept of the one at the assumed costs alone. */
    private record One(CostRun figures, String decisionHash, Optional<PortfolioResult> result, Duration elapsed) {}

    /**
     * Runs all {@code factors}, of which one is 1; empty when {@code watch}, which several threads may call, has ended
     * one of them, or the thread was interrupted.
     */
    Optional<Ran> at(List<BigDecimal> factors, BacktestWatch watch) {
        AtomicLongArray behind = new AtomicLongArray(factors.size());
        List<Callable<Optional<One>>> tasks = new ArrayList<>();
        for (int index = 0; index < factors.size(); index++) {
            int run = index;
            tasks.add(() -> at(factors.get(run), part -> {
                behind.set(run, (long) (part * PARTS));
                return watch.goesOn(mean(behind));
            }));
        }
        List<One> all = new ArrayList<>();
        for (Optional<One> one : workers == 1 ? onThisThread(tasks) : onWorkers(tasks)) {
            if (one.isEmpty()) {
                return Optional.empty();
            }
            all.add(one.get());
        }
        One usual =
                all.stream().filter(one -> one.result.isPresent()).findFirst().orElseThrow();
        return Optional.of(new Ran(
                usual.result.orElseThrow(),
                usual.elapsed,
                all.stream()
                        .map(one -> one.figures.deciding(one.decisionHash.equals(usual.decisionHash)))
                        .toList()));
    }

    private static double mean(AtomicLongArray parts) {
        long sum = 0;
        for (int index = 0; index < parts.length(); index++) {
            sum += parts.get(index);
        }
        return sum / PARTS / parts.length();
    }

    private static List<Optional<One>> onThisThread(List<Callable<Optional<One>>> tasks) {
        List<Optional<One>> done = new ArrayList<>();
        for (Callable<Optional<One>> task : tasks) {
            try {
                done.add(task.call());
            } catch (RuntimeException fault) {
                throw fault;
            } catch (Exception fault) {
                throw new IllegalStateException("a backtest cannot be run: " + fault, fault);
            }
            if (done.getLast().isEmpty()) {
                return done;
            }
        }
        return done;
    }

    private List<Optional<One>> onWorkers(List<Callable<Optional<One>>> tasks) {
        ExecutorService pool = Executors.newFixedThreadPool(
                Math.min(workers, tasks.size()),
                Thread.ofPlatform().name("backtest-", 0).daemon().factory());
        try {
            List<Future<Optional<One>>> begun = tasks.stream().map(pool::submit).toList();
            List<Optional<One>> done = new ArrayList<>();
            for (Future<Optional<One>> one : begun) {
                done.add(one.get());
            }
            return done;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of(Optional.empty());
        } catch (ExecutionException fault) {
            if (fault.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a backtest cannot be run: " + fault.getCause(), fault.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Optional<One> at(BigDecimal factor, BacktestWatch watch) {
        Assumptions assumptions = assumed.times(factor);
        CycleFactory factory = new CycleFactory(settings, ModelOpinions.of(settings));
        List<BacktestPlan> plans = new ArrayList<>();
        List<Past> listed = new ArrayList<>();
        for (Market market : markets) {
            plans.add(plan(factory, market));
            listed.add(new Past(
                    SimulatedTerms.instrument(market.symbol(), market.candles().close(0), assumptions.fees()),
                    market.candles(),
                    market.finer()));
        }
        PortfolioPlan plan = new PortfolioPlan(plans);
        SimulatedBacktestVenue venue = new SimulatedBacktestVenue(
                SimulatedTerms.of(assumptions, settings.get(SimulationSettings.SIM_SEED)), listed, cash);
        long startedAt = System.nanoTime();
        Optional<PortfolioResult> result = new PortfolioBacktest().run(plan, venue, watch);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
        boolean isAssumed = factor.compareTo(BigDecimal.ONE) == 0;
        return result.map(done -> new One(
                CostRun.of(factor, done, done),
                done.decisionHash(),
                isAssumed ? Optional.of(done) : Optional.empty(),
                elapsed));
    }

    private BacktestPlan plan(CycleFactory factory, Market market) {
        CycleRules rules = factory.rules(market.symbol(), market.candles().timeframe());
        return new BacktestPlan(
                market.symbol(),
                market.candles(),
                settings.get(StrategySettings.STRATEGY_SET),
                factory.settings(market.candles().timeframe(), rules, Duration.ZERO),
                rules,
                cash);
    }
}
