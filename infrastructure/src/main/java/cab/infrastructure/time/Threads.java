package cab.infrastructure.time;

/** How threads are waited for. */
final class Threads {

    private Threads() {}

    /** Returns when {@code thread} has ended; an interrupt is kept for the caller and does not cut the wait short. */
    static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException stillWaiting) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
