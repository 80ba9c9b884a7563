package cab.infrastructure.storage;

/**
 * Whose trades a database holds: one account of one exchange, paper being an account of its own. Immutable.
 *
 * @param venue the name of the exchange, lower case
 * @param account the name of the account at it, such as {@code paper} or {@code live}
 */
public record VenueAccount(String venue, String account) {

    public VenueAccount {
        if (venue.isBlank() || account.isBlank()) {
            throw new IllegalArgumentException(
                    "venue and account must have a name, were '" + venue + "' and '" + account + "'");
        }
    }

    /** Such as {@code gateio/paper}. */
    @Override
    public String toString() {
        return venue + "/" + account;
    }
}
