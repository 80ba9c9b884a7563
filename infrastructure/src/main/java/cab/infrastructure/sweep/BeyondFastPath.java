package cab.infrastructure.sweep;

import java.io.Serial;

/** A trial has come to something that the fast path does not do: the full pipeline has to run it. */
final class BeyondFastPath extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** @param reason what it has come to, in words */
    BeyondFastPath(String reason) {
        super(reason, null, false, false);
    }
}
