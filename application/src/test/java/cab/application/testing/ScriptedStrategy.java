package cab.application.testing;

import cab.domain.market.ClosedCandle;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;

/** A strategy that says what it is told to say, and remembers when it was asked. Owned by one thread. */
public final class ScriptedStrategy implements Strategy {

    private final List<Long> seen = new ArrayList<>();
    private Signal signal = Signal.HOLD;

    /** Says {@code next} from now on. */
    public void say(Signal next) {
        signal = next;
    }

    /** The closes of the candles it was shown, in order. */
    public List<Long> seen() {
        return List.copyOf(seen);
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public Signal onCandle(ClosedCandle candle) {
        seen.add(candle.closeTimeMs());
        return signal;
    }

    @Override
    public String explain() {
        return "as told";
    }
}
