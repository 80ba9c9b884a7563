package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

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
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SettingsLoader;
import cab.infrastructure.config.SettingsOutcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RiskRulesTest {

    private static final Currency USDT = new Currency("USDT");
    private static final Duration QUOTE_AGE_MAX = Duration.ofMinutes(15);

    /** Each setting of a rule with a limit, and the rule it makes, in the order in which they are asked. */
    private static final Map<Map.Entry<String, String>, RiskRule> ALL = new LinkedHashMap<>();

    static {
        rule("RISK_MAX_DRAWDOWN_PCT", "1", new MaxDrawdown(Percent.of("1")));
        rule("RISK_DAILY_LOSS_LIMIT_QUOTE", "2", new DailyLoss(Money.of("2", USDT)));
        rule("RISK_MAX_LOSS_STREAK", "3", new LossStreak(3));
        rule("SAFETY_MAX_ORDERS_PER_DAY", "4", new MaxOrdersPerDay(4));
        rule("SAFETY_MAX_TURNOVER_QUOTE_PER_DAY", "5", new MaxTurnoverPerDay(Money.of("5", USDT)));
        rule("RISK_MAX_ORDERS_5M", "6", new MaxOrders5m(6));
        rule("RISK_MAX_TURNOVER_5M_QUOTE", "7", new MaxTurnover5m(Money.of("7", USDT)));
        rule("RISK_COOLDOWN_SEC", "8", new Cooldown(Duration.ofSeconds(8)));
        rule("RISK_MAX_POSITION_BASE", "9", new MaxPosition(Quantity.of("9")));
        rule("RISK_MAX_FEE_PCT", "10", new MaxFee(Percent.of("10")));
        rule("RISK_MAX_SPREAD_PCT", "11", new SpreadCap(Percent.of("11"), QUOTE_AGE_MAX));
        rule("RISK_MAX_SLIPPAGE_PCT", "12", new SlippageCap(Percent.of("12"), QUOTE_AGE_MAX));
    }

    private static void rule(String setting, String limit, RiskRule rule) {
        ALL.put(Map.entry(setting, limit), rule);
    }

    @Test
    void aLimitOfZeroMakesNoRule() {
        assertThat(rules(everything("0"))).isEmpty();
    }

    @Test
    void eachLimitMakesItsRule() {
        ALL.forEach((setting, rule) -> {
            Map<String, String> one = everything("0");
            one.put(setting.getKey(), setting.getValue());

            assertThat(rules(one)).as(setting.getKey()).containsExactly(rule);
        });
    }

    @Test
    void whatHoldsForLongestIsAskedFirst() {
        Map<String, String> all = new LinkedHashMap<>();
        ALL.keySet().forEach(setting -> all.put(setting.getKey(), setting.getValue()));

        assertThat(rules(all)).containsExactlyElementsOf(ALL.values());
    }

    @Test
    void limitsHoldWithoutAnySetting() {
        assertThat(rules(Map.of()))
                .extracting(RiskRule::code)
                .containsExactly(
                        "max_drawdown",
                        "daily_loss",
                        "safety_max_orders_per_day",
                        "max_orders_5m",
                        "cooldown",
                        "max_fee",
                        "spread_cap",
                        "slippage_cap");
    }

    private static Map<String, String> everything(String limit) {
        Map<String, String> settings = new LinkedHashMap<>();
        ALL.keySet().forEach(setting -> settings.put(setting.getKey(), limit));
        return settings;
    }

    private static List<RiskRule> rules(Map<String, String> environment) {
        return RiskRules.of(settings(environment), USDT, QUOTE_AGE_MAX);
    }

    private static Settings settings(Map<String, String> environment) {
        return switch (SettingsLoader.ofThisBuild().load(Optional.empty(), environment)) {
            case SettingsOutcome.Valid valid -> valid.settings();
            case SettingsOutcome.Invalid invalid ->
                throw new AssertionError(invalid.problems().toString());
        };
    }
}
