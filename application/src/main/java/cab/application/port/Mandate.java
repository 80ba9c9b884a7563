package cab.application.port;

import java.time.Instant;

/**
 * What an operator, or a safety rule in his place, last allowed a bot to do. It outlives the program. Immutable.
 *
 * @param level what is allowed
 * @param since when it was said
 * @param actor who said it
 * @param reason why, in words; may be empty
 */
public record Mandate(Level level, Instant since, String actor, String reason) {

    /** How much is allowed. None of them keeps a position from being protected and sold. */
    public enum Level {
        /** Everything. */
        ACTIVE,
        /** Signals are followed, but nothing new is opened. */
        PAUSED,
        /** No signal is followed. */
        STOPPED,
        /** As stopped, for a fault or a safety rule. */
        EMERGENCY
    }

    /** Whether entries are forbidden until somebody allows them again. */
    public boolean isRestriction() {
        return level != Level.ACTIVE;
    }

    /** For a person: who restricted the bot, since when, and why. */
    public String words() {
        String because = reason.isBlank() ? "" : ": " + reason;
        return switch (level) {
            case ACTIVE -> "started by " + actor + " at " + since;
            case PAUSED -> "paused by " + actor + " since " + since + because;
            case STOPPED -> "stopped by " + actor + " since " + since + because;
            case EMERGENCY -> "stopped in an emergency by " + actor + " since " + since + because;
        };
    }
}
