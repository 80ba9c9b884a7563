package cab.application.port;

/** The answer to a commit. */
public sealed interface CommitReport {

    /** The entries are durable. */
    record Durable() implements CommitReport {}

    /** The entries are not durable: nothing of them was written. */
    record Failed(String cause) implements CommitReport {}
}
