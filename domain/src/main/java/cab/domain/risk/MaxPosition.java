package cab.domain.risk;

import cab.domain.money.Quantity;
import java.math.BigDecimal;

/**
 * A limit on what is held of one symbol: {@code RISK_MAX_POSITION_BASE}. What the proposal would buy at its reference
 * price is part of it; together they may reach the limit. Immutable.
 *
 * @param limit in base; positive
 */
public record MaxPosition(Quantity limit) implements RiskRule {

    public MaxPosition {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("position limit must be positive, was " + limit);
        }
    }

    @Override
    public String code() {
        return "max_position";
    }

    @Override
    public RiskVerdict check(EntryProposal proposal, RiskState state) {
        Quantity held = state.position().quantity();
        BigDecimal room = limit.value().subtract(held.value());
        // What the room costs against what is spent, not what is bought against the room: nothing is rounded.
        if (proposal.amount()
                        .amount()
                        .compareTo(room.multiply(proposal.reference().value()))
                > 0) {
            return new RiskVerdict.Denied(
                    code(),
                    "position must be at most " + limit + " "
                            + proposal.symbol().base() + ", was " + held + " and would grow by "
                            + proposal.amount().buysAt(proposal.reference()));
        }
        return RiskVerdict.allowed();
    }
}
