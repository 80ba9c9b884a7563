package cab.app.assembly;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Percent;
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
import cab.infrastructure.config.RiskSettings;
import cab.infrastructure.config.SafetySettings;
import cab.infrastructure.config.Setting;
import cab.infrastructure.config.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The risk rules that settings ask for: a limit of 0 makes no rule. Owned by one thread. */
final class RiskRules {

    private final Settings settings;
    private final Currency quote;
    private final List<RiskRule> rules = new ArrayList<>();

    private RiskRules(Settings settings, Currency quote) {
        this.settings = settings;
        this.quote = quote;
    }

    /**
     * The rules for trading with {@code quote}: those that hold for longest first, so that the reason which is told is
     * the one that lasts.
     *
     * @param quoteAgeMax how old a quote may be that a rule goes by
     */
    static List<RiskRule> of(Settings settings, Currency quote, Duration quoteAgeMax) {
        RiskRules made = new RiskRules(settings, quote);
        made.addLimitsOnTime();
        made.addLimitsOnAmounts();
        made.addLimitsOnPrices(quoteAgeMax);
        return List.copyOf(made.rules);
    }

    private void addLimitsOnTime() {
        share(RiskSettings.RISK_MAX_DRAWDOWN_PCT, MaxDrawdown::new);
        amount(RiskSettings.RISK_DAILY_LOSS_LIMIT_QUOTE, DailyLoss::new);
        count(RiskSettings.RISK_MAX_LOSS_STREAK, LossStreak::new);
        count(SafetySettings.SAFETY_MAX_ORDERS_PER_DAY, MaxOrdersPerDay::new);
        amount(SafetySettings.SAFETY_MAX_TURNOVER_QUOTE_PER_DAY, MaxTurnoverPerDay::new);
        count(RiskSettings.RISK_MAX_ORDERS_5M, MaxOrders5m::new);
        amount(RiskSettings.RISK_MAX_TURNOVER_5M_QUOTE, MaxTurnover5m::new);
        Duration cooldown = settings.get(RiskSettings.RISK_COOLDOWN_SEC);
        if (cooldown.isPositive()) {
            rules.add(new Cooldown(cooldown));
        }
    }

    private void addLimitsOnAmounts() {
        BigDecimal position = settings.get(RiskSettings.RISK_MAX_POSITION_BASE);
        if (position.signum() > 0) {
            rules.add(new MaxPosition(new Quantity(position)));
        }
        share(RiskSettings.RISK_MAX_FEE_PCT, MaxFee::new);
    }

    private void addLimitsOnPrices(Duration quoteAgeMax) {
        share(RiskSettings.RISK_MAX_SPREAD_PCT, limit -> new SpreadCap(limit, quoteAgeMax));
        share(RiskSettings.RISK_MAX_SLIPPAGE_PCT, limit -> new SlippageCap(limit, quoteAgeMax));
    }

    private void share(Setting<Percent> setting, Function<Percent, RiskRule> rule) {
        Percent limit = settings.get(setting);
        if (limit.isPositive()) {
            rules.add(rule.apply(limit));
        }
    }

    private void amount(Setting<BigDecimal> setting, Function<Money, RiskRule> rule) {
        Money limit = new Money(settings.get(setting), quote);
        if (limit.isPositive()) {
            rules.add(rule.apply(limit));
        }
    }

    private void count(Setting<Integer> setting, IntFunction<RiskRule> rule) {
        int limit = settings.get(setting);
        if (limit > 0) {
            rules.add(rule.apply(limit));
        }
    }
}
