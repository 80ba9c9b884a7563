package cab.infrastructure.exchange.throttle;

/** How urgent a request is. The more urgent goes first, and may use what is kept back from the others. */
public enum Urgency {
    /** Protects money or ends a doubt: exits, cancellations, lookups. May use the whole budget. */
    PROTECTIVE(0),
    /** Opens something or lists what there is. Leaves a quarter of the budget to what protects. */
    ORDINARY(4),
    /** Market data and upkeep. Leaves half of the budget to all others. */
    BACKGROUND(2);

    private final int keptBack;

    Urgency(int keptBack) {
        this.keptBack = keptBack;
    }

    /** How many of {@code burst} requests this urgency leaves to the more urgent. */
    int keptBackOf(int burst) {
        return keptBack == 0 ? 0 : burst / keptBack;
    }
}
