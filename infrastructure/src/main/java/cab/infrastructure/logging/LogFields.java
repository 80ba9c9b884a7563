package cab.infrastructure.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.event.KeyValuePair;

/** The named values of a log event. */
final class LogFields {

    private LogFields() {}

    /** The values of the thread, such as the trace id, and those of the event itself, by name. */
    static SortedMap<String, String> of(ILoggingEvent event) {
        SortedMap<String, String> fields = new TreeMap<>();
        Map<String, String> ofThread = event.getMDCPropertyMap();
        if (ofThread != null) {
            fields.putAll(ofThread);
        }
        List<KeyValuePair> ofEvent = event.getKeyValuePairs();
        if (ofEvent != null) {
            ofEvent.forEach(pair -> fields.put(pair.key, String.valueOf(pair.value)));
        }
        return fields;
    }
}
