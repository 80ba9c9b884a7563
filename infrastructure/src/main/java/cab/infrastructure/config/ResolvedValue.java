package cab.infrastructure.config;

/**
 * The value of a setting and where it comes from. Immutable.
 *
 * @param setting which one
 * @param value typed
 * @param text as it was written; may be secret
 * @param source where it stands
 * @param <T> the value
 */
record ResolvedValue<T>(Setting<T> setting, T value, String text, SettingSource source) {

    static <T> ResolvedValue<T> ofDefault(Setting<T> setting) {
        return new ResolvedValue<>(setting, setting.defaultValue(), setting.defaultText(), new SettingSource.Default());
    }

    boolean isDefault() {
        return source instanceof SettingSource.Default;
    }

    /** Without the text, which may be secret. */
    @Override
    public String toString() {
        return setting + " from " + source;
    }
}
