package cab.domain.market;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The length of a candle. Buckets start at multiples of the length since 1970-01-01 UTC; weeks start on Monday. */
public enum Timeframe {
    M1("1m", 60_000L),
    M3("3m", 180_000L),
    M5("5m", 300_000L),
    M15("15m", 900_000L),
    M30("30m", 1_800_000L),
    H1("1h", 3_600_000L),
    H2("2h", 7_200_000L),
    H4("4h", 14_400_000L),
    H6("6h", 21_600_000L),
    H8("8h", 28_800_000L),
    H12("12h", 43_200_000L),
    D1("1d", 86_400_000L),
    W1("1w", 604_800_000L);

    /** 1970-01-01 was a Thursday; the Monday after it lies four days later. */
    private static final long FIRST_MONDAY_MS = 4 * 86_400_000L;

    private final String label;
    private final long lengthMs;

    Timeframe(String label, long lengthMs) {
        this.label = label;
        this.lengthMs = lengthMs;
    }

    /** The timeframe that is written {@code label}, such as {@code 15m}. */
    public static Optional<Timeframe> of(String label) {
        return Arrays.stream(values())
                .filter(timeframe -> timeframe.label.equals(label))
                .findFirst();
    }

    /** All labels, for messages. */
    public static String labels() {
        return Arrays.stream(values()).map(Timeframe::label).collect(Collectors.joining(", "));
    }

    public String label() {
        return label;
    }

    public long lengthMs() {
        return lengthMs;
    }

    /** The opening time of the bucket that holds {@code epochMs}. */
    public long bucketOpenMs(long epochMs) {
        long origin = this == W1 ? FIRST_MONDAY_MS : 0L;
        return Math.floorDiv(epochMs - origin, lengthMs) * lengthMs + origin;
    }

    /** Whether candles of this length can be put together from candles of {@code shorter}. */
    public boolean isMultipleOf(Timeframe shorter) {
        return lengthMs >= shorter.lengthMs && lengthMs % shorter.lengthMs == 0;
    }

    @Override
    public String toString() {
        return label;
    }
}
