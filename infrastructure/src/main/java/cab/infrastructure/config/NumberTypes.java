package cab.infrastructure.config;

import cab.domain.money.Percent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Numbers, written in ASCII digits with a point: no exponents, no grouping, no locale. */
final class NumberTypes {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,18})?");

    private NumberTypes() {}

    /** A whole number from {@code min} to {@code max}; {@code unit} follows it in words, or is empty. */
    static ValueType<Long> whole(long min, long max, String unit) {
        String expected = "a whole number from " + min + " to " + max + (unit.isEmpty() ? "" : " " + unit);
        return ValueType.of(expected, text -> {
            if (!WHOLE.matcher(text).matches()) {
                return new ParsedValue.Refused<>("is not a whole number");
            }
            long value = Long.parseLong(text);
            return value < min || value > max
                    ? new ParsedValue.Refused<>("is out of range")
                    : new ParsedValue.Accepted<>(value);
        });
    }

    /** A whole number that counts something. */
    static ValueType<Integer> count(int min, int max, String unit) {
        return mapped(whole(min, max, unit), Math::toIntExact);
    }

    /** A whole number as a decimal, for numbers of both kinds in one place. */
    static ValueType<BigDecimal> wholeDecimal(long min, long max) {
        return mapped(whole(min, max, ""), BigDecimal::valueOf);
    }

    static ValueType<Duration> seconds(long min, long max) {
        return mapped(whole(min, max, "seconds"), Duration::ofSeconds);
    }

    static ValueType<Duration> milliseconds(long min, long max) {
        return mapped(whole(min, max, "milliseconds"), Duration::ofMillis);
    }

    static ValueType<Duration> hours(long min, long max) {
        return mapped(whole(min, max, "hours"), Duration::ofHours);
    }

    /** An exact decimal; {@code unit} follows the range in words, or is empty. */
    static ValueType<BigDecimal> decimal(DecimalRange range, String unit) {
        String expected = "a decimal number from " + range + (unit.isEmpty() ? "" : " " + unit);
        return ValueType.of(expected.replace("from above", "above"), text -> {
            if (!DECIMAL.matcher(text).matches()) {
                return new ParsedValue.Refused<>(decimalProblem(text));
            }
            BigDecimal value = new BigDecimal(text);
            return range.contains(value)
                    ? new ParsedValue.Accepted<>(value)
                    : new ParsedValue.Refused<>("is out of range");
        });
    }

    static ValueType<Percent> percent(DecimalRange range) {
        return mapped(decimal(range, "percent"), Percent::new);
    }

    private static String decimalProblem(String text) {
        if (text.indexOf(',') >= 0) {
            return "is not a decimal number; the decimal sign is a point";
        }
        if (text.endsWith("%")) {
            return "is not a decimal number; leave out the percent sign";
        }
        return "is not a decimal number";
    }

    private static <A, B> ValueType<B> mapped(ValueType<A> type, Function<A, B> mapping) {
        return ValueType.of(type.expected(), text -> switch (type.parse(text)) {
            case ParsedValue.Accepted<A>(A value) -> new ParsedValue.Accepted<>(mapping.apply(value));
            case ParsedValue.Refused<A>(String problem) -> new ParsedValue.Refused<>(problem);
        });
    }
}
