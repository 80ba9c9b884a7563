package cab.domain.risk;

import cab.domain.money.Money;

/**
 * A limit on what may be lost in one UTC day: {@code RISK_DAILY_LOSS_LIMIT_QUOTE}. A loss that has reached the limit
 * ends the day's entries. Immutable.
 *
 * @param limit in quote; positive
 */
public record DailyLoss(Money limit) implements RiskRule {

    public DailyLoss {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("daily loss limit must be positive, was " + limit);
        }
    }

    @Override
    public String code() {
        return "daily_loss";
    }

    @Override
    public RiskVerdict check(EntryProposal proposal, RiskState state) {
        Money loss = state.realisedToday().negated();
        if (loss.isAtLeast(limit)) {
            return new RiskVerdict.Denied(code(), "loss of the day must be below " + limit + ", was " + loss);
        }
        return RiskVerdict.allowed();
    }
}
