package cab.infrastructure.config;

/** What can be done with an exchange, as far as this program can do it. */
public enum ExchangeCapability {
    PRICES("prices and candles", "PRICE_FEED=live"),
    STREAM("a stream of prices", "none: what has no stream is asked every two seconds"),
    ORDERS("orders whose outcome can be proven", "MODE=live"),
    LOOKUP_BY_NAME("finding an order by our name for it", "MODE=live"),
    FILLS("fills with their fees, however old", "MODE=live"),
    ORDER_LIFETIME("orders that end by a deadline", "MODE=live"),
    STOPS("stops that rest at the exchange", "STOP_PLACEMENT=exchange with MODE=live"),
    SANDBOX("a demo account", "EXCHANGE_SANDBOX=1"),
    KEY_RIGHTS("telling what a key may do", "none: where it is missing, each start warns");

    private final String words;
    private final String neededFor;

    ExchangeCapability(String words, String neededFor) {
        this.words = words;
        this.neededFor = neededFor;
    }

    /** What it is called in a sentence. */
    public String words() {
        return words;
    }

    /** Which setting needs it, for the documentation. */
    public String neededFor() {
        return neededFor;
    }
}
