package cab.domain.risk;

import java.util.List;

/**
 * All risk rules as one. The first no wins. A rule that fails is a no: an entry passes only when every rule has said
 * so. Asked for entries alone; what reduces a position is never put to it. Immutable.
 */
public final class RiskManager {

    /** The code of the denial when a rule fails instead of answering. */
    public static final String RULE_FAILED = "rule_failed";

    private final List<RiskRule> rules;
    private final List<String> codes;

    /** A manager of these rules, asked in this order; without rules everything passes. */
    public RiskManager(List<RiskRule> rules) {
        this.rules = List.copyOf(rules);
        this.codes = this.rules.stream().map(RiskRule::code).toList();
    }

    public List<RiskRule> rules() {
        return rules;
    }

    /** Whether all rules let the entry pass, or the first that does not. */
    public RiskVerdict check(EntryProposal proposal, RiskState state) {
        for (int index = 0; index < rules.size(); index++) {
            if (answerOf(index, proposal, state) instanceof RiskVerdict.Denied denied) {
                return denied;
            }
        }
        return RiskVerdict.allowed();
    }

    private RiskVerdict answerOf(int index, EntryProposal proposal, RiskState state) {
        try {
            RiskVerdict verdict = rules.get(index).check(proposal, state);
            // A rule from outside may break its word and answer nothing.
            return verdict != null ? verdict : failed(index, "gave no answer");
        } catch (RuntimeException failure) {
            return failed(index, "failed: " + failure);
        }
    }

    private RiskVerdict failed(int index, String how) {
        return new RiskVerdict.Denied(RULE_FAILED, "rule " + codes.get(index) + " " + how);
    }
}
