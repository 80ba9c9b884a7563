package cab.application.optimize;

import java.util.List;
import java.util.Optional;

/**
 * What a study found, looked at from a distance. Immutable.
 *
 * @param best the best trials, the best first
 * @param neighbourhoods of the best trials, in the same order
 * @param importances of the settings, the greatest first
 * @param sturdiest of the best trials the one whose neighbours do best: the first choice of the cautious
 */
public record Findings(
        List<Trial> best, List<Neighbourhood> neighbourhoods, List<Importance> importances, Optional<Trial> sturdiest) {

    /** So many of the best are looked at to find the sturdiest. */
    private static final int CANDIDATES = 50;

    public Findings {
        best = List.copyOf(best);
        neighbourhoods = List.copyOf(neighbourhoods);
        importances = List.copyOf(importances);
    }

    /** The findings of {@code study}, with the {@code top} best. */
    public static Findings of(StudyResult study, int top) {
        List<Trial> ranking = study.ranking();
        List<Trial> candidates =
                ranking.stream().limit(Math.max(top, CANDIDATES)).toList();
        List<Neighbourhood> around = candidates.stream()
                .map(trial -> Neighbourhood.of(trial, ranking, study.plan()))
                .toList();
        int sturdiest = -1;
        for (int index = 0; index < Math.min(CANDIDATES, candidates.size()); index++) {
            if (sturdiest < 0
                    || around.get(index).median() > around.get(sturdiest).median()) {
                sturdiest = index;
            }
        }
        int shown = Math.min(top, candidates.size());
        return new Findings(
                candidates.subList(0, shown),
                around.subList(0, shown),
                Importance.of(study),
                sturdiest < 0 ? Optional.empty() : Optional.of(candidates.get(sturdiest)));
    }
}
