package cab.app.assembly;

import cab.application.optimize.Doubt;
import cab.application.optimize.Findings;
import cab.application.optimize.SearchSpace;
import cab.application.optimize.Study;
import cab.application.optimize.StudyResult;
import cab.application.optimize.Trial;
import cab.application.optimize.WalkForward;
import cab.application.optimize.WalkForwardResult;
import cab.cli.OptimizeProgram;
import cab.domain.market.CandleSeries;
import cab.domain.money.Money;
import java.time.Duration;
import java.util.Optional;

/** A study from its first trial to what came of it. Owned by one thread. */
final class RunningStudy {

    private final OptimizeProgram.Request request;
    private final PlannedStudy planned;
    private final SearchedMarket market;
    private final CandleSeries candles;
    private final StudyKeeper keeper;
    private final long startedAt = System.nanoTime();

    RunningStudy(
            OptimizeProgram.Request request,
            PlannedStudy planned,
            SearchedMarket market,
            CandleSeries candles,
            StudyKeeper keeper) {
        this.request = request;
        this.planned = planned;
        this.market = market;
        this.candles = candles;
        this.keeper = keeper;
    }

    OptimizeProgram.Outcome run(Money cash) {
        return planned.windows().isEmpty() ? search() : walk(cash);
    }

    private OptimizeProgram.Outcome search() {
        StudyResult result = new Study(planned.plan(), market.all(), keeper.watcherOf(0)).run(keeper.knownIn(0));
        SearchSpace space = planned.plan().space();
        Optional<Doubt> doubt = result.best().map(best -> Doubt.of(result, market.full(space.settings(best.point()))));
        return new OptimizeProgram.Searched(
                result, Findings.of(result, request.top()), doubt, candles.size(), elapsed(), repeat(result.best()));
    }

    private OptimizeProgram.Outcome walk(Money cash) {
        WalkForwardResult result = new WalkForward(planned.plan(), candles, market)
                .run(planned.windows(), cash, keeper::knownIn, keeper::watcherOf);
        Optional<Trial> last = result.windows().isEmpty()
                ? Optional.empty()
                : result.windows().getLast().chosen();
        return new OptimizeProgram.Walked(result, candles.size(), elapsed(), repeat(last));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private Optional<String> repeat(Optional<Trial> trial) {
        return trial.map(best -> RepeatLine.of(request, planned.plan().space().settings(best.point())));
    }
}
