package cab.application.backtest;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What round trips come to together. A trip that earned nothing is a loss, as everywhere. Immutable. */
final class TradeStatistics {

    private final List<RoundTrip> trips;
    private final List<RoundTrip> wins;
    private final List<RoundTrip> losses;
    private final Currency quote;

    TradeStatistics(List<RoundTrip> trips, Currency quote) {
        this.trips = trips;
        this.quote = quote;
        this.wins = trips.stream().filter(RoundTrip::isWin).toList();
        this.losses = trips.stream().filter(Predicate.not(RoundTrip::isWin)).toList();
    }

    List<RoundTrip> wins() {
        return wins;
    }

    List<RoundTrip> losses() {
        return losses;
    }

    /** Share of the round trips that won, in percent. */
    OptionalDouble winRate() {
        return trips.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(100.0 * wins.size() / trips.size());
    }

    Money won() {
        return sum(wins);
    }

    /** What losing round trips lost: zero or more. */
    Money lost() {
        return sum(losses).negated();
    }

    Money pnl() {
        return sum(trips);
    }

    Optional<Money> average(List<RoundTrip> some) {
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(Money.rounded(
                        sum(some).amount().divide(BigDecimal.valueOf(some.size()), MathContext.DECIMAL128),
                        quote,
                        RoundingMode.HALF_EVEN));
    }

    OptionalDouble averagePercent() {
        return trips.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Statistics.mean(percents()));
    }

    OptionalDouble medianPercent() {
        if (trips.isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] sorted =
                trips.stream().mapToDouble(RoundTrip::profitPercent).sorted().toArray();
        int middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }

    OptionalDouble profitFactor() {
        return ratio(won(), lost());
    }

    /** Average win over average loss. */
    OptionalDouble payoff() {
        return wins.isEmpty() || losses.isEmpty()
                ? OptionalDouble.empty()
                : ratio(
                        average(wins).orElseThrow(),
                        average(losses).orElseThrow().negated());
    }

    /** Average result over average loss: what is earned for each unit that is lost in a losing trip. */
    OptionalDouble expectancyRatio() {
        return losses.isEmpty()
                ? OptionalDouble.empty()
                : ratio(
                        average(trips).orElseThrow(),
                        average(losses).orElseThrow().negated());
    }

    private static OptionalDouble ratio(Money above, Money below) {
        return below.isPositive()
                ? OptionalDouble.of(
                        above.amount().doubleValue() / below.amount().doubleValue())
                : OptionalDouble.empty();
    }

    /** Van Tharp's system quality number: Student's t of the results in percent, of at most 100 trades. */
    OptionalDouble systemQuality() {
        OptionalDouble t = Statistics.tValue(percents());
        return t.isPresent()
                ? OptionalDouble.of(t.getAsDouble() * Math.sqrt(Math.min(1, 100.0 / trips.size())))
                : OptionalDouble.empty();
    }

    OptionalDouble pValue() {
        return Statistics.pValue(percents());
    }

    private double[] percents() {
        return trips.stream().mapToDouble(RoundTrip::profitPercent).toArray();
    }

    Optional<RoundTrip> best() {
        return trips.stream().max(Comparator.comparing(RoundTrip::pnl));
    }

    Optional<RoundTrip> worst() {
        return trips.stream().min(Comparator.comparing(RoundTrip::pnl));
    }

    OptionalDouble highest(ToDoubleFunction<RoundTrip> of) {
        return trips.stream().mapToDouble(of).max();
    }

    OptionalDouble lowest(ToDoubleFunction<RoundTrip> of) {
        return trips.stream().mapToDouble(of).min();
    }

    static Optional<Duration> averageHeld(List<RoundTrip> some) {
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(some.stream()
                        .map(RoundTrip::held)
                        .reduce(Duration.ZERO, Duration::plus)
                        .dividedBy(some.size()));
    }

    static Optional<Duration> shortest(List<RoundTrip> some) {
        return some.stream().map(RoundTrip::held).min(Comparator.naturalOrder());
    }

    static Optional<Duration> longest(List<RoundTrip> some) {
        return some.stream().map(RoundTrip::held).max(Comparator.naturalOrder());
    }

    /** The longest row of wins, or of losses. */
    int longestRow(boolean ofWins) {
        int longest = 0;
        int row = 0;
        for (RoundTrip trip : trips) {
            row = trip.isWin() == ofWins ? row + 1 : 0;
            longest = Math.max(longest, row);
        }
        return longest;
    }

    /** The row that the last round trip belongs to: wins count up, losses down. */
    int currentRow() {
        int row = 0;
        for (RoundTrip trip : trips) {
            if (trip.isWin()) {
                row = Math.max(row, 0) + 1;
            } else {
                row = Math.min(row, 0) - 1;
            }
        }
        return row;
    }

    /** What was paid for the positions, on average. */
    Optional<Money> averageStake() {
        return trips.isEmpty()
                ? Optional.empty()
                : Optional.of(Money.rounded(
                        trips.stream()
                                .map(trip -> trip.stake().amount())
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .divide(BigDecimal.valueOf(trips.size()), MathContext.DECIMAL128),
                        quote,
                        RoundingMode.HALF_EVEN));
    }

    long countOf(ExitReason reason) {
        return trips.stream().filter(trip -> trip.reason() == reason).count();
    }

    private Money sum(List<RoundTrip> some) {
        return some.stream().map(RoundTrip::pnl).reduce(Money.zero(quote), Money::plus);
    }
}
