package cab.application.trading;

/** What an orchestrator is at. */
public enum Phase {
    IDLE,
    RECONCILING,
    WARMING_UP,
    WATCHING,
    ENTERING,
    HOLDING,
    EXITING
}
