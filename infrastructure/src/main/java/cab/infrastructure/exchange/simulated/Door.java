package cab.infrastructure.exchange.simulated;

/** The way to the exchange's thread: commands are run there one at a time, in their order. Thread-safe. */
@FunctionalInterface
interface Door {

    /** Hands a command over; false when the exchange is closed or has too many waiting. Never waits. */
    boolean offer(Runnable command);

    /** Whether commands are taken at all; a closed exchange never opens again. */
    default boolean isOpen() {
        return true;
    }
}
