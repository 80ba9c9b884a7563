package cab.domain.risk;

import cab.domain.money.Money;
import cab.domain.money.Percent;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A limit on how far equity has fallen from its peak: {@code RISK_MAX_DRAWDOWN_PCT}. A fall that has reached the limit
 * ends entries until equity has recovered or an operator accepts the loss. Immutable.
 *
 * @param limit largest fall, as a share of the peak; positive
 */
public record MaxDrawdown(Percent limit) implements RiskRule {

    /** The code of this rule. */
    public static final String CODE = "max_drawdown";

    private static final int SHOWN_SCALE = 4;

    public MaxDrawdown {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("drawdown limit must be positive, was " + limit);
        }
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public RiskVerdict check(EntryProposal proposal, RiskState state) {
        Money peak = state.peakEquity();
        Money fall = peak.minus(state.equity());
        // Multiplied, not divided: the comparison is exact.
        if (fall.isPositive() && fall.amount().compareTo(peak.amount().multiply(limit.fraction())) >= 0) {
            return new RiskVerdict.Denied(
                    code(), "drawdown must be below " + limit + ", was " + shareOf(fall, peak) + " of " + peak);
        }
        return RiskVerdict.allowed();
    }

    private static String shareOf(Money fall, Money peak) {
        if (!peak.isPositive()) {
            return "all";
        }
        BigDecimal share = fall.amount().movePointRight(2).divide(peak.amount(), SHOWN_SCALE, RoundingMode.DOWN);
        return new Percent(share).toString();
    }
}
