package cab.domain.strategy;

import static cab.domain.strategy.Signal.BUY;
import static cab.domain.strategy.Signal.HOLD;
import static cab.domain.strategy.Signal.SELL;
import static cab.domain.strategy.Signal.WARMING_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.MarketFiles;
import cab.domain.Property;
import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EmaCrossTest {

    @Test
    void itBuysWhereFastCrossesAboveSlowAndSellsWhereItCrossesBelow() {
        // fast(1) is the close; slow(3): 12, then 10, 11.5, 13.75, 11.375, 9.1875
        assertThat(Closes.signals(new EmaCross(1, 3), 14, 12, 10, 8, 13, 16, 9, 7))
                .containsExactly(WARMING_UP, WARMING_UP, WARMING_UP, HOLD, BUY, HOLD, SELL, HOLD);
    }

    @Test
    void thereIsNoOpinionBeforeTheWarmUpIsOver() {
        EmaCross strategy = new EmaCross(12, 26);

        List<Signal> signals = Closes.signals(strategy, Closes.flat(27, 100));

        assertThat(strategy.warmUp()).isEqualTo(26);
        assertThat(signals.subList(0, 26)).containsOnly(WARMING_UP);
        assertThat(signals.get(26)).isEqualTo(HOLD);
    }

    @Test
    void theFirstCandleAfterTheWarmUpMayCross() {
        // slow(2) is 9 and fast 8 when warm; then 9.67 against 11.
        assertThat(Closes.signals(new EmaCross(1, 2), 10, 8, 11)).containsExactly(WARMING_UP, WARMING_UP, BUY);
    }

    @Test
    void theSideTheAveragesStartOnIsNoCross() {
        assertThat(Closes.signals(new EmaCross(1, 2), 8, 10, 11)).containsExactly(WARMING_UP, WARMING_UP, HOLD);
        // Level while warming up: the first side they take is none either.
        assertThat(Closes.signals(new EmaCross(1, 2), 10, 10, 10, 11, 12)).endsWith(HOLD, HOLD, HOLD);
    }

    @Test
    void averagesThatTouchAndPartOnTheSameSideHaveNotCrossed() {
        // Above from the start; a close at the slow average brings both level, the next parts them upwards again.
        assertThat(Closes.signals(new EmaCross(1, 2), 8, 10, 9, 10)).endsWith(HOLD, HOLD);
    }

    @Test
    void averagesThatTouchAndPartOnTheOtherSideHaveCrossed() {
        assertThat(Closes.signals(new EmaCross(1, 2), 8, 10, 9, 8)).endsWith(HOLD, SELL);
        assertThat(Closes.signals(new EmaCross(1, 2), 10, 8, 9, 10)).endsWith(HOLD, BUY);
    }

    @Test
    void aMarketThatDoesNotMoveNeverCrosses() {
        assertThat(Closes.signals(new EmaCross(12, 26), Closes.flat(2_000, 0.1)))
                .doesNotContain(BUY, SELL);
    }

    @Test
    void buysAndSellsAlternate() {
        Property.holds(200, random -> {
            EmaCross strategy = new EmaCross(random.nextInt(1, 10), random.nextInt(10, 30));
            Action last = Action.HOLD;
            double close = 100;
            for (int index = 0; index < 500; index++) {
                close *= 0.95 + 0.1 * random.nextDouble();
                Action action = strategy.onCandle(new Candle(index, index + 1, close, close, close, close, 1))
                        .action();
                if (action != Action.HOLD) {
                    assertThat(action).isNotEqualTo(last);
                    last = action;
                }
            }
        });
    }

    @Test
    void crossesAgreeWithTheGoldenAverages() {
        EmaCross strategy = new EmaCross(20, 50);
        int crosses = 0;
        double before = 0;
        for (String[] row : MarketFiles.rows("golden/coinbase_BTCUSD_1h_2017-2019_golden.csv.gz")) {
            double close = Double.parseDouble(row[1]);
            Signal signal = strategy.onCandle(new Candle(0, 1, close, close, close, close, 1));
            if (row[4].isEmpty()) {
                assertThat(signal).isEqualTo(WARMING_UP);
                continue;
            }
            double now = Double.parseDouble(row[3]) - Double.parseDouble(row[4]);
            // The printed averages have 15 digits: closer than that they say nothing.
            if (Math.abs(now) > 1e-8) {
                Action expected = before * now >= 0 ? Action.HOLD : now > 0 ? Action.BUY : Action.SELL;
                assertThat(signal.action()).isEqualTo(expected);
                crosses += expected == Action.HOLD ? 0 : 1;
                before = now;
            }
        }
        assertThat(crosses).isGreaterThan(300);
    }

    @Test
    void theReasonIsToldInWordsAndNumbers() {
        EmaCross strategy = new EmaCross(1, 2);
        List<ClosedCandle> candles = Closes.candles(10, 8, 11, 12);
        assertThat(strategy.explain()).isEqualTo("warming up: 0 of 2 candles seen");

        assertThat(strategy.onCandle(candles.get(0))).isEqualTo(WARMING_UP);
        assertThat(strategy.explain()).isEqualTo("warming up: 1 of 2 candles seen");
        assertThat(strategy.onCandle(candles.get(1))).isEqualTo(WARMING_UP);
        assertThat(strategy.explain()).isEqualTo("fast average(1) 8.0000000 stayed below slow average(2) 9.0000000");
        assertThat(strategy.onCandle(candles.get(2))).isEqualTo(BUY);
        assertThat(strategy.explain()).isEqualTo("fast average(1) 11.000000 crossed above slow average(2) 10.333333");
        assertThat(strategy.onCandle(candles.get(3))).isEqualTo(HOLD);
        assertThat(strategy.explain()).isEqualTo("fast average(1) 12.000000 stayed above slow average(2) 11.444444");
    }

    @Test
    void levelAveragesAreToldAsLevel() {
        EmaCross strategy = new EmaCross(1, 2);
        assertThat(Closes.signals(strategy, 10, 10, 10)).hasSize(3);

        assertThat(strategy.explain()).contains("stayed level with");
    }

    @Test
    void theWordsDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            EmaCross strategy = new EmaCross(1, 2);
            assertThat(Closes.signals(strategy, 10, 8, 11)).hasSize(3);

            assertThat(strategy.explain()).contains("11.000000");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void fastIsFewerCandlesThanSlow() {
        assertThat(new EmaCross(1, 2).name()).isEqualTo("ema_cross");
        assertThatThrownBy(() -> new EmaCross(12, 12))
                .hasMessage("strategy ema_cross: fast must be less than slow, was fast 12 and slow 12");
    }
}
