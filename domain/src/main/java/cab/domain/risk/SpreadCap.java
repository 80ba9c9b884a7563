package cab.domain.risk;

import cab.domain.market.Quote;
import cab.domain.money.Percent;
import java.time.Duration;
import java.util.Optional;

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
        Optional<Quote> quote = state.quote();
        if (quote.isEmpty()) {
            return new RiskVerdict.Denied(code(), "spread must be at most " + limit + ", no quote was known");
        }
        Duration age = Duration.between(quote.get().at(), proposal.at());
        if (age.compareTo(quoteAgeMax) > 0) {
            return new RiskVerdict.Denied(code(), "quote must be at most " + quoteAgeMax + " old, was " + age);
        }
        Percent spread = quote.get().spread();
        if (spread.compareTo(limit) > 0) {
            return new RiskVerdict.Denied(code(), "spread must be at most " + limit + ", was " + spread);
        }
        return RiskVerdict.allowed();
    }
}
