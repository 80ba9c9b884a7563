package cab.infrastructure.config;

import java.math.BigDecimal;

/** Limits of a UTC day. Reaching one makes the bot read-only until the next: exits work, entries do not. */
public final class SafetySettings {

    public static final Setting<Integer> SAFETY_MAX_ORDERS_PER_DAY = Setting.of(
                    "SAFETY_MAX_ORDERS_PER_DAY",
                    NumberTypes.count(0, 1_000_000, "orders"),
                    "100",
                    "The most orders in one UTC day; then only exits work until the next day. 0 is off.")
            .partOf(Capability.DAY_LIMITS);

    public static final Setting<BigDecimal> SAFETY_MAX_TURNOVER_QUOTE_PER_DAY = Setting.of(
                    "SAFETY_MAX_TURNOVER_QUOTE_PER_DAY",
                    NumberTypes.decimal(DecimalRange.closed("0", "1000000000000"), "of the quote currency"),
                    "0",
                    "The most that is bought and sold in one UTC day, in the quote currency; then only exits work until the"
                            + " next day. 0 is off.")
            .partOf(Capability.DAY_LIMITS);

    static final SettingGroup GROUP =
            SettingGroup.of("Safety", SAFETY_MAX_ORDERS_PER_DAY, SAFETY_MAX_TURNOVER_QUOTE_PER_DAY);

    private SafetySettings() {}
}
