package cab.app.assembly;

import cab.domain.model.ScoreQuality;
import java.util.Locale;

/**
 * Whether a model helps: it must rank better than chance does, be no worse than the plain share of rises, and earn
 * more.
 *
 * @param helps all of it
 * @param words why, or why not, in one sentence
 */
record ModelVerdict(boolean helps, String words) {

    /** How many standard errors above chance are believed. */
    private static final double ERRORS = 2;

    /**
     * The verdict.
     *
     * @param quality of its scores
     * @param horizon in candles
     * @param sameDecisions whether the backtests decided the same
     * @param withPercent what the backtest with it earned
     * @param withoutPercent what the other one did
     */
    static ModelVerdict of(
            ScoreQuality quality, int horizon, boolean sameDecisions, double withPercent, double withoutPercent) {
        double error = ERRORS * standardError(quality, horizon);
        if (quality.auc() <= 0.5 + error) {
            return new ModelVerdict(
                    false,
                    String.format(
                            Locale.ROOT,
                            "The model does not help: its AUC of %.4f cannot be told from chance (0.5 +- %.4f).",
                            quality.auc(),
                            error));
        }
        if (quality.brier() >= quality.brierOfShare()) {
            return new ModelVerdict(
                    false,
                    String.format(
                            Locale.ROOT,
                            "The model does not help: it ranks better than chance (AUC %.4f), but its scores are no"
                                    + " better than always saying %.3f.",
                            quality.auc(),
                            quality.riseShare()));
        }
        if (sameDecisions) {
            return new ModelVerdict(
                    false,
                    String.format(
                            Locale.ROOT,
                            "The model changes nothing: it ranks better than chance (AUC %.4f), but with these weights"
                                    + " and this threshold no decision is another one.",
                            quality.auc()));
        }
        boolean helps = withPercent > withoutPercent && withPercent > 0;
        String judgement = "did not help";
        if (helps) {
            judgement = "helped";
        } else if (withPercent > withoutPercent) {
            judgement = "lost less but earned nothing, and not to trade at all would have been better,";
        }
        return new ModelVerdict(
                helps,
                String.format(
                        Locale.ROOT,
                        "The model %s in this span: it ranks better than chance (AUC %.4f), and the backtest with it"
                                + " made %.2f %% instead of %.2f %%; one span is no promise.",
                        judgement,
                        quality.auc(),
                        withPercent,
                        withoutPercent));
    }

    /** Of an AUC by chance; outcomes that overlap count once per horizon. */
    private static double standardError(ScoreQuality quality, int horizon) {
        double independent = Math.max(2, (double) quality.samples() / horizon);
        double rises = Math.max(1, independent * quality.riseShare());
        double falls = Math.max(1, independent - rises);
        return Math.sqrt((rises + falls + 1) / (12 * rises * falls));
    }
}
