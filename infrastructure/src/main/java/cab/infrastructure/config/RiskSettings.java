package cab.infrastructure.config;

import cab.domain.money.Percent;
import java.math.BigDecimal;
import java.time.Duration;

/** Limits of the risk rules. 0 switches a rule off. No rule ever blocks an exit. */
public final class RiskSettings {

    public static final Setting<Duration> RISK_COOLDOWN_SEC = Setting.of(
            "RISK_COOLDOWN_SEC",
            NumberTypes.seconds(0, 604_800),
            "60",
            "The least time from an order to the next entry. 0 is off.");

    public static final Setting<Percent> RISK_MAX_SPREAD_PCT = limit(
            "RISK_MAX_SPREAD_PCT",
            "0.5",
            "The widest distance of bid and ask, in percent of the price, at which an entry is made. 0 is off.");

    public static final Setting<Percent> RISK_MAX_SLIPPAGE_PCT = limit(
                    "RISK_MAX_SLIPPAGE_PCT",
                    "1",
                    "How far the ask may have risen above the price that was decided on, in percent. 0 is off.")
            .partOf(Capability.SLIPPAGE_RULE);

    public static final Setting<Percent> RISK_MAX_FEE_PCT = limit(
                    "RISK_MAX_FEE_PCT",
                    "0.5",
                    "The highest fee, in percent of the amount, at which an entry is made. 0 is off.")
            .partOf(Capability.FEE_RULE);

    public static final Setting<Integer> RISK_MAX_ORDERS_5M = Setting.of(
            "RISK_MAX_ORDERS_5M",
            NumberTypes.count(0, 100_000, "orders"),
            "10",
            "The most orders within any five minutes. 0 is off.");

    public static final Setting<BigDecimal> RISK_MAX_TURNOVER_5M_QUOTE = amount(
                    "RISK_MAX_TURNOVER_5M_QUOTE",
                    "0",
                    "The most that is bought and sold within any five minutes, in the quote currency. 0 is off.")
            .partOf(Capability.TURNOVER_RULE);

    public static final Setting<BigDecimal> RISK_DAILY_LOSS_LIMIT_QUOTE = amount(
            "RISK_DAILY_LOSS_LIMIT_QUOTE",
            "300",
            "The loss of one UTC day, in the quote currency, at which entries end until the next. The default is 3 %"
                    + " of the default PAPER_CASH: set it to what you can bear. 0 is off.");

    public static final Setting<Integer> RISK_MAX_LOSS_STREAK = Setting.of(
                    "RISK_MAX_LOSS_STREAK",
                    NumberTypes.count(0, 1_000, "trades"),
                    "0",
                    "How many trades in a row may lose before entries are blocked until the next UTC day. 0 is off.")
            .partOf(Capability.LOSS_STREAK_RULE);

    public static final Setting<Percent> RISK_MAX_DRAWDOWN_PCT = limit(
                    "RISK_MAX_DRAWDOWN_PCT",
                    "20",
                    "How far equity may fall below its highest, in percent, before entries are blocked: until it has"
                            + " recovered, or until an operator resumes and thereby accepts the loss. 0 is off.")
            .partOf(Capability.DRAWDOWN_RULE);

    public static final Setting<BigDecimal> RISK_MAX_POSITION_BASE = Setting.of(
                    "RISK_MAX_POSITION_BASE",
                    NumberTypes.decimal(DecimalRange.closed("0", "1000000000000"), "of the base currency"),
                    "0",
                    "The largest position in one symbol, in its base currency. 0 is off.")
            .partOf(Capability.POSITION_RULE);

    public static final Setting<BigDecimal> RISK_MAX_CORRELATION = Setting.of(
                    "RISK_MAX_CORRELATION",
                    NumberTypes.decimal(DecimalRange.closed("0", "1"), ""),
                    "0",
                    "The highest correlation of a symbol with one already held at which it is bought. 0 is off.")
            .partOf(Capability.CORRELATION_RULE);

    static final SettingGroup GROUP = SettingGroup.of(
            "Risk",
            RISK_COOLDOWN_SEC,
            RISK_MAX_SPREAD_PCT,
            RISK_MAX_SLIPPAGE_PCT,
            RISK_MAX_FEE_PCT,
            RISK_MAX_ORDERS_5M,
            RISK_MAX_TURNOVER_5M_QUOTE,
            RISK_DAILY_LOSS_LIMIT_QUOTE,
            RISK_MAX_LOSS_STREAK,
            RISK_MAX_DRAWDOWN_PCT,
            RISK_MAX_POSITION_BASE,
            RISK_MAX_CORRELATION);

    private RiskSettings() {}

    private static Setting<Percent> limit(String name, String defaultText, String description) {
        return Setting.of(name, NumberTypes.percent(DecimalRange.below("0", "100")), defaultText, description);
    }

    private static Setting<BigDecimal> amount(String name, String defaultText, String description) {
        return Setting.of(
                name,
                NumberTypes.decimal(DecimalRange.closed("0", "1000000000000"), "of the quote currency"),
                defaultText,
                description);
    }
}
