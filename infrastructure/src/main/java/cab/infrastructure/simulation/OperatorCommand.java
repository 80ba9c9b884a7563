package cab.infrastructure.simulation;

/** What an operator may say to a bot. */
enum OperatorCommand {
    PAUSE,
    RESUME,
    STOP,
    EMERGENCY,
    START,
    RECONCILE
}
