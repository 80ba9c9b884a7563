package cab.app.assembly;

import cab.application.optimize.SamplerKind;
import cab.application.optimize.SearchSpace;
import cab.application.optimize.StudyPlan;
import cab.application.optimize.WalkForwardPlan;
import cab.cli.ExitCode;
import cab.cli.OptimizeProgram;
import cab.cli.Refusal;
import cab.domain.market.CandleSeries;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What a study comes to once its space and its candles are known. Immutable.
 *
 * @param plan of the search, or of that of each window
 * @param windows of a walk forward; empty when all candles are searched at once
 */
record PlannedStudy(StudyPlan plan, List<WalkForwardPlan.Window> windows) {

    private static final int TRIALS_DEFAULT = 200;

    PlannedStudy {
        windows = List.copyOf(windows);
    }

    /**
     * Few combinations are all tried; of many, as many as are asked for.
     *
     * @throws Refusal when that is too much, or the candles are too few
     */
    static PlannedStudy of(SearchSpace space, OptimizeProgram.Search search, CandleSeries candles) {
        BigInteger size = space.size();
        int wanted = search.trials().orElse(TRIALS_DEFAULT);
        boolean isSmall = size.compareTo(BigInteger.valueOf(wanted)) <= 0;
        SamplerKind sampler = search.sampler().orElse(isSmall ? SamplerKind.GRID : SamplerKind.TPE);
        if (sampler == SamplerKind.GRID && !isSmall) {
            requireGrid(size, search.trials());
        }
        int trials = isSmall || sampler == SamplerKind.GRID ? size.intValueExact() : wanted;
        StudyPlan plan = new StudyPlan(space, sampler, search.goal(), trials, search.seed());
        List<WalkForwardPlan.Window> windows =
                search.walkForward().map(walk -> windows(walk, candles)).orElse(List.of());
        if ((long) trials * Math.max(1, windows.size()) > StudyPlan.TRIALS_MAX) {
            throw refusal(
                    ExitCode.USAGE,
                    trials + " trials in each of " + windows.size() + " windows are more than the "
                            + StudyPlan.TRIALS_MAX + " there may be");
        }
        return new PlannedStudy(plan, windows);
    }

    private static void requireGrid(BigInteger size, Optional<Integer> trials) {
        boolean isTooMuch = size.compareTo(BigInteger.valueOf(StudyPlan.TRIALS_MAX)) > 0;
        if (isTooMuch || trials.isPresent()) {
            throw refusal(
                    ExitCode.USAGE,
                    "the grid has " + size + " combinations, more than "
                            + (isTooMuch
                                    ? "the " + StudyPlan.TRIALS_MAX + " there may be"
                                    : "--trials " + trials.orElseThrow())
                            + ": take larger steps, or --sampler random or tpe");
        }
    }

    private static List<WalkForwardPlan.Window> windows(WalkForwardPlan walk, CandleSeries candles) {
        List<WalkForwardPlan.Window> windows = walk.windows(candles);
        if (windows.isEmpty()) {
            throw refusal(
                    ExitCode.DOES_NOT_HOLD,
                    "the candles are too few to walk forward: they must last longer than" + " --walk-forward "
                            + walk.train().toDays() + "d and half of "
                            + walk.test().toDays() + "d");
        }
        if (windows.size() == WalkForwardPlan.WINDOWS_MAX) {
            throw refusal(
                    ExitCode.USAGE,
                    "--walk-forward makes " + WalkForwardPlan.WINDOWS_MAX
                            + " windows or more: trade each choice for longer");
        }
        return windows;
    }

    private static Refusal refusal(int code, String problem) {
        return new Refusal(code, List.of("cab: " + problem));
    }
}
