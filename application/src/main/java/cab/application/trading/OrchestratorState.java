package cab.application.trading;

/** What an orchestrator does as a whole. */
public enum OrchestratorState {
    /** Loads, reconciles and warms up; does not trade yet. */
    STARTING,
    /** Trades. */
    RUNNING,
    /** Opens nothing; sells and protects what is held. */
    PAUSED,
    /** Follows no signals; what is held stays protected. */
    STOPPED,
    /** Stopped by a fault or a safety rule; what is held stays protected as far as that is possible. */
    EMERGENCY
}
