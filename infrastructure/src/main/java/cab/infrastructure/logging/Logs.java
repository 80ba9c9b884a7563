package cab.infrastructure.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The logs of the whole program: on standard error, libraries from WARN on, secrets taken out. Before the settings are
 * known they are text from WARN on; {@link #text} or {@link #json} then says how they go on. Thread-safe.
 */
public final class Logs {

    /** The logger of {@link EventLog}. */
    static final String EVENTS = "cab.events";

    private static final String OUR_OWN = "cab";

    private Logs() {}

    /** Lines for people. What happens in trading is told by the {@link ConsoleNarrator}, and logged too at DEBUG. */
    public static void text(Level level, Redaction redaction) {
        configure(present(), new TextEncoder(redaction), level);
        boolean eventsToo = level == Level.DEBUG || level == Level.TRACE;
        present().getLogger(EVENTS).setLevel(eventsToo ? null : classic(Level.ERROR));
    }

    /** One JSON object a line, what happens in trading included. */
    public static void json(Level level, Redaction redaction) {
        configure(present(), new JsonEncoder(redaction), level);
    }

    static void configure(LoggerContext context, Encoder<ILoggingEvent> encoder, Level level) {
        context.reset();
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("console");
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(classic(Level.WARN));
        root.addAppender(console);
        context.getLogger(OUR_OWN).setLevel(classic(level));
    }

    private static LoggerContext present() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            return context;
        }
        throw new IllegalStateException("logback must be the only logger, found " + factory.getClass());
    }

    private static ch.qos.logback.classic.Level classic(Level level) {
        return ch.qos.logback.classic.Level.convertAnSLF4JLevel(level);
    }
}
