package cab.infrastructure.marketdata;

import java.io.IOException;

/** A line of a file is no candle; it never leaves this package. */
final class BadLineException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long line;
    private final String reason;

    /** @param line from 1; 0 when the fault is not one of a line */
    BadLineException(long line, String reason) {
        super(line + ": " + reason);
        this.line = line;
        this.reason = reason;
    }

    long line() {
        return line;
    }

    String reason() {
        return reason;
    }
}
