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

    public static final Setting<StopPlacement> STOP_PLACEMENT = Setting.of(
            "STOP_PLACEMENT",
            TextTypes.choice(StopPlacement.class),
            "exchange",
            "Where stops live. exchange: a stop order rests at the exchange, where it can hold one, so that a position is"
                    + " protected while the program is not running; the program watches the level too. local: the"
                    + " program alone watches it.");

    public static final Setting<Percent> STOP_REPLACE_STEP_PCT = Setting.of(
            "STOP_REPLACE_STEP_PCT",
            NumberTypes.percent(DecimalRange.closed("0.01", "10")),
            "0.2",
            "How far the level of a trailing stop must have risen before the stop at the exchange is replaced by a"
                    + " higher one. The level that the program watches follows every price.");

    static final SettingGroup GROUP = SettingGroup.of(
            "Protection",
            STOP_LOSS_PCT,
            TRAILING_STOP_PCT,
            TRAILING_ACTIVATION_PCT,
            STOP_PLACEMENT,
            STOP_REPLACE_STEP_PCT);

    private ProtectionSettings() {}

    private static Setting<Percent> share(String name, String defaultText, String description) {
        return Setting.of(name, NumberTypes.percent(DecimalRange.below("0", "100")), defaultText, description);
    }
}
