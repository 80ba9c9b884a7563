package cab.infrastructure.study;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.optimize.Dimension;
import cab.application.optimize.DimensionText;
import cab.application.optimize.Findings;
import cab.application.optimize.Goal;
import cab.application.optimize.Objective;
import cab.application.optimize.SamplerKind;
import cab.application.optimize.SearchSpace;
import cab.application.optimize.StudyPlan;
import cab.application.optimize.StudyResult;
import cab.application.optimize.Trial;
import cab.application.optimize.TrialFigures;
import cab.application.optimize.TrialOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StudyPageTest {

    private static final String HOSTILE = "</title><script>alert(1)</script>";

    private static StudyResult study() {
        SearchSpace space = new SearchSpace(Stream.of("A=1..4", "B=1..3")
                .map(text -> switch (DimensionText.read(text)) {
                    case DimensionText.Outcome.Read(Dimension dimension) -> dimension;
                    case DimensionText.Outcome.Refused(String problem) -> throw new AssertionError(problem);
                })
                .toList());
        List<Trial> trials = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            TrialFigures figures = new TrialFigures(
                    number,
                    10,
                    50,
                    20,
                    OptionalDouble.of(number / 10.0),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    30,
                    1);
            trials.add(new Trial(number, space.at(number), new TrialOutcome.Evaluated(figures, Optional.empty())));
        }
        StudyPlan plan = new StudyPlan(space, SamplerKind.GRID, new Goal(Objective.SHARPE, 1), 12, 1);
        return new StudyResult(plan, trials, true);
    }

    private static String page() {
        return StudyPage.of(
                HOSTILE, study(), Findings.of(study(), 3), Optional.empty(), Optional.of("./cab backtest <x>"));
    }

    @Test
    void itIsOneFileThatRunsNothingAndAsksNobody() {
        assertThat(page())
                .startsWith("<!doctype html>")
                .contains("default-src &#39;none&#39;")
                .doesNotContain("<script")
                .doesNotContain("script-src")
                .doesNotContain(" style=\"")
                .doesNotContain("http://")
                .doesNotContain("https://")
                .contains("&lt;/title&gt;&lt;script&gt;", "./cab backtest &lt;x&gt;");
    }

    @Test
    void theMapGoesFromTheWorstToTheBest() {
        String page = page();

        assertThat(page).contains("class=\"heat-down-5\">0.00<", "class=\"heat-up-5\">1.10<");
        assertThat(page.split("class=\"heat-", -1))
                .as("a shade for each combination")
                .hasSize(13);
        assertThat(page).contains("12 trials by grid of 12 combinations: 12 run, 0 refused");
    }
}
