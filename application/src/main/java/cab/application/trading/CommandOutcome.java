package cab.application.trading;

/** The answer to an operator's command. */
public sealed interface CommandOutcome {

    /** Done; the orchestrator is in this state now. */
    record Done(OrchestratorState state) implements CommandOutcome {}

    /** Not possible in the present state. */
    record WrongState(OrchestratorState state, String reason) implements CommandOutcome {}

    /**
     * Done in this program, but not written down yet: a restart before it can be written would not know of it. Writing
     * is tried again.
     *
     * @param state the orchestrator is in now
     * @param cause why it could not be written
     */
    record NotDurable(OrchestratorState state, String cause) implements CommandOutcome {}

    /**
     * The orchestrator did not take the command: it is overloaded, has ended, or could not write down what would loosen
     * it.
     */
    record Unavailable(String reason) implements CommandOutcome {}
}
