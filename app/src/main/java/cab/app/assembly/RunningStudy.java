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
import cab.infrastructure.study.StudyPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

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
        Optional<Doubt> doubt =
                result.best().map(best -> Doubt.of(result, market.course(space.settings(best.point()))));
        Findings findings = Findings.of(result, request.top());
        Optional<String> repeat = repeat(result.best());
        report(() -> StudyPage.of(title(), result, findings, doubt, repeat));
        return new OptimizeProgram.Searched(result, findings, doubt, candles.size(), elapsed(), repeat);
    }

    private OptimizeProgram.Outcome walk(Money cash) {
        WalkForwardResult result = new WalkForward(planned.plan(), candles, market)
                .run(planned.windows(), cash, keeper::knownIn, keeper::watcherOf);
        Optional<Trial> last = result.windows().isEmpty()
                ? Optional.empty()
                : result.windows().getLast().chosen();
        Optional<String> repeat = repeat(last);
        report(() -> StudyPage.of(title(), result, repeat));
        return new OptimizeProgram.Walked(result, candles.size(), elapsed(), repeat);
    }

    private String title() {
        return "Search for settings: " + request.symbol() + " " + request.timeframe() + " "
                + String.join(", ", request.strategies());
    }

    private void report(Supplier<String> page) {
        request.report().ifPresent(file -> {
            try {
                Path _ = Files.writeString(file, page.get());
            } catch (IOException unwritable) {
                throw StudyArchive.refusal(
                        "report " + file + " cannot be written: " + unwritable + "; the study is kept, see --list");
            }
        });
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private Optional<String> repeat(Optional<Trial> trial) {
        return trial.map(best -> RepeatLine.of(request, planned.plan().space().settings(best.point())));
    }
}
