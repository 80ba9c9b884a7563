package cab.domain.risk;

import cab.domain.money.Money;

/**
 * A limit on what is bought and sold in one UTC day: {@code SAFETY_MAX_TURNOVER_QUOTE_PER_DAY}. The proposed amount is
 * part of it; together they may reach the limit. Sales count, but are never refused. Once an entry does not fit any
 * more, the bot is read-only until the next UTC day. Immutable.
 *
 * @param limit in quote; positive
 */
public record MaxTurnoverPerDay(Money limit) implements RiskRule {

    public MaxTurnoverPerDay {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("limit of turnover must be positive, was " + limit);
        }
    }

    @Override
    public String code() {
        return RiskVerdict.Denied.DAY_LIMIT_PREFIX + "max_turnover_quote_per_day";
    }

    @Override
    public RiskVerdict check(EntryProposal proposal, RiskState state) {
        Money turnover = state.turnoverToday().plus(proposal.amount());
        if (turnover.compareTo(limit) > 0) {
            return new RiskVerdict.Denied(
                    code(), "turnover of the day must be at most " + limit + ", would be " + turnover);
        }
        return RiskVerdict.allowed();
    }
}
