package cab.infrastructure.sweep;

import cab.domain.market.Candle;
import cab.domain.market.Quote;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.risk.Cooldown;
import cab.domain.risk.DailyLoss;
import cab.domain.risk.LossStreak;
import cab.domain.risk.MaxDrawdown;
import cab.domain.risk.MaxFee;
import cab.domain.risk.MaxOrders5m;
import cab.domain.risk.MaxOrdersPerDay;
import cab.domain.risk.MaxPosition;
import cab.domain.risk.MaxTurnover5m;
import cab.domain.risk.MaxTurnoverPerDay;
import cab.domain.risk.RiskRule;
import cab.domain.risk.SlippageCap;
import cab.domain.risk.SpreadCap;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The risk rules of a trial, in their order, and how often each has refused an entry. Owned by one thread. */
final class TrialRules {

    /** No rule refused. */
    static final int ALLOWED = -1;

    /** Farther from a limit than this share of it, doubles tell on which side a number lies. */
    private static final double CLEAR = 1e-9;

    private final RiskRule[] rules;
    private final Check[] checks;
    private final long[] refusals;
    private final TrialBook book;
    private final TrialWorth worth;
    private final TrialVenue venue;
    private final Units units;

    /** One rule, with its limit in the units of the trial. */
    private interface Check {

        boolean passes(long amount, double reference, long nowMs);
    }

    TrialRules(List<RiskRule> rules, TrialBook book, TrialWorth worth, TrialVenue venue, Units units) {
        this.rules = rules.toArray(RiskRule[]::new);
        this.refusals = new long[this.rules.length];
        this.book = book;
        this.worth = worth;
        this.venue = venue;
        this.units = units;
        this.checks = rules.stream().map(this::check).toArray(Check[]::new);
    }

    /** The index of the first rule that refuses to spend {@code amount}, or {@link #ALLOWED}. */
    int refusing(long amount, double reference, long nowMs) {
        for (int index = 0; index < checks.length; index++) {
            if (!checks[index].passes(amount, reference, nowMs)) {
                refusals[index]++;
                return index;
            }
        }
        return ALLOWED;
    }

    /** Whether that rule holds for the rest of the day. */
    boolean isForTheDay(int rule) {
        return rules[rule] instanceof MaxOrdersPerDay || rules[rule] instanceof MaxTurnoverPerDay;
    }

    SortedMap<String, Long> refusals() {
        SortedMap<String, Long> counted = new TreeMap<>();
        for (int index = 0; index < rules.length; index++) {
            if (refusals[index] > 0) {
                counted.merge(rules[index].code(), refusals[index], Long::sum);
            }
        }
        return counted;
    }

    private Check check(RiskRule rule) {
        Activities activities = book.activities();
        return switch (rule) {
            case MaxDrawdown(var limit) -> (amount, reference, nowMs) -> worth.isAbove(limit, reference);
            case DailyLoss(Money limit) -> {
                Wide least = new Wide();
                least.setNegative(limit.amount());
                yield (amount, reference, nowMs) ->
                        activities.realisedToday(nowMs).compareTo(least) > 0;
            }
            case LossStreak(int limit) -> (amount, reference, nowMs) -> activities.lossStreakToday(nowMs) < limit;
            case MaxOrdersPerDay(int limit) -> (amount, reference, nowMs) -> activities.ordersToday(nowMs) < limit;
            case MaxTurnoverPerDay(Money limit) -> {
                Turnover most = new Turnover(limit.amount());
                yield (amount, reference, nowMs) -> most.holds(activities.turnoverToday(nowMs), amount);
            }
            case MaxOrders5m(int limit) -> (amount, reference, nowMs) -> activities.ordersInFiveMinutes(nowMs) < limit;
            case MaxTurnover5m(Money limit) -> {
                Turnover most = new Turnover(limit.amount());
                yield (amount, reference, nowMs) -> most.holds(activities.turnoverInFiveMinutes(nowMs), amount);
            }
            case Cooldown(Duration length) -> {
                long lengthMs = length.plusNanos(999_999).toMillis();
                yield (amount, reference, nowMs) ->
                        !activities.hasOrdered() || nowMs - activities.lastOrderMs() >= lengthMs;
            }
            case MaxPosition(Quantity limit) -> (amount, reference, nowMs) -> hasRoom(limit.value(), amount, reference);
            case MaxFee(var limit) -> {
                boolean passes = units.instrument().fees().taker().compareTo(limit) <= 0;
                yield (amount, reference, nowMs) -> passes;
            }
            case SpreadCap(var limit, var _) -> {
                double most = limit.fraction().doubleValue();
                yield (amount, reference, nowMs) -> isNarrow(limit, most);
            }
            case SlippageCap(var limit, var _) -> {
                double most = limit.fraction().doubleValue();
                BigDecimal exact = limit.fraction();
                yield (amount, reference, nowMs) -> isNear(exact, most, reference);
            }
            default -> throw new BeyondFastPath("risk rule " + rule.code());
        };
    }

    private boolean hasRoom(BigDecimal limit, long amount, double reference) {
        BigDecimal room = limit.subtract(book.position().quantity().value());
        return units.amount(amount).compareTo(room.multiply(exact(reference))) <= 0;
    }

    private boolean isNarrow(Percent limit, double most) {
        double quoted = venue.quotedPrice();
        long bid = units.bidTicks(quoted);
        long ask = units.askTicks(quoted);
        double spread = 2.0 * (ask - bid) / (ask + bid);
        if (Math.abs(spread - most) > most * CLEAR) {
            return spread < most;
        }
        Quote quote = new Quote(new Price(units.price(bid)), new Price(units.price(ask)), Instant.EPOCH);
        return quote.spread().compareTo(limit) <= 0;
    }

    private boolean isNear(BigDecimal limit, double most, double reference) {
        long ask = units.askTicks(venue.quotedPrice());
        double risen = units.priceAsDouble(ask) / reference - 1;
        if (Math.abs(risen - most) > (most + 1) * (CLEAR + Units.noise(reference))) {
            return risen < most;
        }
        BigDecimal decided = exact(reference);
        return units.price(ask).subtract(decided).compareTo(decided.multiply(limit)) <= 0;
    }

    private static BigDecimal exact(double price) {
        return Candle.exactPrice(price).value();
    }

    /** A limit of turnover; what is added to it may have other digits than what was traded. */
    private final class Turnover {

        private final BigDecimal exact;
        private final double most;

        private Turnover(BigDecimal limit) {
            this.exact = limit;
            this.most = limit.doubleValue();
        }

        private boolean holds(long traded, long amount) {
            long sum = Math.addExact(traded, amount);
            double turnover = units.moneyAsDouble(sum);
            if (Math.abs(turnover - most) > most * CLEAR) {
                return turnover < most;
            }
            return units.amount(sum).compareTo(exact) <= 0;
        }
    }
}
