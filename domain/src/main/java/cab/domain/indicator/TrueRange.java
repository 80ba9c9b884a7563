package cab.domain.indicator;

/** How far a candle reached, counted from the close before it. */
final class TrueRange {

    private TrueRange() {}

    static double of(double high, double low, double closeBefore) {
        return Math.max(high - low, Math.max(Math.abs(high - closeBefore), Math.abs(low - closeBefore)));
    }
}
