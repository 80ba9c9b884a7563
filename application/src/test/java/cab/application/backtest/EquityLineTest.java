package cab.application.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import org.junit.jupiter.api.Test;

final class EquityLineTest {

    @Test
    void equityIsCashAndCoinsAtEveryClose() {
        EquityLine.Builder holdings = EquityLine.startingWith(1_000);
        holdings.add(2, 400, 6, true);
        holdings.add(4, 1_090, 0, false);

        EquityLine line = holdings.over(closes(100, 101, 102, 110, 120), 5);

        assertThat(line.values()).containsExactly(1_000, 1_000, 1_012, 1_060, 1_090);
        assertThat(line.closesHeld()).isEqualTo(2);
        assertThat(line.investedPercent()).isEqualTo((612.0 / 1_012 + 660.0 / 1_060) / 5 * 100, within(1e-9));
    }

    @Test
    void whatIsFilledBetweenTwoClosesCountsAtTheLaterOne() {
        EquityLine.Builder holdings = EquityLine.startingWith(1_000);
        holdings.add(1, 500, 5, true);
        holdings.add(1, 0, 10, true);

        EquityLine line = holdings.over(closes(100, 110, 120), 3);

        assertThat(line.values()).containsExactly(1_000, 1_100, 1_200);
    }

    @Test
    void aFillBehindTheLastCloseIsSeenAtNone() {
        EquityLine.Builder holdings = EquityLine.startingWith(1_000);
        holdings.add(2, 0, 10, true);

        EquityLine line = holdings.over(closes(100, 110), 2);

        assertThat(line.values()).containsExactly(1_000, 1_000);
        assertThat(line.closesHeld()).isZero();
    }

    @Test
    void manyFillsFit() {
        EquityLine.Builder holdings = EquityLine.startingWith(0);
        double[] closes = new double[500];
        for (int index = 0; index < closes.length; index++) {
            closes[index] = 1;
            holdings.add(index, index, 0, false);
        }

        double[] values = holdings.over(closes(closes), closes.length).values();

        assertThat(values[0]).isZero();
        assertThat(values[499]).isEqualTo(499);
    }

    static CandleSeries closes(double... closes) {
        CandleSeries.Builder candles = CandleSeries.builder(Timeframe.M15);
        for (int index = 0; index < closes.length; index++) {
            candles = candles.add(index * 900_000L, closes[index], closes[index], closes[index], closes[index], 1);
        }
        return candles.build();
    }
}
