package cab.domain.order;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Our name for an order, known before the exchange knows of it. It is a pure function of decision, leg and attempt, so
 * that the same decision made again after a crash meets the order it already has.
 *
 * <p>The form is {@code cab-BBBBBBB-TTTTTTTT-L0}: bot, decision time, leg and attempt, all in base 36, and {@code -pf}
 * behind it for an order that finishes a partly filled one. At most 28 characters of {@code [0-9a-z-]}: what Gate.io
 * allows behind its {@code t-} (the narrowest of the supported exchanges). Immutable.
 *
 * @param value 1 to 28 characters of {@code [0-9A-Za-z_.-]}
 */
public record ClientOrderId(String value) implements Comparable<ClientOrderId> {

    /** What every client order id of this program starts with; other orders are not ours. */
    public static final String PREFIX = "cab-";

    /** Orders that may be sent for one leg of one decision, follow-ups included. */
    public static final int ATTEMPTS_MAX = 1_296;

    private static final String FOLLOW_UP_SUFFIX = "-pf";
    private static final int LENGTH_MAX = 28;
    private static final int RADIX = 36;

    public ClientOrderId {
        if (value.isEmpty() || value.length() > LENGTH_MAX || !value.chars().allMatch(ClientOrderId::isIdCharacter)) {
            throw new IllegalArgumentException("client order id must be 1.." + LENGTH_MAX
                    + " characters of 0-9, A-Z, a-z, '_', '.', '-', was '" + value + "'");
        }
    }

    /**
     * The id of one order of a decision.
     *
     * @param attempt 0 for the first order of this leg, then 1, 2, … up to {@link #ATTEMPTS_MAX} exclusive
     */
    public static ClientOrderId of(DecisionKey decision, Purpose purpose, int attempt) {
        if (attempt < 0 || attempt >= ATTEMPTS_MAX) {
            throw new IllegalArgumentException("attempt must be within 0.." + (ATTEMPTS_MAX - 1) + ", was " + attempt);
        }
        return new ClientOrderId(PREFIX
                + tagOf(decision.bot())
                + "-"
                + Long.toString(decision.at().toEpochMilli(), RADIX)
                + "-"
                + purpose.leg()
                + Integer.toString(attempt, RADIX));
    }

    /** The id of the order that finishes what a partly filled order of this decision left; see {@link #of}. */
    public static ClientOrderId followUp(DecisionKey decision, Purpose purpose, int attempt) {
        return new ClientOrderId(of(decision, purpose, attempt).value + FOLLOW_UP_SUFFIX);
    }

    /** The part that names the bot. Two bots of one account must not share it, which is checked when they are added. */
    public static String tagOf(BotId bot) {
        CRC32 checksum = new CRC32();
        checksum.update(bot.value().getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%7s", Long.toString(checksum.getValue(), RADIX))
                .replace(' ', '0');
    }

    /** Whether an order of this id was placed by this program. */
    public boolean isOurs() {
        return value.startsWith(PREFIX);
    }

    /** Whether an order of this id was placed by {@code bot}. */
    public boolean belongsTo(BotId bot) {
        return value.startsWith(PREFIX + tagOf(bot) + "-");
    }

    public boolean isFollowUp() {
        return value.endsWith(FOLLOW_UP_SUFFIX);
    }

    private static boolean isIdCharacter(int character) {
        return (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || "_.-".indexOf(character) >= 0;
    }

    @Override
    public int compareTo(ClientOrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
