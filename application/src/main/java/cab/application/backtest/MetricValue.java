package cab.application.backtest;

import cab.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** One number of a report, with what it counts in. Immutable. */
public sealed interface MetricValue {

    /** An amount of quote, exact. */
    record Amount(Money money) implements MetricValue {}

    /** A share; 1.5 means 1.5 %. */
    record Percent(double percent) implements MetricValue {}

    /** A number without a unit, or a sum of money worked out in doubles. */
    record Plain(double number) implements MetricValue {}

    /** A number of things. */
    record Count(long count) implements MetricValue {}

    /** A point in time. */
    record Moment(Instant at) implements MetricValue {}

    /** A length of time. */
    record Span(Duration length) implements MetricValue {}

    /** Words. */
    record Words(String text) implements MetricValue {}

    /** There is no such number: the reason is in the description of the metric. */
    record None() implements MetricValue {}

    /** A ratio, or none; infinite and undefined ones are none. */
    static MetricValue number(OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble()) ? new Plain(value.getAsDouble()) : new None();
    }

    /** A percentage, or none. */
    static MetricValue percent(OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble())
                ? new Percent(value.getAsDouble())
                : new None();
    }

    static MetricValue amount(Optional<Money> money) {
        return money.<MetricValue>map(Amount::new).orElseGet(None::new);
    }

    static MetricValue moment(Optional<Instant> at) {
        return at.<MetricValue>map(Moment::new).orElseGet(None::new);
    }

    static MetricValue span(Optional<Duration> length) {
        return length.<MetricValue>map(Span::new).orElseGet(None::new);
    }
}
