package cab.infrastructure.config;

/** What is logged and how. */
public final class LoggingSettings {

    public static final Setting<LogLevel> LOG_LEVEL = Setting.of(
            "LOG_LEVEL", TextTypes.choice(LogLevel.class), "INFO", "The least important events that are logged.");

    public static final Setting<LogFormat> LOG_FORMAT = Setting.of(
            "LOG_FORMAT",
            TextTypes.choice(LogFormat.class),
            "text",
            "How log lines look: text for people, json for machines.");

    static final SettingGroup GROUP = SettingGroup.of("Logging", LOG_LEVEL, LOG_FORMAT);

    private LoggingSettings() {}
}
