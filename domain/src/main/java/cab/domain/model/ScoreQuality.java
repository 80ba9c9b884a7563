package cab.domain.model;

import java.util.ArrayList;
import java.util.List;

/**
 * How good scores were, told by what came after them. Immutable.
 *
 * @param samples how many scores
 * @param riseShare the share of them that a rise followed, 0..1
 * @param auc how likely a random rise was scored above a random fall, ties count half; 0.5 is chance; 0.5 when there
 *     was only one of both
 * @param brier the mean squared distance of the score from 0 or 1; less is better
 * @param brierOfShare the same had every score been {@code riseShare}: what knowing nothing costs
 * @param bins ten of the same width, by score
 */
public record ScoreQuality(
        int samples, double riseShare, double auc, double brier, double brierOfShare, List<Bin> bins) {

    private static final int BINS = 10;

    public ScoreQuality {
        bins = List.copyOf(bins);
    }

    /**
     * One bin of the calibration. Immutable.
     *
     * @param from the lowest score in it
     * @param samples how many
     * @param meanScore their mean score; 0 without any
     * @param riseShare the share that rose; 0 without any
     */
    public record Bin(double from, int samples, double meanScore, double riseShare) {}

    /** The quality of {@code scored}, one or more. */
    public static ScoreQuality of(List<ScoredOutcome> scored) {
        if (scored.isEmpty()) {
            throw new IllegalArgumentException("there must be scores to judge, were none");
        }
        double rises = scored.stream().filter(ScoredOutcome::rose).count();
        double share = rises / scored.size();
        double squares = 0;
        for (ScoredOutcome one : scored) {
            double distance = one.score() - (one.rose() ? 1 : 0);
            squares += distance * distance;
        }
        return new ScoreQuality(
                scored.size(), share, auc(scored, rises), squares / scored.size(), share * (1 - share), bins(scored));
    }

    /** By ranks; equal scores share the mean of theirs. */
    private static double auc(List<ScoredOutcome> scored, double rises) {
        double falls = scored.size() - rises;
        if (rises == 0 || falls == 0) {
            return 0.5;
        }
        List<ScoredOutcome> sorted = new ArrayList<>(scored);
        sorted.sort((one, other) -> Double.compare(one.score(), other.score()));
        double ranks = 0;
        int from = 0;
        while (from < sorted.size()) {
            int to = from;
            int risesHere = 0;
            while (to < sorted.size()
                    && sorted.get(to).score() == sorted.get(from).score()) {
                risesHere += sorted.get(to).rose() ? 1 : 0;
                to++;
            }
            ranks += risesHere * (from + 1 + to) / 2.0;
            from = to;
        }
        return (ranks - rises * (rises + 1) / 2) / (rises * falls);
    }

    private static List<Bin> bins(List<ScoredOutcome> scored) {
        int[] counts = new int[BINS];
        double[] scores = new double[BINS];
        int[] rises = new int[BINS];
        for (ScoredOutcome one : scored) {
            int bin = Math.min(BINS - 1, (int) (one.score() * BINS));
            counts[bin]++;
            scores[bin] += one.score();
            rises[bin] += one.rose() ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            double count = Math.max(1, counts[bin]);
            bins.add(new Bin((double) bin / BINS, counts[bin], scores[bin] / count, rises[bin] / count));
        }
        return bins;
    }
}
