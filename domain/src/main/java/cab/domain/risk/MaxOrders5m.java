package cab.domain.risk;

import java.time.Duration;

/**
 * A limit on orders in any five minutes: {@code RISK_MAX_ORDERS_5M}. An order that is exactly five minutes old still
 * counts. Immutable.
 *
 * @param limit how many orders; positive
 */
public record MaxOrders5m(int limit) implements RiskRule {

    private static final Duration WINDOW = Duration.ofMinutes(5);

    public MaxOrders5m {
        if (limit < 1) {
            throw new IllegalArgumentException("limit of orders must be 1 or more, was " + limit);
        }
    }

    @Override
    public String code() {
        return "max_orders_5m";
    }

    @Override
    public RiskVerdict check(EntryProposal proposal, RiskState state) {
        int orders = state.ordersSince(proposal.at().minus(WINDOW));
        if (orders >= limit) {
            return new RiskVerdict.Denied(
                    code(), "orders of the last five minutes must be fewer than " + limit + ", were " + orders);
        }
        return RiskVerdict.allowed();
    }
}
