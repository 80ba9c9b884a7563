package cab.infrastructure.exchange.live;

/** An exchange does not answer clearly now, and may later: nothing is wrong with what it was asked. */
public final class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason in words, for people */
    public UnreachableException(String reason) {
        super(reason);
    }

    /** Why, in words. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
