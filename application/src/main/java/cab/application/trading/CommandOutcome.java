package cab.application.trading;

/** The answer to an operator's command. */
public sealed interface CommandOutcome {

    /** Done; the orchestrator is in this state now. */
    record Done(OrchestratorState state) implements CommandOutcome {}

    /** Not possible in the present state. */
    record WrongState(OrchestratorState state, String reason) implements CommandOutcome {}

    /** The orchestrator did not take the command: it is overloaded or has ended. */
    record Unavailable(String reason) implements CommandOutcome {}
}
