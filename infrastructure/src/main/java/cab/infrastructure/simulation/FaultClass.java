package cab.infrastructure.simulation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a simulation can make go wrong. Each class has its own stream of chance, and is on or off for a whole run. */
public enum FaultClass {
    /** A request that changes something never arrives. */
    REQUEST_LOST(40),
    /** A request is carried out and its answer never comes. */
    ANSWER_LOST(50),
    /** A request arrives after its sender gave up, be it behind its deadline. */
    LATE_ARRIVAL(40),
    /** A request is refused with proof. */
    REFUSED(40),
    /** A request is carried out and its answer cannot be read. */
    ANSWER_GARBLED(30),
    /** A question is answered with an error. */
    QUERY_FAILED(60),
    /** The answer to a question comes late, be it never in time. */
    QUERY_LATE(40),
    /** A message of the stream is lost. */
    STREAM_DROPPED(150),
    /** A message of the stream comes twice. */
    STREAM_DUPLICATED(100),
    /** A message of the stream comes behind later ones. */
    STREAM_LATE(100),
    /** No endpoint answers for a while. */
    OUTAGE(300),
    /** The process dies at any moment, and comes back after a while. */
    CRASH(500),
    /** The process dies beside a write or a request. */
    CRASH_AT_HOOK(8),
    /** The journal cannot be written for a while. */
    DISK_FAILED(4),
    /** The journal takes its time to answer. */
    DISK_SLOW(40),
    /** A person trades on the same account. */
    FOREIGN_TRADE(500);

    private final int permille;

    FaultClass(int permille) {
        this.permille = permille;
    }

    /** Of a thousand chances, how many it takes while it is on. */
    int permille() {
        return permille;
    }

    /** Its name on the command line, such as {@code answer-lost}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The class of that {@link #label}. */
    public static Optional<FaultClass> of(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label))
                .findFirst();
    }
}
