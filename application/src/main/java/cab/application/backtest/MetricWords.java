package cab.application.backtest;

import cab.domain.money.Money;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers of a report as people read them, the same on every machine. Rounded half even; pure functions. */
public final class MetricWords {

    private static final double LARGE = 100;

    private MetricWords() {}

    /** The value with its unit; a dash where there is none. */
    public static String of(MetricValue value) {
        return switch (value) {
            case MetricValue.Amount(Money money) -> amount(money);
            case MetricValue.Percent(double percent) -> percent(percent);
            case MetricValue.Plain(double number) -> number(number);
            case MetricValue.Count(long count) -> String.format(Locale.ROOT, "%,d", count);
            case MetricValue.Moment(Instant at) -> moment(at);
            case MetricValue.Span(Duration length) -> span(length);
            case MetricValue.Words(String text) -> text;
            case MetricValue.None() -> "-";
        };
    }

    /** Such as {@code 1,234.50 USDT}; small amounts with eight digits after the point. */
    public static String amount(Money money) {
        boolean small = Math.abs(money.amount().doubleValue()) < 1 && !money.isZero();
        return String.format(
                        Locale.ROOT,
                        small ? "%,.8f" : "%,.2f",
                        money.amount().setScale(small ? 8 : 2, RoundingMode.HALF_EVEN))
                + " " + money.currency();
    }

    /** Such as {@code -1.50 %}. */
    public static String percent(double percent) {
        return String.format(Locale.ROOT, "%,.2f %%", percent + 0.0);
    }

    /** Two digits after the point, more where the number is small. */
    public static String number(double number) {
        double size = Math.abs(number);
        String format = size >= LARGE || size == 0 ? "%,.2f" : size >= 0.01 ? "%,.3f" : "%.8f";
        return String.format(Locale.ROOT, format, number + 0.0);
    }

    /** Such as {@code 2024-01-31 12:15}, UTC. */
    public static String moment(Instant at) {
        String minutes = at.truncatedTo(ChronoUnit.MINUTES).toString();
        return minutes.substring(0, minutes.length() - ":00Z".length()).replace('T', ' ');
    }

    /** Its two largest units, such as {@code 3d 4h} or {@code 15m}. */
    public static String span(Duration length) {
        long days = length.toDays();
        int hours = length.toHoursPart();
        int minutes = length.toMinutesPart();
        if (days > 0) {
            return hours == 0 ? days + "d" : days + "d " + hours + "h";
        }
        if (hours > 0) {
            return minutes == 0 ? hours + "h" : hours + "h " + minutes + "m";
        }
        return minutes > 0 ? minutes + "m" : length.toSecondsPart() + "s";
    }
}
