package cab.infrastructure.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Log lines for machines: one JSON object a line with time, level, logger, thread, message, the named values of the
 * event, and the stack as one text. Thread-safe.
 */
final class JsonEncoder extends EncoderBase<ILoggingEvent> {

    private static final int STACK_LENGTH_MAX = 16_384;

    private final JsonFactory factory = new JsonFactory();
    private final Redaction redaction;

    JsonEncoder(Redaction redaction) {
        this.redaction = redaction;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(400);
        try (JsonGenerator json = factory.createGenerator(line)) {
            write(json, event);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail to take a line", impossible);
        }
        line.write('\n');
        return line.toByteArray();
    }

    private void write(JsonGenerator json, ILoggingEvent event) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", DateTimeFormatter.ISO_INSTANT.format(event.getInstant()));
        json.writeStringField("level", event.getLevel().toString());
        json.writeStringField("logger", event.getLoggerName());
        json.writeStringField("thread", event.getThreadName());
        json.writeStringField("message", safe(event.getFormattedMessage()));
        Map<String, String> fields = LogFields.of(event);
        if (!fields.isEmpty()) {
            json.writeObjectFieldStart("fields");
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), safe(field.getValue()));
            }
            json.writeEndObject();
        }
        writeThrown(json, event.getThrowableProxy());
        json.writeEndObject();
    }

    private void writeThrown(JsonGenerator json, @Nullable IThrowableProxy thrown) throws IOException {
        if (thrown == null) {
            return;
        }
        String message = thrown.getMessage();
        json.writeObjectFieldStart("error");
        json.writeStringField("type", thrown.getClassName());
        json.writeStringField("message", safe(message == null ? "" : message));
        String stack = redaction.of(ThrowableProxyUtil.asString(thrown));
        json.writeStringField("stack", stack.substring(0, Math.min(stack.length(), STACK_LENGTH_MAX)));
        json.writeEndObject();
    }

    private String safe(String text) {
        return PlainText.of(redaction.of(text));
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
