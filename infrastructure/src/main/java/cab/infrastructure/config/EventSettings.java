package cab.infrastructure.config;

import cab.infrastructure.secrets.ConnectionUrl;
import java.util.List;
import java.util.Optional;

/** Where events go. */
public final class EventSettings {

    public static final Setting<Optional<ConnectionUrl>> EVENT_BUS_URL = Setting.of(
                    "EVENT_BUS_URL",
                    AddressTypes.connection(List.of("redis", "rediss")).orEmpty(),
                    "",
                    "A Redis that events are published to, such as redis://localhost:6379/0. Empty means in memory.")
            .partOf(Capability.REDIS_BUS);

    static final SettingGroup GROUP = SettingGroup.of("Event bus", EVENT_BUS_URL);

    private EventSettings() {}
}
