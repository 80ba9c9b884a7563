package cab.infrastructure.backtest;

import cab.domain.market.ClosedCandle;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import cab.infrastructure.marketdata.SeededRandom;

/** Buys and sells by chance, so that all that can meet meets. Owned by one thread. */
final class ChanceStrategy implements Strategy {

    private final long seed;
    private final int oneIn;

    /** @param oneIn how many candles pass between two signals, on average */
    ChanceStrategy(long seed, int oneIn) {
        this.seed = seed;
        this.oneIn = oneIn;
    }

    @Override
    public String name() {
        return "chance";
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public Signal onCandle(ClosedCandle candle) {
        SeededRandom random = new SeededRandom(SeededRandom.mixed(seed, candle.openTimeMs()));
        return switch (random.nextInt(2 * oneIn)) {
            case 0 -> Signal.BUY;
            case 1 -> Signal.SELL;
            default -> Signal.HOLD;
        };
    }

    @Override
    public String explain() {
        return "by chance";
    }
}
