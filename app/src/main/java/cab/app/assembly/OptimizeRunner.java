package cab.app.assembly;

import cab.application.optimize.SamplerKind;
import cab.application.optimize.SearchSpace;
import cab.application.optimize.Study;
import cab.application.optimize.StudyPlan;
import cab.application.optimize.StudyResult;
import cab.application.optimize.StudyWatcher;
import cab.application.optimize.Trial;
import cab.application.optimize.TrialFigures;
import cab.application.optimize.TrialOutcome;
import cab.application.optimize.TrialRequest;
import cab.cli.ExitCode;
import cab.cli.OptimizeProgram;
import cab.cli.Refusal;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SettingsOutcome;
import cab.infrastructure.config.SettingsVariants;
import cab.infrastructure.config.StrategySettings;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Searches settings for the command line. */
public final class OptimizeRunner implements OptimizeProgram {

    private static final int TRIALS_DEFAULT = 200;

    private final SettingsReader reader;

    public OptimizeRunner(SettingsReader reader) {
        this.reader = reader;
    }

    @Override
    public Outcome run(Request request, Listener listener) {
        Map<String, String> overrides = new HashMap<>(request.overrides());
        if (!request.strategies().isEmpty()) {
            overrides.put(StrategySettings.STRATEGY_SET.name(), String.join(",", request.strategies()));
        }
        SettingsVariants variants = reader.variants(request.envFile(), overrides);
        SearchSpace space = new SpaceReader(variants).read(request.space());
        StudyPlan plan = plan(space, request.search());
        CandleSupply.Supply supply =
                new CandleSupply(variants.base()).candles(request.candles(), request.symbol(), request.timeframe());
        CandleSeries candles = supply.candles();
        listener.planned(plan, supply.notes());
        long startedAt = System.nanoTime();
        StudyResult result = run(plan, new Trials(variants, request.symbol(), candles), request.jobs(), listener);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
        return new Outcome(
                result,
                candles.size(),
                elapsed,
                result.best().map(best -> RepeatLine.of(request, space.settings(best.point()))));
    }

    private static StudyResult run(StudyPlan plan, Trials trials, int jobs, Listener listener) {
        try (TrialWorkers workers = new TrialWorkers(jobs, trials::outcome, listener::isStopWanted)) {
            return new Study(plan, workers, watcher(listener)).run(Map.of());
        }
    }

    private static StudyWatcher watcher(Listener listener) {
        return new StudyWatcher() {
            @Override
            public void ended(Trial trial) {
                listener.ended(trial);
            }

            @Override
            public boolean isStopWanted() {
                return listener.isStopWanted();
            }
        };
    }

    /** Few combinations are all tried; of many, as many as are asked for. */
    private static StudyPlan plan(SearchSpace space, Search search) {
        BigInteger size = space.size();
        int wanted = search.trials().orElse(TRIALS_DEFAULT);
        boolean isSmall = size.compareTo(BigInteger.valueOf(wanted)) <= 0;
        SamplerKind sampler = search.sampler().orElse(isSmall ? SamplerKind.GRID : SamplerKind.TPE);
        if (sampler == SamplerKind.GRID && !isSmall) {
            boolean isTooMuch = size.compareTo(BigInteger.valueOf(StudyPlan.TRIALS_MAX)) > 0;
            if (search.trials().isPresent() || isTooMuch) {
                throw new Refusal(
                        ExitCode.USAGE,
                        List.of("cab: the grid has " + size + " combinations, more than "
                                + (isTooMuch ? "the " + StudyPlan.TRIALS_MAX + " there may be" : "--trials " + wanted)
                                + ": take larger steps, or --sampler random or tpe"));
            }
            wanted = size.intValueExact();
        }
        int trials = isSmall ? size.intValueExact() : wanted;
        return new StudyPlan(space, sampler, search.goal(), trials, search.seed());
    }

    /** One backtest after the other over the same candles. Thread-safe. */
    private record Trials(SettingsVariants variants, Symbol symbol, CandleSeries candles) {

        TrialOutcome outcome(TrialRequest request) {
            return switch (variants.with(request.settings())) {
                case SettingsOutcome.Invalid(var problems) ->
                    new TrialOutcome.Refused(problems.getFirst().toString());
                case SettingsOutcome.Valid(Settings settings) ->
                    new TrialOutcome.Evaluated(
                            TrialFigures.of(BacktestRunner.backtest(settings, symbol, candles)),
                            Optional.of("there is no fast path"));
            };
        }
    }
}
