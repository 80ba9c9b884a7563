package cab.domain.risk;

/** The answer of a risk rule to one proposed entry. */
public sealed interface RiskVerdict {

    /** The shared yes. */
    static RiskVerdict allowed() {
        return Allowed.YES;
    }

    /** The entry may go on. Immutable. */
    record Allowed() implements RiskVerdict {

        private static final Allowed YES = new Allowed();
    }

    /**
     * The entry must not go on. Immutable.
     *
     * @param rule the stable code of the rule that says no
     * @param reason why, with the limit and what was found
     */
    record Denied(String rule, String reason) implements RiskVerdict {

        /** What the codes of rules begin with that make a bot read-only for the rest of the day. */
        static final String DAY_LIMIT_PREFIX = "safety_";

        /** Whether a limit of the day has been reached: nothing is opened any more until the next UTC day. */
        public boolean isForTheDay() {
            return rule.startsWith(DAY_LIMIT_PREFIX);
        }
    }
}
