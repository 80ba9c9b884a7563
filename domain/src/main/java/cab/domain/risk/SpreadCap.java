package cab.domain.risk;

import cab.domain.market.Quote;
import cab.domain.money.Percent;
import java.time.Duration;

/**
 * A limit on the distance of ask and bid: {@code RISK_MAX_SPREAD_PCT}. A spread at the limit passes. Without a quote,
 * or with one that is too old, the spread is not known and the entry is denied. Immutable.
 *
 * @param limit largest spread, as a share of the middle; positive
 * @param quoteAgeMax how old a quote may be; positive
 */
public record SpreadCap(Percent limit, Duration quoteAgeMax) implements RiskRule {

    public SpreadCap {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("spread limit must be positive, was " + limit);
        }
        if (!quoteAgeMax.isPositive()) {
            throw new IllegalArgumentException("age of a quote must be positive, was " + quoteAgeMax);
        }
    }

    @Override
    public String code() {
        return "spread_cap";
    }

    @Override
    public RiskVerdict check(EntryProposal proposal, RiskState state) {
        return switch (FreshQuote.of(state, proposal.at(), quoteAgeMax)) {
            case FreshQuote.Missing(String reason) ->
                new RiskVerdict.Denied(code(), "spread must be at most " + limit + ", " + reason);
            case FreshQuote.Known(Quote quote) -> check(quote);
        };
    }

    private RiskVerdict check(Quote quote) {
        Percent spread = quote.spread();
        if (spread.compareTo(limit) > 0) {
            return new RiskVerdict.Denied(code(), "spread must be at most " + limit + ", was " + spread);
        }
        return RiskVerdict.allowed();
    }
}
