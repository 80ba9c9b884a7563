package cab.infrastructure.sweep;

import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.position.Position;

/**
 * What the account is worth, measured once an hour, and the most it has been worth: what a drawdown is measured from. A
 * measure is kept as what it was made of, and worked out in decimals only where doubles do not tell which is larger.
 * Owned by one thread.
 */
final class TrialWorth {

    private static final long INTERVAL_MS = 3_600_000;

    private final CandleSeries candles;
    private final Units units;
    private final TrialBook book;
    private final boolean measures;
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
    TrialWorth(CandleSeries candles, Units units, TrialBook book, boolean measures) {
        this.candles = candles;
        this.units = units;
        this.book = book;
        this.measures = measures;
    }

    /** Measures at the close of {@code candle} when that is due. */
    void observe(int candle) {
        if (measures && candles.closeTimeMs(candle) >= dueAtMs) {
            measure(candle);
        }
    }

    /** Measures at the closes from {@code from} to {@code to}, which is left out, while nothing moves. */
    void observe(int from, int to) {
        if (!measures) {
            return;
        }
        for (int candle = nextDue(from, to); candle < to; candle = nextDue(candle + 1, to)) {
            measure(candle);
        }
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

    private void measure(int candle) {
        dueAtMs = candles.closeTimeMs(candle) + INTERVAL_MS;
        Measure spare = before;
        before = latest;
        latest = spare;
        fill(latest, candles.close(candle));
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

    private void fill(Measure measure, double price) {
        measure.known = true;
        measure.cash = book.cash();
        measure.coins = book.coins();
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
        if (!peak.known) {
            return true;
        }
        fill(present, price);
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

    /** What the account is worth now. */
    Money now(double price) {
        fill(present, price);
        return exact(present);
    }
}
