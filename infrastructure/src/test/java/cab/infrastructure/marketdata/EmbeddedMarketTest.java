package cab.infrastructure.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cab.domain.market.CandleCursor;
import cab.domain.market.CandleSeries;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.domain.signal.TrendWeight;
import cab.domain.signal.WeightedTrend;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EmbeddedMarketTest {

    private static final long START_MS = EmbeddedMarket.TRADING_START.toEpochMilli();
    private static final long DAY_MS = 86_400_000L;

    /** The default of the settings. */
    private static final long DEFAULT_SEED = 154;

    @Test
    void theFirstHundredCandlesOfTheDefaultMarketHoldABuyAndASaleOfAveragesThatCross() {
        CandleSeries candles =
                btc(Timeframe.M15, DEFAULT_SEED, 30).before(START_MS + 100 * Timeframe.M15.lengthMs(), 30 * 96 + 100);

        // Counted in candles after the start; the averages have all of the history to settle.
        assertThat(crosses(candles))
                .containsExactly("buy 8", "sell 19", "buy 30", "sell 52", "buy 64", "sell 95", "buy 96");
    }

    @Test
    void theDefaultMarketGoesUpWhereItIsFirstBought() {
        CandleCursor candles = btc(Timeframe.M15, DEFAULT_SEED, 30)
                .before(START_MS + 8 * Timeframe.M15.lengthMs(), 30 * 96 + 8)
                .cursor();
        WeightedTrend trend = new WeightedTrend(
                Timeframe.M15,
                List.of(
                        new TrendWeight(Timeframe.H1, new BigDecimal("0.40")),
                        new TrendWeight(Timeframe.H4, new BigDecimal("0.30")),
                        new TrendWeight(Timeframe.D1, new BigDecimal("0.20")),
                        new TrendWeight(Timeframe.W1, new BigDecimal("0.10"))),
                12,
                26);
        while (candles.advance()) {
            trend.onCandle(candles);
        }

        assertThat(trend.allowsLong()).as(trend.explain()).isTrue();
    }

    @Test
    void theSameSeedGivesTheSameCandlesAlways() {
        CandleSeries candles = btc(Timeframe.M15, 42, 30).before(START_MS, 3);

        // Pinned: a change of these numbers is a change of everybody's paper market.
        assertThat(List.of(candles.candle(0).toString(), candles.candle(2).toString()))
                .containsExactly(
                        "Candle[openTimeMs=1767568500000, closeTimeMs=1767569400000, open=65056.75, high=65143.6, "
                                + "low=64992.32, close=65032.26, volume=192.30765]",
                        "Candle[openTimeMs=1767570300000, closeTimeMs=1767571200000, open=65171.52, high=65232.09, "
                                + "low=64941.9, close=65000.0, volume=155.99963]");
    }

    @Test
    void pricesDoNotDependOnHowMuchHistoryThereIs() {
        CandleSeries little = btc(Timeframe.M15, 7, 1).before(START_MS, 96);
        CandleSeries much = btc(Timeframe.M15, 7, 400).before(START_MS, 96);

        assertThat(textOf(little)).isEqualTo(textOf(much));
    }

    @Test
    void anotherSeedIsAnotherMarket() {
        assertThat(textOf(btc(Timeframe.M15, 1, 1).before(START_MS, 10)))
                .isNotEqualTo(textOf(btc(Timeframe.M15, 2, 1).before(START_MS, 10)));
    }

    @Test
    void longerCandlesArePutTogetherFromTheSameMinutes() {
        CandleSeries minutes = btc(Timeframe.M1, 5, 2).before(START_MS, 60);
        CandleSeries hour = btc(Timeframe.H1, 5, 2).before(START_MS, 1);

        assertThat(hour.open(0)).isEqualTo(minutes.open(0));
        assertThat(hour.close(0)).isEqualTo(minutes.close(59));
        double high = 0;
        for (int index = 0; index < 60; index++) {
            high = Math.max(high, minutes.high(index));
        }
        assertThat(hour.high(0)).isEqualTo(high);
    }

    @Test
    void theMarketGoesOnForeverWithoutAJumpBetweenDays() {
        EmbeddedMarket market = btc(Timeframe.H1, 3, 0);
        CandleSeries first = market.blockFrom(START_MS + 3_000 * DAY_MS).orElseThrow();
        CandleSeries next = market.blockFrom(START_MS + 3_001 * DAY_MS).orElseThrow();

        assertThat(next.openTimeMs(0)).isEqualTo(first.closeTimeMs(first.size() - 1));
        assertThat(next.open(0)).isEqualTo(first.close(first.size() - 1));
    }

    @Test
    void yearsLookLikeAMarket() {
        CandleSeries years = btc(Timeframe.M15, DEFAULT_SEED, 1_095).before(START_MS, 105_120);

        double squares = 0;
        double low = Double.MAX_VALUE;
        double high = 0;
        double largestFall = 0;
        for (int index = 1; index < years.size(); index++) {
            double move = StrictMath.log(years.close(index) / years.close(index - 1));
            squares += move * move;
            low = Math.min(low, years.low(index));
            high = Math.max(high, years.high(index));
            largestFall = Math.min(largestFall, move);
        }
        // A quarter of a percent is usual for 15 minutes of bitcoin.
        assertThat(StrictMath.sqrt(squares / years.size())).isBetween(0.002, 0.004);
        assertThat(largestFall).isLessThan(-0.03);
        assertThat(low).isBetween(20_000.0, 60_000.0);
        assertThat(high).isBetween(66_000.0, 200_000.0);
        assertThat(years.missing()).isBetween(20L, 500L);
    }

    @Test
    void coinsGoTogetherButNotInStep() {
        CandleSeries btc = btc(Timeframe.H1, DEFAULT_SEED, 365).before(START_MS, 365 * 24);
        CandleSeries eth = new EmbeddedMarket(instrument("ETH/USDT", "0.01"), Timeframe.H1, DEFAULT_SEED, 365)
                .before(START_MS, 365 * 24);

        assertThat(correlation(btc, eth)).isBetween(0.6, 0.97);
    }

    @Test
    void pricesKeepTheTickExactly() {
        CandleSeries candles =
                new EmbeddedMarket(instrument("XRP/USDT", "0.0005"), Timeframe.M15, 1, 10).before(START_MS, 960);

        for (int index = 0; index < candles.size(); index++) {
            for (double price :
                    new double[] {candles.open(index), candles.high(index), candles.low(index), candles.close(index)}) {
                BigDecimal exact = new BigDecimal(Double.toString(price));
                assertThat(exact.remainder(new BigDecimal("0.0005")).signum())
                        .as("%s must be a multiple of 0.0005", exact)
                        .isZero();
            }
        }
    }

    @Test
    void historyBeginsWhereItIsSaidTo() {
        EmbeddedMarket market = btc(Timeframe.D1, 1, 2);

        assertThat(market.before(START_MS, 100).size()).isEqualTo(2);
        assertThat(market.before(START_MS, 1).size()).isEqualTo(1);
        assertThat(btc(Timeframe.D1, 1, 0).before(START_MS, 100).isEmpty()).isTrue();
    }

    @Test
    void weeksAreNoCandlesOfThisMarket() {
        assertThatIllegalArgumentException().isThrownBy(() -> btc(Timeframe.W1, 1, 0));
        assertThat(btc(Timeframe.D1, 1, 0).timeframe()).isEqualTo(Timeframe.D1);
    }

    private static List<String> crosses(CandleSeries candles) {
        List<String> crosses = new ArrayList<>();
        double fast = candles.close(0);
        double slow = candles.close(0);
        for (int index = 1; index < candles.size(); index++) {
            boolean above = fast > slow;
            fast += (candles.close(index) - fast) * 2 / 13;
            slow += (candles.close(index) - slow) * 2 / 27;
            if (above != fast > slow && candles.openTimeMs(index) >= START_MS) {
                long count = (candles.closeTimeMs(index) - START_MS) / Timeframe.M15.lengthMs();
                crosses.add((fast > slow ? "buy " : "sell ") + count);
            }
        }
        return crosses;
    }

    private static double correlation(CandleSeries left, CandleSeries right) {
        double product = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        for (int index = 1; index < Math.min(left.size(), right.size()); index++) {
            double leftMove = StrictMath.log(left.close(index) / left.close(index - 1));
            double rightMove = StrictMath.log(right.close(index) / right.close(index - 1));
            product += leftMove * rightMove;
            leftSquares += leftMove * leftMove;
            rightSquares += rightMove * rightMove;
        }
        return product / StrictMath.sqrt(leftSquares * rightSquares);
    }

    private static String textOf(CandleSeries candles) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < candles.size(); index++) {
            text.append(candles.candle(index)).append('\n');
        }
        return text.toString();
    }

    private static EmbeddedMarket btc(Timeframe timeframe, long seed, int historyDays) {
        return new EmbeddedMarket(instrument("BTC/USDT", "0.01"), timeframe, seed, historyDays);
    }

    private static Instrument instrument(String name, String tick) {
        Symbol symbol = Symbol.of(name);
        return new Instrument(
                symbol,
                new BigDecimal(tick),
                new BigDecimal("0.00001"),
                Quantity.ZERO,
                Money.zero(symbol.quote()),
                new FeeSchedule(Percent.ZERO, Percent.ZERO, FeeSchedule.FeeCharge.RECEIVED));
    }
}
