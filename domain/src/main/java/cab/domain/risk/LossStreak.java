package cab.domain.risk;

/**
 * A limit on losing round trips in a row: {@code RISK_MAX_LOSS_STREAK}. A streak that has reached the limit ends the
 * day's entries: what keeps losing is left alone until the market has had a night, and without that end a bot that may
 * not enter could never win again. The count begins anew with a round trip that did not lose and at UTC midnight.
 * Immutable.
 *
 * @param limit how many losses; positive
 */
public record LossStreak(int limit) implements RiskRule {

    public LossStreak {
        if (limit < 1) {
            throw new IllegalArgumentException("limit of losses must be 1 or more, was " + limit);
        }
    }

    @Override
    public String code() {
        return "loss_streak";
    }

    @Override
    public RiskVerdict check(EntryProposal proposal, RiskState state) {
        int losses = state.lossStreakToday();
        if (losses >= limit) {
            return new RiskVerdict.Denied(
                    code(), "losses in a row on one day must be fewer than " + limit + ", were " + losses);
        }
        return RiskVerdict.allowed();
    }
}
