package cab.domain.risk;

/**
 * A limit on the orders of one UTC day: {@code SAFETY_MAX_ORDERS_PER_DAY}. Sales count, but are never refused. Once it
 * is reached, the bot is read-only until the next UTC day. Immutable.
 *
 * @param limit how many orders; positive
 */
public record MaxOrdersPerDay(int limit) implements RiskRule {

    public MaxOrdersPerDay {
        if (limit < 1) {
            throw new IllegalArgumentException("limit of orders must be 1 or more, was " + limit);
        }
    }

    @Override
    public String code() {
        return RiskVerdict.Denied.DAY_LIMIT_PREFIX + "max_orders_per_day";
    }

    @Override
    public RiskVerdict check(EntryProposal proposal, RiskState state) {
        int orders = state.ordersToday();
        if (orders >= limit) {
            return new RiskVerdict.Denied(code(), "orders of the day must be fewer than " + limit + ", were " + orders);
        }
        return RiskVerdict.allowed();
    }
}
