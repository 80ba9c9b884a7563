package cab.domain.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A pause after each order: {@code RISK_COOLDOWN_SEC}. An entry passes once the full length is over. Immutable.
 *
 * @param length how long; positive
 */
public record Cooldown(Duration length) implements RiskRule {

    public Cooldown {
        if (!length.isPositive()) {
            throw new IllegalArgumentException("cooldown must be positive, was " + length);
        }
    }

    @Override
    public String code() {
        return "cooldown";
    }

    @Override
    public RiskVerdict check(EntryProposal proposal, RiskState state) {
        Optional<Instant> lastOrderAt = state.lastOrderAt();
        if (lastOrderAt.isEmpty()) {
            return RiskVerdict.allowed();
        }
        Duration elapsed = Duration.between(lastOrderAt.get(), proposal.at());
        if (elapsed.compareTo(length) < 0) {
            return new RiskVerdict.Denied(
                    code(), "last order must be at least " + length + " ago, was " + elapsed + " ago");
        }
        return RiskVerdict.allowed();
    }
}
