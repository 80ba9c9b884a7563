package cab.domain.order;

/**
 * The name of a bot, unique within a program: the owner of its orders and of the events it publishes. Immutable.
 *
 * @param value 1 to 64 characters of A-Z, a-z, 0-9, dot, dash, underscore and slash
 */
public record BotId(String value) implements Comparable<BotId> {

    private static final int LENGTH_MAX = 64;

    public BotId {
        if (value.isEmpty() || value.length() > LENGTH_MAX || !value.chars().allMatch(BotId::isNameCharacter)) {
            throw new IllegalArgumentException("bot name must be 1.." + LENGTH_MAX
                    + " characters of A-Z, a-z, 0-9, '.', '-', '_', '/', was '" + value + "'");
        }
    }

    private static boolean isNameCharacter(int character) {
        return (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || "._-/".indexOf(character) >= 0;
    }

    @Override
    public int compareTo(BotId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
