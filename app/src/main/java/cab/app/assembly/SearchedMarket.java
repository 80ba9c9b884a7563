package cab.app.assembly;

import cab.application.backtest.BacktestResult;
import cab.application.optimize.CandleSpan;
import cab.application.optimize.Course;
import cab.application.optimize.TrialEvaluator;
import cab.application.optimize.TrialOutcome;
import cab.application.optimize.TrialRequest;
import cab.application.optimize.WindowRuns;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SettingsOutcome;
import cab.infrastructure.config.SettingsVariants;
import java.util.Map;

/** Runs the trials of a search over candles that all workers share. Thread-safe, but for its workers' one caller. */
final class SearchedMarket implements WindowRuns {

    private final SettingsVariants variants;
    private final Symbol symbol;
    private final CandleSeries candles;
    private final TrialWorkers workers;
    private final FastTrials whole;

    SearchedMarket(SettingsVariants variants, Symbol symbol, CandleSeries candles, TrialWorkers workers) {
        this.variants = variants;
        this.symbol = symbol;
        this.candles = candles;
        this.workers = workers;
        this.whole = new FastTrials(symbol, candles);
    }

    /** Whoever runs trials over all candles. */
    TrialEvaluator all() {
        return over(new CandleSpan(0, candles.size()));
    }

    @Override
    public TrialEvaluator over(CandleSpan span) {
        boolean isAll = span.from() == 0 && span.to() == candles.size();
        FastTrials trials = isAll ? whole : new FastTrials(symbol, candles.slice(span.from(), span.to()));
        return workers.running(request -> outcome(request, trials));
    }

    private TrialOutcome outcome(TrialRequest request, FastTrials trials) {
        return switch (variants.with(request.settings())) {
            case SettingsOutcome.Invalid(var problems) ->
                new TrialOutcome.Refused(problems.getFirst().toString());
            case SettingsOutcome.Valid(Settings settings) -> trials.run(settings, request.settings());
        };
    }

    /** How a trial went over all candles, in more detail than it was told when it was run. */
    Course course(Map<String, String> settings) {
        return whole.course(settingsOf(settings), settings);
    }

    @Override
    public BacktestResult test(Map<String, String> settings, CandleSpan span, Money cash) {
        return BacktestRun.of(settingsOf(settings), symbol, candles.slice(0, span.to()))
                .startingAt(span.from(), cash)
                .run();
    }

    private Settings settingsOf(Map<String, String> values) {
        return switch (variants.with(values)) {
            case SettingsOutcome.Valid(Settings settings) -> settings;
            case SettingsOutcome.Invalid(var problems) ->
                throw new IllegalArgumentException("a trial that was run must have settings: " + problems);
        };
    }
}
