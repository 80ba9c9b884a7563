package cab.infrastructure.config;

import cab.domain.money.Percent;

/** At which loss a position is sold. */
public final class ProtectionSettings {

    public static final Setting<Percent> STOP_LOSS_PCT = share(
            "STOP_LOSS_PCT",
            "5",
            "How far the price may fall below the average entry price before the position is sold. 0 is off.");

    public static final Setting<Percent> TRAILING_STOP_PCT = share(
            "TRAILING_STOP_PCT",
            "3",
            "How far the price may fall below its highest since the trail was armed before the position is sold. 0 is"
                    + " off.");

    public static final Setting<Percent> TRAILING_ACTIVATION_PCT = share(
            "TRAILING_ACTIVATION_PCT",
            "3",
            "How far the price must first rise above the average entry price to arm the trail. 0 arms it at entry; a"
                    + " STOP_LOSS_PCT wider than the trail is then never reached.");

    static final SettingGroup GROUP =
            SettingGroup.of("Protection", STOP_LOSS_PCT, TRAILING_STOP_PCT, TRAILING_ACTIVATION_PCT);

    private ProtectionSettings() {}

    private static Setting<Percent> share(String name, String defaultText, String description) {
        return Setting.of(name, NumberTypes.percent(DecimalRange.below("0", "100")), defaultText, description);
    }
}
