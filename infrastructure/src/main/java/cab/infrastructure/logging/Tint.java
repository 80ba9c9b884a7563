package cab.infrastructure.logging;

import cab.domain.money.Money;

/** The few colours of the terminal, or none. Immutable. */
final class Tint {

    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String DIM = "\u001b[2m";
    private static final String END = "\u001b[0m";

    private final boolean colours;

    Tint(boolean colours) {
        this.colours = colours;
    }

    String byResult(Money result, String text) {
        if (result.isZero()) {
            return text;
        }
        return in(result.isPositive() ? GREEN : RED, text);
    }

    String warning(String text) {
        return in(YELLOW, text);
    }

    String quiet(String text) {
        return in(DIM, text);
    }

    private String in(String colour, String text) {
        return colours ? colour + text + END : text;
    }
}
