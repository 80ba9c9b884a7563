package cab.infrastructure.sweep;

import cab.application.trading.CycleSettings;
import cab.domain.market.CandleSeries;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.money.Money;
import cab.domain.money.Percent;
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
import cab.domain.sizing.EquityShare;
import cab.domain.sizing.FixedAmount;
import cab.domain.sizing.FractionalKelly;
import cab.domain.sizing.PositionSizer;
import cab.domain.sizing.TargetVolatility;
import java.time.Duration;
import java.util.Optional;

/** What the fast path knows: everything else is refused by name, before a trial or when it comes to it. */
final class FastTerms {

    /** There and back: a start with all its questions then fits into the time before the first candle. */
    static final long LATENCY_MAX_MS = 5_000;

    /** What one question for past candles may ask. */
    private static final int HISTORY_MAX = 100_000;

    private static final Percent ALL = Percent.of("100");

    private FastTerms() {}

    /** Why no trial over these candles can be run, or empty when they can. */
    static Optional<String> refusalOf(CandleSeries candles, Instrument instrument, VenueCosts costs) {
        long wayMs = costs.toExchange().plus(costs.fromExchange()).toMillis();
        FeeSchedule fees = instrument.fees();
        if (wayMs > LATENCY_MAX_MS || wayMs >= candles.timeframe().lengthMs()) {
            return Optional.of("messages take longer than " + LATENCY_MAX_MS + " ms there and back, or a candle");
        }
        if (fees.taker().value().signum() < 0 || fees.taker().compareTo(ALL) >= 0) {
            return Optional.of("the fee of takers is " + fees.taker());
        }
        if (fees.maker().compareTo(fees.taker()) > 0) {
            return Optional.of("makers pay more than takers");
        }
        return candles.isEmpty() ? Optional.of("there is no candle") : raggedness(candles);
    }

    private static Optional<String> raggedness(CandleSeries candles) {
        long lengthMs = candles.timeframe().lengthMs();
        for (int index = 1; index < candles.size(); index++) {
            if ((candles.openTimeMs(index) - candles.openTimeMs(index - 1)) % lengthMs != 0) {
                return Optional.of(
                        "candle " + index + " does not open a whole number of candles behind the one before");
            }
        }
        return Optional.empty();
    }

    /** Why this trial cannot be run, or empty when it can. */
    static Optional<String> refusalOf(TrialPlan plan, CandleSeries candles) {
        CycleSettings settings = plan.settings();
        if (settings.timeframe() != candles.timeframe()) {
            return Optional.of("the candles are not those of the trading timeframe");
        }
        if (!settings.reconcileInterval().isZero()) {
            return Optional.of("the book is compared with the exchange at intervals");
        }
        if (settings.warmUpCandles() > HISTORY_MAX) {
            return Optional.of("more than " + HISTORY_MAX + " candles of warm-up");
        }
        if (settings.settlement().answerDeadline().toMillis() <= LATENCY_MAX_MS
                || settings.settlement().interval().toMillis() < 1) {
            return Optional.of("answers are waited for too shortly");
        }
        return sizer(plan.sizer())
                .or(() -> plan.risk().rules().stream()
                        .flatMap(rule -> rule(rule).stream())
                        .findFirst());
    }

    private static Optional<String> sizer(PositionSizer sizer) {
        boolean known = sizer instanceof FixedAmount
                || sizer instanceof EquityShare
                || sizer instanceof TargetVolatility
                || sizer instanceof FractionalKelly;
        return known
                ? Optional.empty()
                : Optional.of("sizer " + sizer.getClass().getSimpleName());
    }

    private static Optional<String> rule(RiskRule rule) {
        boolean known = rule instanceof MaxDrawdown
                || rule instanceof DailyLoss
                || rule instanceof LossStreak
                || rule instanceof MaxOrdersPerDay
                || rule instanceof MaxTurnoverPerDay
                || rule instanceof MaxOrders5m
                || rule instanceof MaxTurnover5m
                || rule instanceof Cooldown
                || rule instanceof MaxPosition
                || rule instanceof MaxFee
                || rule instanceof SpreadCap
                || rule instanceof SlippageCap;
        if (!known) {
            return Optional.of("risk rule " + rule.code());
        }
        return quoteAgeMax(rule).filter(age -> age.toMillis() < LATENCY_MAX_MS).map(age -> "quotes older than " + age);
    }

    private static Optional<Duration> quoteAgeMax(RiskRule rule) {
        return switch (rule) {
            case SpreadCap(var _, Duration age) -> Optional.of(age);
            case SlippageCap(var _, Duration age) -> Optional.of(age);
            default -> Optional.empty();
        };
    }

    /** Digits after the point of the amounts of a plan. */
    static int moneyDigits(TrialPlan plan) {
        int fixed = plan.sizer() instanceof FixedAmount(Money amount)
                ? amount.amount().scale()
                : 0;
        // Sizes are rounded down to eight digits.
        return Math.max(8, Math.max(fixed, plan.cash().amount().scale()));
    }
}
