package cab.domain.risk;

import cab.domain.money.Money;
import java.time.Duration;

/**
 * A limit on what is bought and sold in any five minutes: {@code RISK_MAX_TURNOVER_5M_QUOTE}. The proposed amount is
 * part of it; together they may reach the limit. What is exactly five minutes old still counts. Immutable.
 *
 * @param limit in quote; positive
 */
public record MaxTurnover5m(Money limit) implements RiskRule {

    private static final Duration WINDOW = Duration.ofMinutes(5);

    public MaxTurnover5m {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("limit of turnover must be positive, was " + limit);
        }
    }

    @Override
    public String code() {
        return "max_turnover_5m";
    }

    @Override
    public RiskVerdict check(EntryProposal proposal, RiskState state) {
        Money turnover = state.turnoverSince(proposal.at().minus(WINDOW)).plus(proposal.amount());
        if (turnover.compareTo(limit) > 0) {
            return new RiskVerdict.Denied(
                    code(), "turnover of five minutes must be at most " + limit + ", would be " + turnover);
        }
        return RiskVerdict.allowed();
    }
}
