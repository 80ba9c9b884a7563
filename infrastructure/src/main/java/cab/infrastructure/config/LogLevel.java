package cab.infrastructure.config;

/** The least important events that are logged. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR
}
