package cab.domain.order;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The name of a bot, unique within a program: the owner of its orders and of the events it publishes. Two names are
 * equal when their texts are. Immutable.
 */
public final class BotId implements Comparable<BotId> {

    private static final int LENGTH_MAX = 64;
    private static final int TAG_LENGTH = 7;
    private static final int RADIX = 36;

    private final String value;
    private final String tag;

    /**
     * The bot of that name.
     *
     * @param value 1 to 64 characters of A-Z, a-z, 0-9, dot, dash, underscore and slash
     */
    public BotId(String value) {
        if (value.isEmpty() || value.length() > LENGTH_MAX || !IdText.isWord(value, "._-/")) {
            throw new IllegalArgumentException("bot name must be 1.." + LENGTH_MAX
                    + " characters of A-Z, a-z, 0-9, '.', '-', '_', '/', was '" + value + "'");
        }
        this.value = value;
        this.tag = tagOf(value);
    }

    private static String tagOf(String name) {
        CRC32 checksum = new CRC32();
        checksum.update(name.getBytes(StandardCharsets.US_ASCII));
        String digits = Long.toString(checksum.getValue(), RADIX);
        return "0".repeat(TAG_LENGTH - digits.length()) + digits;
    }

    public String value() {
        return value;
    }

    /**
     * Seven characters of {@code [0-9a-z]} that stand for the bot in the ids of its orders: a checksum of the name. Two
     * bots of one account must not share it, which is checked when they are added.
     */
    public String tag() {
        return tag;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BotId bot && value.equals(bot.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
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
