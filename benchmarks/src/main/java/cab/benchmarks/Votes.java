package cab.benchmarks;

import cab.domain.indicator.Atr;
import cab.domain.indicator.Bollinger;
import cab.domain.indicator.Ema;
import cab.domain.indicator.Rsi;
import cab.domain.market.ClosedCandle;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import java.util.List;

/**
 * The four votes of the second workload. Each says on which side the market stands, candle after candle, where the
 * strategies of the program speak once when it changes sides.
 */
final class Votes {

    private Votes() {}

    /** EMA 20 and 50, RSI 14, Bollinger bands 20, and the close against the one before by ATR 14. */
    static List<Strategy> all() {
        return List.of(new AverageVote(), new MomentumVote(), new BandVote(), new RangeVote());
    }

    private static Signal signal(boolean buy, boolean sell) {
        return buy ? Signal.BUY : sell ? Signal.SELL : Signal.HOLD;
    }

    private static final class AverageVote implements Strategy {

        private final Ema fast = new Ema(20);
        private final Ema slow = new Ema(50);

        @Override
        public String name() {
            return "average";
        }

        @Override
        public int warmUp() {
            return 49;
        }

        @Override
        public Signal onCandle(ClosedCandle candle) {
            fast.add(candle.close());
            slow.add(candle.close());
            return slow.isWarm() ? signal(fast.value() > slow.value(), fast.value() < slow.value()) : Signal.WARMING_UP;
        }

        @Override
        public String explain() {
            return "EMA 20 against EMA 50";
        }
    }

    private static final class MomentumVote implements Strategy {

        private final Rsi rsi = new Rsi(14);

        @Override
        public String name() {
            return "momentum";
        }

        @Override
        public int warmUp() {
            return 14;
        }

        @Override
        public Signal onCandle(ClosedCandle candle) {
            rsi.add(candle.close());
            return rsi.isWarm() ? signal(rsi.value() > 55, rsi.value() < 45) : Signal.WARMING_UP;
        }

        @Override
        public String explain() {
            return "RSI 14 above 55 or below 45";
        }
    }

    private static final class BandVote implements Strategy {

        private final Bollinger bands = new Bollinger(20, 2);

        @Override
        public String name() {
            return "band";
        }

        @Override
        public int warmUp() {
            return 19;
        }

        @Override
        public Signal onCandle(ClosedCandle candle) {
            double close = candle.close();
            bands.add(close);
            return bands.isWarm() ? signal(close < bands.lower(), close > bands.upper()) : Signal.WARMING_UP;
        }

        @Override
        public String explain() {
            return "close outside the bands 20, 2";
        }
    }

    private static final class RangeVote implements Strategy {

        private final Atr range = new Atr(14);
        private double closeBefore;

        @Override
        public String name() {
            return "range";
        }

        @Override
        public int warmUp() {
            return 14;
        }

        @Override
        public Signal onCandle(ClosedCandle candle) {
            double close = candle.close();
            double change = close - closeBefore;
            closeBefore = close;
            range.add(candle);
            if (!range.isWarm()) {
                return Signal.WARMING_UP;
            }
            double far = 1.5 * range.value();
            return signal(change > far, change < -far);
        }

        @Override
        public String explain() {
            return "close against the one before by 1.5 ATR 14";
        }
    }
}
