package cab.infrastructure.config;

import cab.domain.money.Percent;
import cab.infrastructure.secrets.ConnectionUrl;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When the world outside the charts speaks against buying. */
public final class RegimeSettings {

    public static final Setting<Boolean> REGIME_ENABLED = Setting.of(
                    "REGIME_ENABLED",
                    TextTypes.onOff(),
                    "0",
                    "Whether macro data can turn the regime to risk_off. Off means always risk_on.")
            .partOf(Capability.MACRO_REGIME);

    public static final Setting<Optional<ConnectionUrl>> REGIME_DXY_URL =
            source("REGIME_DXY_URL", "Where the change of the dollar index DXY is read. Empty is inactive.");

    public static final Setting<Optional<ConnectionUrl>> REGIME_BTC_DOM_URL =
            source("REGIME_BTC_DOM_URL", "Where the change of bitcoin's market share is read. Empty is inactive.");

    public static final Setting<Optional<ConnectionUrl>> REGIME_FOMC_URL =
            source("REGIME_FOMC_URL", "Where the calendar of FOMC meetings is read. Empty is inactive.");

    public static final Setting<Percent> REGIME_DXY_LIMIT_PCT =
            limit("REGIME_DXY_LIMIT_PCT", "0.35", "A rise of the dollar index above this, in percent, means risk_off.");

    public static final Setting<Percent> REGIME_BTC_DOM_LIMIT_PCT = limit(
            "REGIME_BTC_DOM_LIMIT_PCT",
            "0.60",
            "A rise of bitcoin's market share above this, in percent, means risk_off.");

    public static final Setting<Duration> REGIME_FOMC_BLOCK_HOURS = Setting.of(
                    "REGIME_FOMC_BLOCK_HOURS",
                    NumberTypes.hours(0, 168),
                    "8",
                    "How long before and after an FOMC decision the regime is risk_off. 0 is off.")
            .partOf(Capability.MACRO_REGIME);

    public static final Setting<Boolean> REGIME_BLOCK_BUY = Setting.of(
                    "REGIME_BLOCK_BUY",
                    TextTypes.onOff(),
                    "1",
                    "Whether risk_off refuses every entry; if not, entries shrink by REGIME_WEIGHT_MULT_RISK_OFF."
                            + " Exits always pass.")
            .partOf(Capability.MACRO_REGIME);

    public static final Setting<BigDecimal> REGIME_WEIGHT_MULT_RISK_OFF = Setting.of(
                    "REGIME_WEIGHT_MULT_RISK_OFF",
                    NumberTypes.decimal(DecimalRange.closed("0", "1"), ""),
                    "0.5",
                    "What the amount of an entry is multiplied by in risk_off with REGIME_BLOCK_BUY=0.")
            .partOf(Capability.MACRO_REGIME);

    static final SettingGroup GROUP = SettingGroup.of(
            "Regime",
            REGIME_ENABLED,
            REGIME_DXY_URL,
            REGIME_BTC_DOM_URL,
            REGIME_FOMC_URL,
            REGIME_DXY_LIMIT_PCT,
            REGIME_BTC_DOM_LIMIT_PCT,
            REGIME_FOMC_BLOCK_HOURS,
            REGIME_BLOCK_BUY,
            REGIME_WEIGHT_MULT_RISK_OFF);

    private RegimeSettings() {}

    private static Setting<Optional<ConnectionUrl>> source(String name, String description) {
        return Setting.of(
                        name,
                        AddressTypes.connection(List.of("http", "https")).orEmpty(),
                        "",
                        description + " It may carry a key, so it is never shown whole.")
                .partOf(Capability.MACRO_REGIME);
    }

    private static Setting<Percent> limit(String name, String defaultText, String description) {
        return Setting.of(name, NumberTypes.percent(DecimalRange.above("0", "100")), defaultText, description)
                .partOf(Capability.MACRO_REGIME);
    }
}
