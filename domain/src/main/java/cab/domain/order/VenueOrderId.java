package cab.domain.order;

/**
 * The exchange's name for an order. Immutable.
 *
 * @param value 1 to 128 printable characters of ASCII
 */
public record VenueOrderId(String value) {

    private static final int LENGTH_MAX = 128;

    public VenueOrderId {
        if (value.isEmpty() || value.length() > LENGTH_MAX || !IdText.isPrintable(value)) {
            throw new IllegalArgumentException(
                    "order id must be 1.." + LENGTH_MAX + " printable characters of ASCII, had " + value.length());
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
