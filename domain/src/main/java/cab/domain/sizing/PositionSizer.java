package cab.domain.sizing;

import cab.domain.money.Money;

/** Says how much an entry spends. A pure function. Immutable. */
@FunctionalInterface
public interface PositionSizer {

    /**
     * The amount to spend in quote, fees not included: zero or more, never more than {@link SizingState#affordable}.
     */
    Money amount(SizingState state);
}
