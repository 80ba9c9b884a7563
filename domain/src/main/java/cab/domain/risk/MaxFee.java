package cab.domain.risk;

import cab.domain.money.Percent;

/**
 * A limit on the fee of an entry: {@code RISK_MAX_FEE_PCT}. Entries take what rests, so the taker fee counts. A fee at
 * the limit passes. Immutable.
 *
 * @param limit largest fee, as a share of the amount; positive
 */
public record MaxFee(Percent limit) implements RiskRule {

    public MaxFee {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("fee limit must be positive, was " + limit);
        }
    }

    @Override
    public String code() {
        return "max_fee";
    }

    @Override
    public RiskVerdict check(EntryProposal proposal, RiskState state) {
        Percent fee = state.takerFee();
        if (fee.compareTo(limit) > 0) {
            return new RiskVerdict.Denied(code(), "taker fee must be at most " + limit + ", was " + fee);
        }
        return RiskVerdict.allowed();
    }
}
