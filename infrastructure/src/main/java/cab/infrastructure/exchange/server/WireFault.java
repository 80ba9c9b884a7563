package cab.infrastructure.exchange.server;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can go wrong between a customer and the exchange. */
public enum WireFault {
    /** A request never reaches the exchange; its connection is closed, or it is never answered. */
    REQUEST_LOST("request-lost"),
    /** A request is carried out; its connection is closed, or it is never answered. */
    ANSWER_LOST("answer-lost"),
    /** A request that changes something is carried out seconds later, and never answered. */
    LATE_ARRIVAL("late-arrival"),
    /** A page of a gateway instead of an answer; the request is carried out in half of the cases. */
    BAD_GATEWAY("502"),
    /** The answer comes seconds later. */
    STALL("stall"),
    /** Nothing is served for ten seconds: 429. */
    BAN("ban"),
    /** The request is carried out, and its answer ends in the middle. */
    ANSWER_GARBLED("answer-garbled"),
    /** What happened in the last seconds is not shown yet. */
    LAG("lag"),
    /** A message of the stream is lost. */
    STREAM_DROPPED("ws-drop"),
    /** A message of the stream comes twice. */
    STREAM_DUPLICATED("ws-duplicate"),
    /** A message of the stream comes behind the next. */
    STREAM_LATE("ws-reorder"),
    /** The stream of a connection falls silent for half a minute; the connection stays. */
    STREAM_STALL("ws-stall"),
    /** The connection of a stream breaks. */
    DISCONNECT("ws-disconnect");

    private final String label;

    WireFault(String label) {
        this.label = label;
    }

    /** Its name on the command line. */
    public String label() {
        return label;
    }

    static Optional<WireFault> of(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(WireFault::label).collect(Collectors.joining(", "));
    }
}
