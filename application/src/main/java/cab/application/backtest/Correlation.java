package cab.application.backtest;

import cab.domain.market.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far what two symbols earned went together: Pearson's correlation of what each added to the equity in the same
 * days of UTC. Immutable.
 *
 * @param first the earlier one of the plan
 * @param second the later one
 * @param value from −1, always against each other, to 1, always together
 * @param days in which candles of both closed
 */
public record Correlation(Symbol first, Symbol second, double value, int days) {

    /** Fewer days say nothing. */
    static final int DAYS_LEAST = 20;

    /**
     * Of all pairs that have enough days in common, in which both earned or lost anything; in the order of the plan.
     */
    public static List<Correlation> of(PortfolioResult result) {
        double[][] changes = changes(result.bySymbol());
        List<Correlation> found = new ArrayList<>();
        for (int first = 0; first < changes.length; first++) {
            for (int second = first + 1; second < changes.length; second++) {
                Pairs pairs = new Pairs(changes[first], changes[second]);
                double value = pairs.correlation();
                if (pairs.days >= DAYS_LEAST && Double.isFinite(value)) {
                    found.add(new Correlation(
                            result.symbols().get(first), result.symbols().get(second), value, pairs.days));
                }
            }
        }
        return List.copyOf(found);
    }

    /** Of each result one number for each day of any of them; not a number where no candle of its own closed. */
    private static double[][] changes(List<BacktestResult> results) {
        SortedMap<String, Integer> places = new TreeMap<>();
        List<List<PeriodReturn>> days = results.stream().map(Periods::days).toList();
        days.forEach(some -> some.forEach(day -> places.putIfAbsent(day.period(), places.size())));
        double[][] changes = new double[results.size()][places.size()];
        for (int index = 0; index < changes.length; index++) {
            double[] row = changes[index];
            Arrays.fill(row, Double.NaN);
            days.get(index).forEach(day -> row[places.getOrDefault(day.period(), 0)] = day.change());
        }
        return changes;
    }

    /** The sums of two series over the days that both have. */
    private static final class Pairs {

        private int days;
        private double left;
        private double right;
        private double squaresLeft;
        private double squaresRight;
        private double products;

        Pairs(double[] first, double[] second) {
            for (int day = 0; day < first.length; day++) {
                if (!Double.isNaN(first[day]) && !Double.isNaN(second[day])) {
                    add(first[day], second[day]);
                }
            }
        }

        private void add(double first, double second) {
            days++;
            left += first;
            right += second;
            squaresLeft += first * first;
            squaresRight += second * second;
            products += first * second;
        }

        /** Not a number where one of them never changes. */
        double correlation() {
            double spread = (squaresLeft - left * left / days) * (squaresRight - right * right / days);
            return spread > 0 ? Math.clamp((products - left * right / days) / Math.sqrt(spread), -1, 1) : Double.NaN;
        }
    }
}
