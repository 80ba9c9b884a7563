package cab.infrastructure.storage;

/** An entry contradicts what the journal holds; its whole call is undone. */
final class EntryRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    EntryRefusedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
