package cab.infrastructure.config;

import java.time.Duration;

/** How often the bot looks after itself. */
public final class IntervalSettings {

    public static final Setting<Duration> RECONCILE_INTERVAL_SEC = Setting.of(
            "RECONCILE_INTERVAL_SEC",
            NumberTypes.seconds(1, 86_400),
            "60",
            "How often orders, balances and positions are compared with the exchange.");

    public static final Setting<Duration> SETTLEMENT_INTERVAL_SEC = Setting.of(
            "SETTLEMENT_INTERVAL_SEC",
            NumberTypes.seconds(1, 86_400),
            "30",
            "How often open orders are followed up and partial fills finished.");

    public static final Setting<Duration> SETTLEMENT_MAX_WAIT_SEC = Setting.of(
            "SETTLEMENT_MAX_WAIT_SEC",
            NumberTypes.seconds(1, 86_400),
            "120",
            "How long an order may stay open before it is cancelled and the rest finished with a follow-up order.");

    public static final Setting<Duration> WATCHDOG_INTERVAL_SEC = Setting.of(
            "WATCHDOG_INTERVAL_SEC",
            NumberTypes.seconds(1, 3_600),
            "3",
            "How often database, exchange, event bus, orchestrators and instance lock are checked.");

    static final SettingGroup GROUP = SettingGroup.of(
            "Intervals",
            RECONCILE_INTERVAL_SEC,
            SETTLEMENT_INTERVAL_SEC,
            SETTLEMENT_MAX_WAIT_SEC,
            WATCHDOG_INTERVAL_SEC);

    private IntervalSettings() {}
}
