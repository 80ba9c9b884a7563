package cab.domain.order;

/**
 * The exchange's name for a fill; unique per exchange and symbol. Immutable.
 *
 * @param value 1 to 128 printable characters of ASCII
 */
public record TradeId(String value) {

    private static final int LENGTH_MAX = 128;

    public TradeId {
        if (value.isEmpty() || value.length() > LENGTH_MAX || !IdText.isPrintable(value)) {
            throw new IllegalArgumentException(
                    "trade id must be 1.." + LENGTH_MAX + " printable characters of ASCII, had " + value.length());
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
