package cab.infrastructure.storage;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** What went wrong, in one line. */
final class Faults {

    private static final int CAUSES_MAX = 16;

    /** The part of an extended result code that names its kind. */
    private static final int PRIMARY_CODE = 0xff;

    private Faults() {}

    /** What the database says behind {@code failure}; else the failure's own first line. */
    static String reasonOf(Throwable failure) {
        return said(failure).map(Faults::firstLine).orElseGet(() -> firstLine(failure));
    }

    /** Whether the database refused a row because of what it holds, rather than being unable to write. */
    static boolean isContradiction(Throwable failure) {
        return said(failure)
                .filter(answer -> (answer.getErrorCode() & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_CONSTRAINT.code)
                .isPresent();
    }

    private static Optional<SQLException> said(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; depth < CAUSES_MAX && cause != null; depth++) {
            if (cause instanceof SQLException answer) {
                return Optional.of(answer);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElse("").strip();
    }
}
