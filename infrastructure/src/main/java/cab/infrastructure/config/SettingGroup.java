package cab.infrastructure.config;

import java.util.List;

/**
 * Settings that belong together. Immutable.
 *
 * @param title what they are about, in a few words
 * @param settings in the order in which they are documented
 */
public record SettingGroup(String title, List<Setting<?>> settings) {

    public SettingGroup {
        settings = List.copyOf(settings);
    }

    static SettingGroup of(String title, Setting<?>... settings) {
        return new SettingGroup(title, List.of(settings));
    }
}
