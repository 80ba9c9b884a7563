package cab.infrastructure.strategy;

import cab.domain.market.ClosedCandle;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import java.time.Instant;

/**
 * A strategy out of a jar, which is not trusted to be free of faults: what it throws names the jar and the candle, and
 * stops the bot that asked like any other fault of the program. Owned by one thread.
 */
final class JarStrategy implements Strategy {

    private final String jar;
    private final Strategy delegate;

    JarStrategy(String jar, Strategy delegate) {
        this.jar = jar;
        this.delegate = delegate;
    }

    @Override
    public String name() {
        return delegate.name();
    }

    @Override
    public int warmUp() {
        return delegate.warmUp();
    }

    @Override
    public Signal onCandle(ClosedCandle candle) {
        Signal signal;
        try {
            signal = delegate.onCandle(candle);
        } catch (RuntimeException | LinkageError failed) {
            throw new IllegalStateException(fault(candle, "failed: " + failed), failed);
        }
        if (signal == null) {
            throw new IllegalStateException(fault(candle, "gave no signal but null"));
        }
        return signal;
    }

    private String fault(ClosedCandle candle, String what) {
        return jar + ": strategy " + delegate.name() + " " + what + ", at the candle that closed at "
                + Instant.ofEpochMilli(candle.closeTimeMs());
    }

    /** Words are for people: that they are missing is told in their place. */
    @Override
    public String explain() {
        try {
            return String.valueOf(delegate.explain());
        } catch (RuntimeException | LinkageError failed) {
            return jar + " could not say why: " + failed;
        }
    }
}
