package own;

import cab.domain.market.ClosedCandle;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import java.util.Locale;

/**
 * Buys after so many candles in a row that closed higher than they opened and than the one before; sells after as many
 * that fell.
 */
final class ThreeSoldiers implements Strategy {

    private final int inARow;
    private double closeBefore;
    private int seen;
    private int rising;
    private int falling;

    ThreeSoldiers(int inARow) {
        this.inARow = inARow;
    }

    @Override
    public String name() {
        return ThreeSoldiersFactory.NAME;
    }

    /** So many candles, and one before them to compare the first with. */
    @Override
    public int warmUp() {
        return inARow;
    }

    @Override
    public Signal onCandle(ClosedCandle candle) {
        boolean rises = candle.close() > candle.open() && candle.close() > closeBefore;
        boolean falls = candle.close() < candle.open() && candle.close() < closeBefore;
        rising = seen > 0 && rises ? rising + 1 : 0;
        falling = seen > 0 && falls ? falling + 1 : 0;
        closeBefore = candle.close();
        seen = Math.min(seen + 1, inARow + 1);
        if (seen <= inARow) {
            return Signal.WARMING_UP;
        }
        // Told once, on the candle that completes the row.
        if (rising == inARow) {
            return Signal.BUY;
        }
        return falling == inARow ? Signal.SELL : Signal.HOLD;
    }

    @Override
    public String explain() {
        return String.format(
                Locale.ROOT,
                "close %.8g, %d rising and %d falling candles in a row, %d needed",
                closeBefore,
                rising,
                falling,
                inARow);
    }
}
