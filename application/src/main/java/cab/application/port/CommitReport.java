package cab.application.port;

/** The answer to a commit. */
public sealed interface CommitReport {

    /** The entries are durable. */
    record Durable() implements CommitReport {}

    /**
     * The entries contradict what is written: an intent that was written before, a step of an order that was never
     * intended. Nothing of them was written, and writing them again would be refused again.
     */
    record Refused(String reason) implements CommitReport {}

    /** The entries could not be written: disk full, database locked, queue full. Nothing of them was written. */
    record Failed(String cause) implements CommitReport {}
}
