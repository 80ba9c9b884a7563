package cab.infrastructure.simulation;

import cab.domain.market.ClosedCandle;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import cab.infrastructure.marketdata.SeededRandom;
import java.util.function.BooleanSupplier;

/** A strategy that trades a lot: buys and sells by chance, the same at the same candle, whoever asks how often. */
final class CoinFlips implements Strategy {

    private static final int BUY_BELOW = 20;
    private static final int SELL_BELOW = 32;

    private final long seed;
    private final BooleanSupplier quiet;

    CoinFlips(long seed, BooleanSupplier quiet) {
        this.seed = seed;
        this.quiet = quiet;
    }

    @Override
    public String name() {
        return "coin_flips";
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public Signal onCandle(ClosedCandle candle) {
        int drawn = new SeededRandom(SeededRandom.mixed(seed, candle.closeTimeMs())).nextInt(100);
        if (quiet.getAsBoolean() || drawn >= SELL_BELOW) {
            return Signal.HOLD;
        }
        return drawn < BUY_BELOW ? Signal.BUY : Signal.SELL;
    }

    @Override
    public String explain() {
        return "by chance";
    }
}
