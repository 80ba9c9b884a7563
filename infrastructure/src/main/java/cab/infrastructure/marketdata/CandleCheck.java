package cab.infrastructure.marketdata;

import cab.domain.market.CandleSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Looks for what is odd about candles: holes, outliers, times without trades. What is usual is judged by the medians of
 * the series itself, which outliers do not move. Owned by one thread.
 *
 * <p>Grave is a hole or a standstill of a day or more, a price that doubles or halves within or between two candles,
 * and a series of which a fifth is missing.
 */
public final class CandleCheck {

    /** More places are counted, but not kept. */
    private static final int FINDINGS_MAX = 10_000;

    private static final double TIMES_THE_MEDIAN = 25;
    private static final double RANGE_MIN = Math.log(1.1);
    private static final double JUMP_MIN = Math.log(1.03);
    private static final double DOUBLED = Math.log(2);
    private static final int STILL_MIN = 10;
    private static final long GRAVE_MS = Duration.ofDays(1).toMillis();
    private static final double MISSING_SHARE_MAX = 0.2;

    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::isGrave)
            .reversed()
            .thenComparing(Comparator.comparingLong(Finding::candles).reversed())
            .thenComparingLong(Finding::atMs);

    private final CandleSeries candles;
    private final List<Finding> findings = new ArrayList<>();
    private int found;

    private CandleCheck(CandleSeries candles) {
        this.candles = candles;
    }

    /**
     * What was found.
     *
     * @param findings the worst first; of very many only some
     * @param found how many there are
     * @param gaps what is missing
     * @param isGrave whether a result may be worth nothing because of it
     */
    public record Report(List<Finding> findings, int found, CandleGaps gaps, boolean isGrave) {

        public Report {
            findings = List.copyOf(findings);
        }
    }

    /** Looks through all of {@code candles}. */
    public static Report of(CandleSeries candles) {
        CandleCheck check = new CandleCheck(candles);
        check.look();
        CandleGaps gaps = CandleGaps.of(candles);
        check.findings.sort(WORST_FIRST);
        boolean lacksMuch = gaps.missing() > MISSING_SHARE_MAX * (gaps.missing() + candles.size());
        return new Report(
                check.findings,
                check.found,
                gaps,
                lacksMuch || check.findings.stream().anyMatch(Finding::isGrave));
    }

    private void look() {
        double rangeMax = Math.max(RANGE_MIN, TIMES_THE_MEDIAN * median(ranges()));
        double jumpMax = Math.max(JUMP_MIN, TIMES_THE_MEDIAN * median(moves()));
        int still = 0;
        for (int index = 0; index < candles.size(); index++) {
            if (index > 0) {
                lookBetween(index, jumpMax);
            }
            double range = Math.log(candles.high(index) / candles.low(index));
            if (range > rangeMax) {
                add(
                        Finding.Kind.RANGE,
                        candles.openTimeMs(index),
                        1,
                        range >= DOUBLED,
                        "low " + candles.low(index)
                                + ", high " + candles.high(index) + ", open " + candles.open(index) + ", close "
                                + candles.close(index));
            }
            if (candles.volume(index) == 0) {
                still++;
            } else {
                addStill(index, still);
                still = 0;
            }
        }
        addStill(candles.size(), still);
    }

    private void lookBetween(int index, double jumpMax) {
        long lengthMs = candles.timeframe().lengthMs();
        long closedMs = candles.closeTimeMs(index - 1);
        long missing = (candles.openTimeMs(index) - closedMs) / lengthMs;
        if (missing > 0) {
            add(
                    Finding.Kind.GAP,
                    closedMs,
                    missing,
                    missing * lengthMs >= GRAVE_MS,
                    words(missing * lengthMs) + " until " + Instant.ofEpochMilli(candles.openTimeMs(index)));
            return;
        }
        double jump = Math.log(candles.open(index) / candles.close(index - 1));
        if (Math.abs(jump) > jumpMax) {
            add(
                    Finding.Kind.JUMP,
                    candles.openTimeMs(index),
                    1,
                    Math.abs(jump) >= DOUBLED,
                    "from "
                            + candles.close(index - 1) + " to " + candles.open(index)
                            + String.format(Locale.ROOT, " (%+.1f %%)", 100 * Math.expm1(jump)));
        }
    }

    private void addStill(int end, int count) {
        if (count >= STILL_MIN) {
            long lengthMs = count * candles.timeframe().lengthMs();
            add(
                    Finding.Kind.NO_VOLUME,
                    candles.openTimeMs(end - count),
                    count,
                    lengthMs >= GRAVE_MS && candles.timeframe().lengthMs() < GRAVE_MS,
                    count + " candles, " + words(lengthMs));
        }
    }

    private void add(Finding.Kind kind, long atMs, long count, boolean isGrave, String detail) {
        found++;
        // Grave ones are never crowded out.
        if (isGrave || findings.size() < FINDINGS_MAX) {
            findings.add(new Finding(kind, atMs, count, isGrave, detail));
        }
    }

    private static String words(long lengthMs) {
        Duration length = Duration.ofMillis(lengthMs);
        if (length.toDays() > 0) {
            return length.toDays() + " d " + length.toHoursPart() + " h";
        }
        return length.toHours() > 0
                ? length.toHours() + " h " + length.toMinutesPart() + " min"
                : length.toMinutes() + " min";
    }

    private double[] ranges() {
        double[] ranges = new double[candles.size()];
        for (int index = 0; index < ranges.length; index++) {
            ranges[index] = Math.log(candles.high(index) / candles.low(index));
        }
        return ranges;
    }

    private double[] moves() {
        double[] moves = new double[candles.size()];
        for (int index = 0; index < moves.length; index++) {
            moves[index] = Math.abs(Math.log(candles.close(index) / candles.open(index)));
        }
        return moves;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[values.length / 2];
    }
}
