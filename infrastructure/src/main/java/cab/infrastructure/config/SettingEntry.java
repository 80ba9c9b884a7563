package cab.infrastructure.config;

/**
 * One effective setting as it may be shown. Immutable.
 *
 * @param name the setting
 * @param value as written; secrets are {@code ***}, passwords in addresses are masked
 * @param source where it comes from, in words
 */
public record SettingEntry(String name, String value, String source) {}
