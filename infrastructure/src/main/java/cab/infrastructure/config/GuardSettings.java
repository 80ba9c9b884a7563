package cab.infrastructure.config;

import cab.infrastructure.secrets.ConnectionUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** That one instance trades, and what happens when it hangs. */
public final class GuardSettings {

    public static final Setting<Optional<ConnectionUrl>> LOCK_URL = Setting.of(
                    "LOCK_URL",
                    AddressTypes.connection(List.of("redis", "rediss", "postgresql", "postgres"))
                            .orEmpty(),
                    "",
                    "Where the instance lock is held when several machines could trade the same account. Empty means a"
                            + " file lock beside the database.")
            .partOf(Capability.LEASE_LOCK);

    public static final Setting<Duration> DMS_TIMEOUT_SEC = Setting.of(
                    "DMS_TIMEOUT_SEC",
                    NumberTypes.seconds(0, 86_400),
                    "0",
                    "How old the bot's heartbeat may be before the dead man's switch closes positions. 0 is off.")
            .partOf(Capability.DEAD_MANS_SWITCH);

    static final SettingGroup GROUP = SettingGroup.of("Instance lock and dead man's switch", LOCK_URL, DMS_TIMEOUT_SEC);

    private GuardSettings() {}
}
