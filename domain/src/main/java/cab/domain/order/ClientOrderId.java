package cab.domain.order;

import org.jspecify.annotations.Nullable;

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
        if (value.isEmpty() || value.length() > LENGTH_MAX || !IdText.isWord(value, "_.-")) {
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
        return new ClientOrderId(text(decision, purpose, attempt));
    }

    /** The id of the order that finishes what a partly filled order of this decision left; see {@link #of}. */
    public static ClientOrderId followUp(DecisionKey decision, Purpose purpose, int attempt) {
        return new ClientOrderId(text(decision, purpose, attempt) + FOLLOW_UP_SUFFIX);
    }

    private static String text(DecisionKey decision, Purpose purpose, int attempt) {
        if (attempt < 0 || attempt >= ATTEMPTS_MAX) {
            throw new IllegalArgumentException("attempt must be within 0.." + (ATTEMPTS_MAX - 1) + ", was " + attempt);
        }
        return PREFIX
                + decision.bot().tag()
                + "-"
                + Long.toString(decision.at().toEpochMilli(), RADIX)
                + "-"
                + purpose.leg()
                + Integer.toString(attempt, RADIX);
    }

    /** Whether an order of this id was placed by this program. */
    public boolean isOurs() {
        return value.startsWith(PREFIX);
    }

    /** Whether an order of this id was placed by {@code bot}. */
    public boolean belongsTo(BotId bot) {
        String tag = bot.tag();
        int end = PREFIX.length() + tag.length();
        return isOurs() && value.startsWith(tag, PREFIX.length()) && value.startsWith("-", end);
    }

    public boolean isFollowUp() {
        return value.endsWith(FOLLOW_UP_SUFFIX);
    }

    /** Spelled out, because an order is looked up by it at every step: what a record comes with is slower. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof ClientOrderId id && value.equals(id.value));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
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
