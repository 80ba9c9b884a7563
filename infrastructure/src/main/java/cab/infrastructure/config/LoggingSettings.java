package cab.infrastructure.config;

import java.nio.file.Path;
import java.util.Optional;

/** What is logged and how. */
public final class LoggingSettings {

    public static final Setting<LogLevel> LOG_LEVEL = Setting.of(
            "LOG_LEVEL", TextTypes.choice(LogLevel.class), "INFO", "The least important events that are logged.");

    public static final Setting<LogFormat> LOG_FORMAT = Setting.of(
            "LOG_FORMAT",
            TextTypes.choice(LogFormat.class),
            "text",
            "How log lines look: text for people, json for machines.");

    public static final Setting<Optional<Path>> RECORD_FILE = Setting.of(
            "RECORD_FILE",
            TextTypes.path().orEmpty(),
            "",
            "Where everything that reaches the bot, and all that it does, is recorded, for 'cab backtest --replay'; one"
                    + " symbol, at most 1 GiB. Empty records nothing.");

    static final SettingGroup GROUP = SettingGroup.of("Logging", LOG_LEVEL, LOG_FORMAT, RECORD_FILE);

    private LoggingSettings() {}
}
