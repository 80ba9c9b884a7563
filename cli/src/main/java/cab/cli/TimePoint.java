package cab.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A point in time as a person writes it: a day of UTC, which is meant as a whole, or an instant. Immutable.
 *
 * @param begin the instant, or the beginning of the day
 * @param end the instant, or the end of the day
 */
record TimePoint(Instant begin, Instant end) {

    /** Reads {@code 2026-01-31} or {@code 2026-01-31T12:00:00Z}. */
    static final class Converter implements ITypeConverter<TimePoint> {

        @Override
        public TimePoint convert(String text) {
            try {
                if (text.indexOf('T') < 0) {
                    return ofDay(LocalDate.parse(text));
                }
                Instant instant = Instant.parse(text);
                return new TimePoint(instant, instant);
            } catch (DateTimeException wrong) {
                throw new TypeConversionException(
                        "must be a day like 2026-01-31 or an instant like 2026-01-31T12:00:00Z, was '" + text + "'");
            }
        }
    }

    /** The day of UTC that {@code instant} lies in. */
    static TimePoint dayOf(Instant instant) {
        return ofDay(LocalDate.ofInstant(instant, ZoneOffset.UTC));
    }

    private static TimePoint ofDay(LocalDate day) {
        return new TimePoint(
                day.atStartOfDay().toInstant(ZoneOffset.UTC),
                day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }
}
