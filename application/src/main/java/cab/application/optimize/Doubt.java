package cab.application.optimize;

import cab.domain.statistics.Bootstrap;
import cab.domain.statistics.Interval;
import cab.domain.statistics.Moments;
import cab.domain.statistics.SharpeEvidence;
import cab.domain.statistics.TradeOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How much of the best trial may be luck. Ratios are yearly. Immutable.
 *
 * @param trials how many were chosen from: those that were traded
 * @param sharpe of the best
 * @param luckySharpe what chance alone gives the best of so many
 * @param byChance the probability that the best would look this good by chance: one less the deflated Sharpe ratio
 * @param aboveZero the probability that its true ratio is above zero, had it been the only trial
 * @param bootstrap what the same days in another mixture would have given; empty with fewer than two days
 * @param tradeOrder what the same trades in another order would have given; empty without a trade
 */
public record Doubt(
        int trials,
        double sharpe,
        double luckySharpe,
        double byChance,
        double aboveZero,
        Optional<Bootstrap> bootstrap,
        Optional<TradeOrder> tradeOrder) {

    private static final int ROUNDS = 1_000;
    private static final double DAYS_A_YEAR = 365;

    /** The doubt about {@code best}, which was chosen from the trials of {@code study}. */
    public static Doubt of(StudyResult study, Course best) {
        double[] ofADay = study.trials().stream()
                .flatMapToDouble(trial -> trial.outcome() instanceof TrialOutcome.Evaluated(var figures, var _)
                        ? figures.sharpe().stream()
                        : DoubleStream.empty())
                .map(yearly -> yearly / Math.sqrt(DAYS_A_YEAR))
                .toArray();
        double deviation = Moments.of(ofADay).deviation();
        double[] daily = best.dailyReturns();
        Moments shape = Moments.of(daily);
        double[] trades = best.tradeReturns();
        long seed = study.plan().seed();
        return new Doubt(
                ofADay.length,
                yearly(shape.sharpe()),
                yearly(SharpeEvidence.expectedMaximum(ofADay.length, deviation * deviation)),
                1 - SharpeEvidence.deflated(shape.sharpe(), shape, ofADay.length, deviation * deviation),
                SharpeEvidence.probabilityAbove(0, shape.sharpe(), shape),
                daily.length < 2
                        ? Optional.empty()
                        : Optional.of(Bootstrap.of(daily, Bootstrap.blockMeanOf(daily.length), ROUNDS, seed)),
                trades.length == 0 ? Optional.empty() : Optional.of(TradeOrder.of(trades, ROUNDS, seed)));
    }

    private static double yearly(double ofADay) {
        return ofADay * Math.sqrt(DAYS_A_YEAR);
    }

    /** The same in plain words, one sentence each. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(
                trials < 2
                        ? "There is no choice to doubt with fewer than two trials."
                        : String.format(
                                Locale.ROOT,
                                "The best of %d trials would look this good by chance with probability %s: chance alone gives"
                                        + " the best of so many a Sharpe ratio of %.2f, this one has %.2f.",
                                trials,
                                percent(byChance),
                                luckySharpe,
                                sharpe));
        words.add(String.format(
                Locale.ROOT,
                "Had it been the only trial, its true Sharpe ratio would be above zero with probability %s.",
                percent(aboveZero)));
        bootstrap.ifPresent(
                mixture -> words.add("The same days in another mixture give, nine times out of ten, a return"
                        + " of " + span(mixture.returnPercent(), 1) + " %, a drawdown of "
                        + span(mixture.drawdownPercent(), 1) + " % and a Sharpe ratio of "
                        + span(yearly(mixture.sharpe()), 2) + "."));
        tradeOrder.ifPresent(order -> words.add("The same trades in another order give a drawdown of "
                + span(order.drawdownPercent(), 1) + " %; " + percent(order.shareWorse())
                + " of the orders are worse than the one that was."));
        return words;
    }

    private static Interval yearly(Interval ofADay) {
        return new Interval(yearly(ofADay.low()), yearly(ofADay.middle()), yearly(ofADay.high()));
    }

    /** The Sharpe ratio of the mixtures, yearly. */
    public Optional<Interval> sharpeBounds() {
        return bootstrap.map(mixture -> yearly(mixture.sharpe()));
    }

    private static String span(Interval interval, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f to %." + digits + "f", interval.low(), interval.high());
    }

    private static String percent(double share) {
        return share > 0 && share < 0.001
                ? "less than 0.1 %"
                : String.format(Locale.ROOT, share < 0.1 || share > 0.9 ? "%.1f %%" : "%.0f %%", share * 100);
    }
}
