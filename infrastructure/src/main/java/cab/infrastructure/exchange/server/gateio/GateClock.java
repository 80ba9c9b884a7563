package cab.infrastructure.exchange.server.gateio;

import java.time.InstantSource;

/**
 * The times that a customer may live in: that of the exchange, and that of the machine, which differ only where the
 * market is played faster than real time or at the times of its recording. Thread-safe.
 *
 * @param market the time of the exchange: of candles, orders, trades
 * @param machine the time by which a program that knows nothing of this signs
 */
record GateClock(InstantSource market, InstantSource machine) {

    private static final long GAP_MS_MAX = 60_000;

    /** Whether a request that was signed at {@code seconds} is neither old nor from the future, for either time. */
    boolean isTimely(long seconds) {
        return isNear(machine, seconds) || isNear(market, seconds);
    }

    /** The time that who signed at {@code seconds} lives in. */
    InstantSource timeOf(long seconds) {
        return isNear(machine, seconds) ? machine : market;
    }

    long nowMs() {
        return market.millis();
    }

    private static boolean isNear(InstantSource time, long seconds) {
        return Math.abs(time.millis() / 1_000 - seconds) * 1_000 <= GAP_MS_MAX;
    }
}
