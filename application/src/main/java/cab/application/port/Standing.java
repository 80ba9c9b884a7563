package cab.application.port;

import java.util.Optional;

/**
 * What held a bot back when it was last heard of, and holds it back still after a restart. Immutable.
 *
 * @param mandate what an operator last allowed; empty when nobody has said anything, so that it may trade
 * @param dayLimit the last limit of a day that was reached, whether it has ended or not
 */
public record Standing(Optional<Mandate> mandate, Optional<DayLimit> dayLimit) {

    /** Nothing holds it back. */
    public static final Standing FREE = new Standing(Optional.empty(), Optional.empty());
}
