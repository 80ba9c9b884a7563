package cab.infrastructure.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Log lines for people: {@code 2026-01-05T12:45:01Z WARN Delivery: subscriber failed name=telegram}. One event is one
 * line, and the frames of a stack are indented below it. Thread-safe.
 */
final class TextEncoder extends EncoderBase<ILoggingEvent> {

    private static final int FRAMES_MAX = 50;
    private static final int CAUSES_MAX = 5;

    private final Redaction redaction;

    TextEncoder(Redaction redaction) {
        this.redaction = redaction;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(200);
        line.append(DateTimeFormatter.ISO_INSTANT.format(event.getInstant().truncatedTo(ChronoUnit.SECONDS)))
                .append(String.format(Locale.ROOT, " %-5s ", event.getLevel()))
                .append(shortName(event.getLoggerName()))
                .append(": ")
                .append(safe(event.getFormattedMessage()));
        LogFields.of(event)
                .forEach((name, value) ->
                        line.append(' ').append(safe(name)).append('=').append(safe(value)));
        line.append('\n');
        appendThrown(line, event.getThrowableProxy());
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void appendThrown(StringBuilder line, @Nullable IThrowableProxy thrown) {
        @Nullable IThrowableProxy current = thrown;
        for (int depth = 0; current != null && depth < CAUSES_MAX; depth++) {
            line.append(depth == 0 ? "    " : "    caused by ")
                    .append(described(current))
                    .append('\n');
            StackTraceElementProxy[] frames = current.getStackTraceElementProxyArray();
            int shown = Math.min(frames.length - current.getCommonFrames(), FRAMES_MAX);
            for (int index = 0; index < shown; index++) {
                line.append("        ").append(frames[index].getSTEAsString()).append('\n');
            }
            current = current.getCause();
        }
    }

    private String described(IThrowableProxy thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClassName() : thrown.getClassName() + ": " + safe(message);
    }

    private String safe(String text) {
        return PlainText.of(redaction.of(text));
    }

    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
