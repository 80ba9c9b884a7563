package cab.infrastructure.config;

/**
 * Somebody who may talk to the Telegram bot. Immutable.
 *
 * @param id the numeric user id, positive
 * @param role what the user may do
 */
public record TelegramUser(long id, Role role) {

    /** What a user may do. */
    public enum Role {
        /** May look, pause and resume. */
        OPERATOR,
        /** May stop as well. */
        ADMIN
    }
}
