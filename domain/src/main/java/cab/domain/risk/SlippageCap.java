package cab.domain.risk;

import cab.domain.market.Quote;
import cab.domain.money.Percent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * A limit on how far the ask has risen above the price that was decided on: {@code RISK_MAX_SLIPPAGE_PCT}. A distance
 * at the limit passes, and so does any price below. Without a quote, or with one that is too old, the distance is not
 * known and the entry is denied. Immutable.
 *
 * @param limit largest distance, as a share of the price that was decided on; positive
 * @param quoteAgeMax how old a quote may be; positive
 */
public record SlippageCap(Percent limit, Duration quoteAgeMax) implements RiskRule {

    private static final int SHOWN_SCALE = 4;

    public SlippageCap {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("slippage limit must be positive, was " + limit);
        }
        if (!quoteAgeMax.isPositive()) {
            throw new IllegalArgumentException("age of a quote must be positive, was " + quoteAgeMax);
        }
    }

    @Override
    public String code() {
        return "slippage_cap";
    }

    @Override
    public RiskVerdict check(EntryProposal proposal, RiskState state) {
        return switch (FreshQuote.of(state, proposal.at(), quoteAgeMax)) {
            case FreshQuote.Missing(String reason) ->
                new RiskVerdict.Denied(code(), "slippage must be at most " + limit + ", " + reason);
            case FreshQuote.Known(Quote quote) -> check(proposal, quote);
        };
    }

    private RiskVerdict check(EntryProposal proposal, Quote quote) {
        BigDecimal reference = proposal.reference().value();
        BigDecimal risen = quote.ask().value().subtract(reference);
        if (risen.compareTo(reference.multiply(limit.fraction())) <= 0) {
            return RiskVerdict.allowed();
        }
        Percent share = new Percent(risen.movePointRight(2).divide(reference, SHOWN_SCALE, RoundingMode.UP));
        return new RiskVerdict.Denied(
                code(),
                "slippage must be at most " + limit + ", was " + share + ": decided at " + proposal.reference()
                        + ", ask " + quote.ask());
    }
}
