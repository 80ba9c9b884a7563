package cab.application.backtest;

import cab.domain.market.CandleSeries;
import cab.domain.order.OrderType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Cuts the future off, runs again, compares: a decision that is another one when the candles behind it are missing has
 * seen them, or depends on what an earlier run left behind. What a strategy reads by itself, from a file for example,
 * is not cut off and not found. Owned by one thread.
 */
public final class LookAheadCheck {

    private final Function<CandleSeries, BacktestResult> backtest;
    private final Progress progress;

    /**
     * A check of what {@code backtest} decides.
     *
     * @param backtest runs over the candles given to it, each time anew
     */
    public LookAheadCheck(Function<CandleSeries, BacktestResult> backtest, Progress progress) {
        this.backtest = backtest;
        this.progress = progress;
    }

    /** Told behind each run. */
    @FunctionalInterface
    public interface Progress {

        void ran(int cuts, int ofCuts);
    }

    /**
     * What was found.
     *
     * @param cuts how often the future was cut off
     * @param orders decided over all candles
     * @param changes the cuts that change a decision made before them, in order of time
     */
    public record Report(int cuts, int orders, List<Change> changes) {

        public Report {
            changes = List.copyOf(changes);
        }

        public boolean isClean() {
            return changes.isEmpty();
        }
    }

    /**
     * The first decision that the future changes.
     *
     * @param cutAt the close of the last candle that could be seen; the end of all candles when even then two runs
     *     differ
     * @param withFuture what was decided over all candles; empty when nothing more was
     * @param without what was decided over the candles up to the cut; empty when nothing more was
     */
    public record Change(Instant cutAt, Optional<DecidedOrder> withFuture, Optional<DecidedOrder> without) {}

    /**
     * Cuts {@code candles} at {@code cutsMax} places at most: behind candles in which something was decided, and at
     * even distances. The last of the runs is over all candles once more: it finds what is not the same twice.
     *
     * @throws IllegalArgumentException when {@code cutsMax} is less than 2
     */
    public Report check(CandleSeries candles, int cutsMax) {
        if (cutsMax < 2) {
            throw new IllegalArgumentException("at least 2 cuts are needed, was " + cutsMax);
        }
        List<DecidedOrder> whole = backtest.apply(candles).orders();
        SortedSet<Integer> cuts = places(candles, whole, cutsMax);
        List<Change> changes = new ArrayList<>();
        int done = 0;
        for (int cut : cuts) {
            firstChange(candles, cut, whole).ifPresent(changes::add);
            progress.ran(++done, cuts.size());
        }
        return new Report(cuts.size(), whole.size(), changes);
    }

    private static SortedSet<Integer> places(CandleSeries candles, List<DecidedOrder> orders, int cutsMax) {
        SortedSet<Integer> cuts = new TreeSet<>();
        int half = cutsMax / 2;
        for (int index = 0; index < Math.min(half, orders.size()); index++) {
            DecidedOrder order = orders.get((int) ((long) index * orders.size() / Math.min(half, orders.size())));
            // The candle that had closed when the order was decided is the last that may be seen.
            int next = candles.indexAtOrAfter(order.at().toEpochMilli());
            cuts.add(Math.clamp(next, 1, candles.size()));
        }
        int even = cutsMax - half;
        for (int index = 1; index <= even; index++) {
            cuts.add(Math.max(1, (int) ((long) index * candles.size() / even)));
        }
        return cuts;
    }

    private Optional<Change> firstChange(CandleSeries candles, int cut, List<DecidedOrder> whole) {
        CandleSeries visible = candles.slice(0, cut);
        Instant cutAt = Instant.ofEpochMilli(visible.closeTimeMs(cut - 1));
        List<DecidedOrder> without = backtest.apply(visible).orders();
        List<DecidedOrder> with =
                whole.stream().filter(order -> !order.at().isAfter(cutAt)).toList();
        int common = 0;
        while (common < Math.min(with.size(), without.size())
                && with.get(common).equals(without.get(common))) {
            common++;
        }
        boolean isSame = common == without.size() && (common == with.size() || isOfNextOpen(with.get(common), visible));
        return isSame ? Optional.empty() : Optional.of(new Change(cutAt, at(with, common), at(without, common)));
    }

    /**
     * The next candle opens at the instant at which the last one closes, and its open may fire a stop or move one: that
     * is no decision of the past. What a strategy decides is a market order at the close.
     */
    private static boolean isOfNextOpen(DecidedOrder order, CandleSeries visible) {
        int last = visible.size() - 1;
        return order.at().toEpochMilli() == visible.closeTimeMs(last)
                && (order.type() != OrderType.MARKET || order.price().value().doubleValue() != visible.close(last));
    }

    private static Optional<DecidedOrder> at(List<DecidedOrder> orders, int index) {
        return index < orders.size() ? Optional.of(orders.get(index)) : Optional.empty();
    }
}
