package cab.domain.risk;

/** One limit on entries. A pure function of its arguments: it neither remembers, logs nor publishes. Immutable. */
public interface RiskRule {

    /** The stable name in lower case with underscores, for events and metrics. */
    String code();

    /** Whether this rule lets the entry pass. */
    RiskVerdict check(EntryProposal proposal, RiskState state);
}
