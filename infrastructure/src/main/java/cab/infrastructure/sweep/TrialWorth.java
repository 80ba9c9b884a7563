package cab.infrastructure.sweep;

import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.position.Position;

/**
 * What the account is worth, measured once an hour, and the most it has been worth: what a drawdown is measured from.
 *
 * <p>Nothing is measured before somebody asks for a drawdown that could have been reached: until then it is only
 * remembered at which closes there was what to be measured. A measure is kept as what it was made of, and worked out in
 * decimals only where doubles do not tell which is larger. Owned by one thread.
 */
final class TrialWorth {

    private static final long INTERVAL_MS = 3_600_000;

    /** More than what the bound of all measures may be rounded by. */
    private static final double BOUND_NOISE = 1e-9;

    private final SweepMarket market;
    private final CandleSeries candles;
    private final Units units;
    private final TrialBook book;
    private final Marks marks;
    private final boolean measures;
    private final Stretches stretches;
    private double highestSingle;
    private long dueAtMs = Long.MIN_VALUE;
    private final Measure peak = new Measure();
    private Measure before = new Measure();
    private Measure latest = new Measure();
    private final Measure present = new Measure();

    /** One measure. */
    private static final class Measure {

        private boolean known;
        private long cash;
        private long coins;
        private double price;
        private double value;
    }

    /** @param measures whether any rule asks for a drawdown */
    TrialWorth(SweepMarket market, Units units, TrialBook book, Marks marks, Stretches stretches, boolean measures) {
        this.market = market;
        this.candles = market.candles();
        this.units = units;
        this.book = book;
        this.marks = marks;
        this.stretches = stretches;
        this.measures = measures;
    }

    /** To be measured at the close of {@code candle} when that is due, whatever is on its way. */
    void observe(int candle) {
        if (measures) {
            // Of the marks alone it is not certain that they know of it.
            highestSingle = Math.max(
                    highestSingle,
                    units.roughly(book.cash()) + units.coinsRoughly(book.coins()) * candles.close(candle));
            stretches.add(candle, candle + 1, book.cash(), book.coins());
        }
    }

    /** To be measured at the closes from {@code from} to {@code to}, which is left out, while nothing moves. */
    void observe(int from, int to) {
        if (measures && from < to) {
            stretches.add(from, to, book.cash(), book.coins());
        }
    }

    private void measureAll() {
        for (int stretch = 0; stretch < stretches.count(); stretch++) {
            int to = stretches.end(stretch);
            for (int candle = nextDue(stretches.begin(stretch), to); candle < to; candle = nextDue(candle + 1, to)) {
                measure(candle, stretches.cash(stretch), stretches.coins(stretch));
            }
        }
        stretches.clear();
    }

    private int nextDue(int from, int to) {
        if (from >= to || candles.closeTimeMs(to - 1) < dueAtMs) {
            return to;
        }
        long lengthMs = candles.timeframe().lengthMs();
        if (candles.closeTimeMs(from) >= dueAtMs) {
            return from;
        }
        // Without gaps it is just there; with gaps before.
        int high = (int) Math.min(to - 1, from + (dueAtMs - candles.closeTimeMs(from) + lengthMs - 1) / lengthMs);
        int low = from;
        if (candles.closeTimeMs(high - 1) < dueAtMs) {
            return high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (candles.closeTimeMs(middle) >= dueAtMs) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void measure(int candle, long cash, long coins) {
        dueAtMs = candles.closeTimeMs(candle) + INTERVAL_MS;
        Measure spare = before;
        before = latest;
        latest = spare;
        fill(latest, cash, coins, candles.close(candle));
        if (!peak.known) {
            copy(latest, peak);
            return;
        }
        if (!before.known) {
            return;
        }
        Measure reached = compare(latest, before) <= 0 ? latest : before;
        if (compare(reached, peak) > 0) {
            copy(reached, peak);
        }
    }

    private void fill(Measure measure, long cash, long coins, double price) {
        measure.known = true;
        measure.cash = cash;
        measure.coins = coins;
        measure.price = price;
        measure.value = units.moneyAsDouble(measure.cash) + units.coinsAsDouble(measure.coins) * price;
    }

    private static void copy(Measure from, Measure to) {
        to.known = true;
        to.cash = from.cash;
        to.coins = from.coins;
        to.price = from.price;
        to.value = from.value;
    }

    private int compare(Measure left, Measure right) {
        if (Math.abs(left.value - right.value) > left.value * (Units.noise(left.price) + Units.noise(right.price))) {
            return left.value > right.value ? 1 : -1;
        }
        if (left.cash == right.cash && left.coins == right.coins && (left.coins == 0 || left.price == right.price)) {
            return 0;
        }
        return exact(left).compareTo(exact(right));
    }

    private Money exact(Measure measure) {
        Money cash = units.quote(measure.cash);
        Position held = new Position(units.coins(measure.coins), Money.zero(cash.currency()));
        return cash.plus(held.valueAt(Candle.exactPrice(measure.price)));
    }

    /** Whether the account has fallen by less than {@code limit} from its peak. */
    boolean isAbove(Percent limit, double price) {
        double share = 1 - limit.fraction().doubleValue();
        if (bound(book.coins(), price) > highest() * share) {
            return true;
        }
        measureAll();
        if (!peak.known) {
            return true;
        }
        fill(present, book.cash(), book.coins(), price);
        double fall = peak.value - present.value;
        double most = peak.value * limit.fraction().doubleValue();
        if (Math.abs(fall - most) > peak.value * (Units.noise(peak.price) + Units.noise(price))) {
            return fall < most;
        }
        Money exactPeak = exact(peak);
        Money exactFall = exactPeak.minus(exact(present));
        return !exactFall.isPositive()
                || exactFall.amount().compareTo(exactPeak.amount().multiply(limit.fraction())) < 0;
    }

    private double bound(long coins, double price) {
        return units.roughly(book.cash()) + units.coinsRoughly(coins) * price;
    }

    /**
     * More than the account can have been worth at any measure: what is remembered and not measured yet has been
     * marked, or there is still the same cash.
     */
    private double highest() {
        double marked = Math.max(marks.peak(), bound(book.coins(), market.highestClose()));
        return Math.max(marked, highestSingle) * (1 + BOUND_NOISE);
    }

    /** What the account is worth now. */
    Money now(double price) {
        fill(present, book.cash(), book.coins(), price);
        return exact(present);
    }
}
