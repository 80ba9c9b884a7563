package cab.infrastructure.exchange.live;

import java.util.Optional;

/** What an exchange says of the key that is used. Immutable. */
public sealed interface KeyReport {

    /**
     * It takes the key.
     *
     * @param rights what the key may do; empty where the exchange does not tell
     */
    record Accepted(Optional<Rights> rights) implements KeyReport {}

    /**
     * What a key may do. Immutable.
     *
     * @param mayTrade whether it may trade spot
     * @param mayWithdraw whether it may send coins away
     */
    record Rights(boolean mayTrade, boolean mayWithdraw) {}

    /**
     * It does not, whatever is tried again.
     *
     * @param reason in its words
     */
    record Refused(String reason) implements KeyReport {}

    /** There was no clear answer. */
    record Unclear(String cause) implements KeyReport {}
}
