package cab.application.testing;

import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import cab.domain.signal.TrendFilter;
import java.util.ArrayList;
import java.util.List;

/** A trend filter that allows what it is told to allow, and remembers what it was shown. Owned by one thread. */
public final class ScriptedTrend implements TrendFilter {

    private final List<String> shown = new ArrayList<>();
    private List<Timeframe> wanted = List.of();
    private boolean allows = true;

    /** Wants to know of the past of {@code timeframes} from now on. */
    public void want(Timeframe... timeframes) {
        wanted = List.of(timeframes);
    }

    public void forbid() {
        allows = false;
    }

    /** The past that was shown, such as {@code 1h 3 by 1700000000000}, and the closes of candles, in order. */
    public List<String> shown() {
        return List.copyOf(shown);
    }

    @Override
    public void onCandle(ClosedCandle baseCandle) {
        shown.add("candle " + baseCandle.closeTimeMs());
    }

    @Override
    public boolean allowsLong() {
        return allows;
    }

    @Override
    public String explain() {
        return "as told";
    }

    @Override
    public List<Timeframe> timeframes() {
        return wanted;
    }

    @Override
    public int pastCandles() {
        return 7;
    }

    @Override
    public void learn(CandleSeries past, long closedByMs) {
        shown.add(past.timeframe() + " " + past.size() + " by " + closedByMs);
    }
}
