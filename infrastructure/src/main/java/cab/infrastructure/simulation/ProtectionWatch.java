package cab.infrastructure.simulation;

import cab.domain.market.Instrument;
import cab.domain.money.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long the position of one symbol has nothing that protects it: neither an armed stop on fresh prices, nor
 * a sale under way, nor a stop at the exchange. Once with all that passes, and once only while the program is up and
 * could know. Owned by one thread.
 */
final class ProtectionWatch {

    /** With the program up and the exchange answering, nothing is unprotected for longer. */
    static final Duration UNPROTECTED_MAX = Duration.ofMinutes(30);

    private final Truth truth;
    private final List<Long> wholeMs = new ArrayList<>();
    private final List<Long> upMs = new ArrayList<>();
    private long beganMs = -1;
    private long lastMs;
    private long sumUpMs;
    private @Nullable Instrument rulesOfRest;

    ProtectionWatch(Truth truth) {
        this.truth = truth;
    }

    /** For each time that it was unprotected, how long, downtime included. */
    List<Long> wholeMs() {
        return List.copyOf(wholeMs);
    }

    /** For each time that it was unprotected, how long while the program was up and the exchange answered. */
    List<Long> upMs() {
        return List.copyOf(upMs);
    }

    /**
     * Says whether the book has a position. What it has let go as dust may come to be worth an order by the price or by
     * new rules: less than two orders by the rules of then, it goes with the next sale and is not protected.
     */
    void holds(Instrument instrument, boolean position) {
        if (position) {
            rulesOfRest = null;
        } else if (rulesOfRest == null) {
            rulesOfRest = instrument;
        }
    }

    /**
     * After each step.
     *
     * @param guarded whether something protects the position
     * @param able whether the program is up and the exchange answers it
     */
    void observe(Instrument instrument, boolean guarded, boolean able, long nowMs, Invariants invariants) {
        boolean open = !guarded && isWorthProtecting(instrument);
        if (beganMs >= 0 && able) {
            sumUpMs += nowMs - lastMs;
        }
        lastMs = nowMs;
        if (open && beganMs < 0) {
            beganMs = nowMs;
            sumUpMs = 0;
        }
        if (beganMs >= 0 && !open) {
            wholeMs.add(nowMs - beganMs);
            upMs.add(sumUpMs);
            beganMs = -1;
        }
        invariants.require(
                beganMs < 0 || sumUpMs <= UNPROTECTED_MAX.toMillis(),
                Invariant.PROTECTED,
                () -> truth.ours() + " without a stop for " + Duration.ofMillis(sumUpMs));
    }

    private boolean isWorthProtecting(Instrument instrument) {
        return truth.ours().signum() > 0
                && truth.lastFill()
                        .filter(price -> instrument.isTradable(new Quantity(truth.ours()), price))
                        .filter(price -> rulesOfRest == null || rulesOfRest.isTradable(half(truth.ours()), price))
                        .isPresent();
    }

    private static Quantity half(BigDecimal quantity) {
        return new Quantity(quantity.multiply(new BigDecimal("0.5")));
    }
}
