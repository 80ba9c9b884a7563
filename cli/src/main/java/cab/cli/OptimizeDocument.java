package cab.cli;

import cab.application.optimize.Doubt;
import cab.application.optimize.Importance;
import cab.application.optimize.StudyPlan;
import cab.application.optimize.StudyResult;
import cab.application.optimize.Trial;
import cab.application.optimize.TrialFigures;
import cab.application.optimize.WalkForwardResult;
import cab.domain.statistics.Bootstrap;
import cab.domain.statistics.Interval;
import cab.domain.statistics.TradeOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A study as a JSON document. */
final class OptimizeDocument {

    private OptimizeDocument() {}

    static Map<String, @Nullable Object> of(OptimizeProgram.Outcome outcome) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        switch (outcome) {
            case OptimizeProgram.Searched searched -> {
                plan(document, searched.result().plan(), outcome);
                counts(document, List.of(searched.result()));
                document.put("complete", searched.result().isComplete());
                document.put("best", best(searched));
                document.put("importance", importances(searched.findings().importances()));
                document.put(
                        "doubt", searched.doubt().map(OptimizeDocument::doubt).orElse(null));
            }
            case OptimizeProgram.Walked walked -> {
                WalkForwardResult result = walked.result();
                plan(document, result.plan(), outcome);
                counts(
                        document,
                        result.windows().stream()
                                .map(WalkForwardResult.Step::search)
                                .toList());
                document.put("complete", result.isComplete());
                document.put("walk_forward", walkForward(result));
            }
        }
        document.put("repeat", outcome.repeat().orElse(null));
        document.put("elapsed_ms", outcome.elapsed().toMillis());
        return document;
    }

    private static void plan(Map<String, @Nullable Object> document, StudyPlan plan, OptimizeProgram.Outcome outcome) {
        document.put("sampler", plan.sampler().word());
        document.put("objective", plan.goal().objective().word());
        document.put("min_trades", plan.goal().tradesMin());
        document.put("seed", plan.seed());
        document.put("combinations", plan.space().size());
        document.put("candles", outcome.candles());
    }

    private static void counts(Map<String, @Nullable Object> document, List<StudyResult> results) {
        document.put(
                "trials",
                results.stream().mapToInt(result -> result.trials().size()).sum());
        document.put(
                "evaluated", results.stream().mapToInt(StudyResult::evaluated).sum());
        document.put(
                "not_counted",
                results.stream().mapToInt(StudyResult::notCounted).sum());
        document.put("refused", results.stream().mapToInt(StudyResult::refused).sum());
        document.put("failed", results.stream().mapToInt(StudyResult::failed).sum());
        document.put("fast", results.stream().mapToInt(StudyResult::fast).sum());
        Map<String, Integer> reasons = new LinkedHashMap<>();
        results.forEach(
                result -> result.whyNotFast().forEach((reason, count) -> reasons.merge(reason, count, Integer::sum)));
        document.put("why_not_fast", reasons);
    }

    private static List<Object> best(OptimizeProgram.Searched searched) {
        List<Object> best = new ArrayList<>();
        for (int rank = 0; rank < searched.findings().best().size(); rank++) {
            Trial trial = searched.findings().best().get(rank);
            Map<String, @Nullable Object> document =
                    trial(trial, searched.result().plan());
            document.put(
                    "around",
                    rounded(searched.findings().neighbourhoods().get(rank).median()));
            document.put(
                    "plateau", searched.findings().neighbourhoods().get(rank).isPlateau());
            best.add(document);
        }
        return best;
    }

    private static Map<String, @Nullable Object> trial(Trial trial, StudyPlan plan) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("trial", trial.number());
        document.put("objective", rounded(plan.goal().of(trial)));
        document.put("settings", plan.space().settings(trial.point()));
        document.putAll(figures(OptimizeText.figures(trial)));
        return document;
    }

    private static Map<String, @Nullable Object> figures(TrialFigures figures) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("return_percent", rounded(figures.returnPercent()));
        document.put("max_drawdown_percent", rounded(figures.maxDrawdownPercent()));
        document.put("sharpe", rounded(figures.sharpe()));
        document.put("sortino", rounded(figures.sortino()));
        document.put("calmar", rounded(figures.calmar()));
        document.put("profit_factor", rounded(figures.profitFactor()));
        document.put("trades", figures.trades());
        document.put("wins", figures.wins());
        document.put("exposure_percent", rounded(figures.exposurePercent()));
        return document;
    }

    private static Map<String, @Nullable Object> importances(List<Importance> importances) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        importances.forEach(importance -> document.put(importance.name(), rounded(importance.share())));
        return document;
    }

    private static Map<String, @Nullable Object> doubt(Doubt doubt) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("trials", doubt.trials());
        document.put("sharpe", rounded(doubt.sharpe()));
        document.put("lucky_sharpe", rounded(doubt.luckySharpe()));
        document.put("deflated_sharpe_ratio", rounded(1 - doubt.byChance()));
        document.put("probability_by_chance", rounded(doubt.byChance()));
        document.put("probability_above_zero", rounded(doubt.aboveZero()));
        Optional<Bootstrap> mixture = doubt.bootstrap();
        document.put(
                "return_percent_90",
                mixture.map(Bootstrap::returnPercent)
                        .map(OptimizeDocument::bounds)
                        .orElse(null));
        document.put(
                "max_drawdown_percent_90",
                mixture.map(Bootstrap::drawdownPercent)
                        .map(OptimizeDocument::bounds)
                        .orElse(null));
        document.put(
                "sharpe_90", doubt.sharpeBounds().map(OptimizeDocument::bounds).orElse(null));
        document.put(
                "trade_order_drawdown_percent_90",
                doubt.tradeOrder()
                        .map(TradeOrder::drawdownPercent)
                        .map(OptimizeDocument::bounds)
                        .orElse(null));
        document.put("words", doubt.words());
        return document;
    }

    private static Map<String, @Nullable Object> bounds(Interval interval) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("low", rounded(interval.low()));
        document.put("middle", rounded(interval.middle()));
        document.put("high", rounded(interval.high()));
        return document;
    }

    private static Map<String, @Nullable Object> walkForward(WalkForwardResult result) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("return_percent", rounded(result.returnPercent()));
        document.put("final_equity", result.finalEquity().amount().toPlainString());
        document.put("max_drawdown_percent", rounded(result.maxDrawdownPercent()));
        document.put("sharpe", rounded(result.sharpe()));
        document.put("probability_above_zero", rounded(result.aboveZero()));
        document.put("trades", result.trades());
        document.put("efficiency", rounded(result.efficiency()));
        document.put("unrest", result.unrest());
        List<Object> windows = new ArrayList<>();
        for (WalkForwardResult.Step window : result.windows()) {
            Map<String, @Nullable Object> step = new LinkedHashMap<>();
            step.put("train_from", window.trainFrom().toString());
            step.put("test_from", window.testFrom().toString());
            step.put("test_to", window.testTo().toString());
            step.put(
                    "chosen",
                    window.chosen().map(trial -> trial(trial, result.plan())).orElse(null));
            step.put("traded", window.traded().map(OptimizeDocument::figures).orElse(null));
            windows.add(step);
        }
        document.put("windows", windows);
        document.put("words", result.words());
        return document;
    }

    private static @Nullable Double rounded(OptionalDouble value) {
        return rounded(value.orElse(Double.NaN));
    }

    private static @Nullable Double rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * 1e6) / 1e6 : null;
    }
}
