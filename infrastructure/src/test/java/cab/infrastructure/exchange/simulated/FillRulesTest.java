package cab.infrastructure.exchange.simulated;

import static cab.infrastructure.exchange.simulated.Bench.BTC;
import static cab.infrastructure.exchange.simulated.Bench.FREE;
import static cab.infrastructure.exchange.simulated.Bench.MINUTE;
import static cab.infrastructure.exchange.simulated.Bench.ONE_PERCENT;
import static cab.infrastructure.exchange.simulated.Bench.USDT;
import static cab.infrastructure.exchange.simulated.Bench.candle;
import static cab.infrastructure.exchange.simulated.Bench.flat;
import static cab.infrastructure.exchange.simulated.Bench.limitBuy;
import static cab.infrastructure.exchange.simulated.Bench.limitSell;
import static cab.infrastructure.exchange.simulated.Bench.marketBuy;
import static cab.infrastructure.exchange.simulated.Bench.marketSell;
import static cab.infrastructure.exchange.simulated.Bench.minutes;
import static cab.infrastructure.exchange.simulated.Bench.spend;
import static cab.infrastructure.exchange.simulated.Bench.stopBuy;
import static cab.infrastructure.exchange.simulated.Bench.stopSell;
import static cab.infrastructure.exchange.simulated.Bench.terms;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.MarketListener;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import cab.domain.money.Percent;
import cab.domain.order.OrderTerms;
import org.junit.jupiter.api.Test;

final class FillRulesTest {

    @Test
    void aMarketOrderDecidedAtACloseIsFilledAtTheNextOpenWithSpreadAndSlippage() {
        Bench bench = new Bench(minutes(flat(100), candle(110, 120, 90, 100, 1_000)), terms(ONE_PERCENT, 0));
        decideAtFirstClose(bench, marketBuy("1"));

        bench.venue.player().playToEnd();

        // 110 + 1 % = 111.10; the fee of 0.2 % is taken from the coins received.
        assertThat(bench.fillLines()).containsExactly("60000 BUY 1@111.1 TAKER 0.002 BTC");
        assertThat(bench.free(USDT)).isEqualTo("99888.9");
        assertThat(bench.free(BTC)).isEqualTo("100.998");
        assertThat(bench.venue.exchange().statistics().slippagePaid(USDT)).hasToString("1.1 USDT");
    }

    @Test
    void aMarketOrderOnTheWayIsFilledAtThePriceOfItsArrival() {
        // From 110 at 60,000 to 90 at 80,000: after 50 ms the price is 109.95.
        Bench bench = new Bench(minutes(flat(100), candle(110, 120, 90, 100, 1_000)), terms(FREE, 50));
        decideAtFirstClose(bench, marketSell("1"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines()).containsExactly("60050 SELL 1@109.95 TAKER 0.2199 USDT");
        assertThat(bench.heard).contains("60100 CONFIRMED FILLED 1");
    }

    @Test
    void aMarketOrderThatArrivesInAGapWaitsForTheNextCandle() {
        var candles = CandleSeries.builder(Timeframe.M1)
                .add(0, 100, 100, 100, 100, 1_000)
                .add(5 * MINUTE, 130, 130, 130, 130, 1_000)
                .build();
        Bench bench = new Bench(candles, terms(FREE, 50));
        decideAtFirstClose(bench, marketBuy("1"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines()).containsExactly("300000 BUY 1@130 TAKER 0.002 BTC");
        assertThat(bench.heard).startsWith("60100 CONFIRMED ACCEPTED 0");
    }

    @Test
    void pricesAreRoundedToTheTickAgainstTheTaker() {
        // 1 % of 100.01 is 1.0001: a buyer pays 101.0101 and so 101.02, a seller gets 99.0099 and so 99.00.
        Bench bench = new Bench(minutes(flat(100.01), flat(100.01)), terms(ONE_PERCENT, 0));
        decideAtFirstClose(bench, marketBuy("1"), marketSell("1"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines())
                .containsExactly("60000 BUY 1@101.02 TAKER 0.002 BTC", "60000 SELL 1@99 TAKER 0.198 USDT");
    }

    @Test
    void aBuyForAnAmountOfQuoteSpendsNoMoreAndDropsLessThanAStep() {
        Bench bench = new Bench(minutes(flat(100), flat(300)), terms(FREE, 0));
        decideAtFirstClose(bench, spend("100"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines()).containsExactly("60000 BUY 0.333@300 TAKER 0.000666 BTC");
        assertThat(bench.free(USDT)).isEqualTo("99900.1");
        assertThat(bench.locked(USDT)).isEqualTo("0");
        assertThat(bench.heard).last().isEqualTo("60000 ORDER FILLED 0.333");
    }

    @Test
    void aLimitThatIsTouchedButNotTradedThroughIsNotFilled() {
        Bench bench = new Bench(
                minutes(flat(100), candle(100, 100, 95, 100, 1_000), candle(100, 100, 94.99, 100, 1_000)),
                terms(ONE_PERCENT, 0));
        decideAtFirstClose(bench, limitBuy("1", "95"));

        bench.venue.player().playToEnd();

        // The second candle goes a tick beyond: as a maker, at the limit, when the low is reached after a third.
        assertThat(bench.fillLines()).containsExactly("140000 BUY 1@95 MAKER 0.001 BTC");
        assertThat(bench.venue.exchange().statistics().slippagePaid(USDT)).hasToString("0 USDT");
    }

    @Test
    void aSellLimitIsFilledWhenThePriceHasGoneATickBeyond() {
        Bench bench = new Bench(
                minutes(flat(100), candle(100, 105, 100, 100, 1_000), candle(100, 105.01, 100, 100, 1_000)),
                terms(ONE_PERCENT, 0));
        decideAtFirstClose(bench, limitSell("1", "105"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines()).containsExactly("160000 SELL 1@105 MAKER 0.105 USDT");
    }

    @Test
    void aRestingLimitIsFilledAtTheOpenWhenTheMarketOpensBeyondIt() {
        Bench bench = new Bench(minutes(flat(100), flat(100), flat(92)), terms(ONE_PERCENT, 0));
        decideAtFirstClose(bench, limitBuy("1", "95"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines()).containsExactly("120000 BUY 1@92 MAKER 0.001 BTC");
        assertThat(bench.free(USDT)).isEqualTo("99908");
        assertThat(bench.locked(USDT)).isEqualTo("0");
    }

    @Test
    void aLimitThatCouldBeFilledOnArrivalTakesAtTheMarketAndNeverBeyondItsLimit() {
        Bench bench = new Bench(minutes(flat(100), flat(100)), terms(ONE_PERCENT, 0));
        decideAtFirstClose(bench, limitBuy("1", "102"), limitBuy("1", "100.5"), limitBuy("1", "100"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines())
                .containsExactly("60000 BUY 1@101 TAKER 0.002 BTC", "60000 BUY 1@100.5 TAKER 0.002 BTC");
    }

    @Test
    void aStopIsFilledAtItsTriggerLessSpreadAndSlippage() {
        Bench bench = new Bench(
                minutes(flat(100), candle(100, 100, 95.01, 100, 1_000), candle(100, 101, 90, 99, 1_000)),
                terms(ONE_PERCENT, 0));
        decideAtFirstClose(bench, stopSell("1", "95"));

        bench.venue.player().playToEnd();

        // Half way from 100 to 90 is half of 20 seconds; 95 − 1 % = 94.05.
        assertThat(bench.fillLines()).containsExactly("130000 SELL 1@94.05 TAKER 0.1881 USDT");
    }

    @Test
    void aStopIsTriggeredByItsExactPrice() {
        Bench bench = new Bench(minutes(flat(100), candle(100, 100, 95, 100, 1_000)), terms(FREE, 0));
        decideAtFirstClose(bench, stopSell("1", "95"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines()).containsExactly("80000 SELL 1@95 TAKER 0.19 USDT");
    }

    @Test
    void aStopBehindAGapIsFilledAtTheOpen() {
        Bench bench = new Bench(minutes(flat(100), flat(100), flat(80)), terms(ONE_PERCENT, 0));
        decideAtFirstClose(bench, stopSell("1", "95"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines()).containsExactly("120000 SELL 1@79.2 TAKER 0.1584 USDT");
    }

    @Test
    void aStopThatBuysIsFilledAtTheWorseOfTriggerAndOpen() {
        Bench bench =
                new Bench(minutes(flat(100), candle(100, 110, 100, 100, 1_000), flat(120)), terms(ONE_PERCENT, 0));
        decideAtFirstClose(bench, stopBuy("1", "105"), stopBuy("1", "115"));

        bench.venue.player().playToEnd();

        // 105 + 1 % = 106.05 half way up; 120 + 1 % = 121.2 at the open.
        assertThat(bench.fillLines())
                .containsExactly("90000 BUY 1@106.05 TAKER 0.002 BTC", "120000 BUY 1@121.2 TAKER 0.002 BTC");
    }

    @Test
    void aStopThatHasBeenReachedBeforeItArrivesIsRefused() {
        Bench bench = new Bench(minutes(flat(100), flat(100)), terms(FREE, 0));
        decideAtFirstClose(bench, stopSell("1", "100"), stopSell("1", "99.99"));

        bench.venue.player().playToEnd();

        assertThat(bench.heard)
                .containsExactly(
                        "60000 REJECTED TRIGGER_ALREADY_REACHED",
                        "60000 CONFIRMED ACCEPTED 0",
                        "60000 ORDER ACCEPTED 0",
                        "60000 ORDER ACCEPTED 0");
    }

    @Test
    void theStopComesBeforeTheTargetAndTheCandleIsCounted() {
        Bench bench = new Bench(
                minutes(flat(100), candle(100, 110, 90, 100, 1_000), candle(100, 110, 96, 100, 1_000)), terms(FREE, 0));
        decideAtFirstClose(bench, stopSell("50", "95"), limitSell("50", "105"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines())
                .containsExactly("70000 SELL 50@95 TAKER 9.5 USDT", "95010 SELL 50@105 MAKER 5.25 USDT");
        assertThat(bench.venue.exchange().statistics().ambiguousCandles()).isEqualTo(1);
    }

    @Test
    void aCandleInWhichOnlyTheStopIsReachedIsNotAmbiguous() {
        Bench bench = new Bench(minutes(flat(100), candle(100, 105, 90, 100, 1_000)), terms(FREE, 0));
        decideAtFirstClose(bench, stopSell("50", "95"), limitSell("50", "105"));

        bench.venue.player().playToEnd();

        assertThat(bench.venue.exchange().statistics().ambiguousCandles()).isZero();
    }

    @Test
    void anOrderTakesItsShareOfEachCandleAndGoesOn() {
        // A tenth of the volume: 1, nothing, 0.5, and the rest.
        Bench bench = new Bench(
                minutes(
                        flat(100),
                        candle(100, 100, 100, 100, 10),
                        candle(101, 101, 101, 101, 0),
                        candle(102, 102, 102, 102, 5),
                        candle(103, 103, 103, 103, 100)),
                terms(new FillRules(Percent.ZERO, Percent.ZERO, Percent.of("10")), 0));
        decideAtFirstClose(bench, marketSell("3"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines())
                .containsExactly(
                        "60000 SELL 1@100 TAKER 0.2 USDT",
                        "180000 SELL 0.5@102 TAKER 0.102 USDT",
                        "240000 SELL 1.5@103 TAKER 0.309 USDT");
    }

    @Test
    void allOrdersTogetherShareTheVolumeOfACandle() {
        Bench bench = new Bench(
                minutes(flat(100), candle(100, 100, 100, 100, 15), candle(100, 100, 100, 100, 100)),
                terms(new FillRules(Percent.ZERO, Percent.ZERO, Percent.of("10")), 0));
        decideAtFirstClose(bench, marketSell("1"), marketSell("1"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines())
                .containsExactly(
                        "60000 SELL 1@100 TAKER 0.2 USDT",
                        "60000 SELL 0.5@100 TAKER 0.1 USDT",
                        "120000 SELL 0.5@100 TAKER 0.1 USDT");
    }

    @Test
    void aStopThatFindsNoVolumeIsTriggeredAllTheSame() {
        Bench bench = new Bench(
                minutes(flat(100), candle(100, 100, 90, 100, 0), candle(100, 100, 100, 100, 1_000)), terms(FREE, 0));
        decideAtFirstClose(bench, stopSell("1", "95"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines()).containsExactly("120000 SELL 1@100 TAKER 0.2 USDT");
    }

    @Test
    void aStopIsTriggeredThoughOthersHaveUsedTheVolumeOfItsCandle() {
        // The sale at the open takes all there is; the price has recovered when the stop can be filled.
        Bench bench = new Bench(
                minutes(flat(100), candle(100, 100, 90, 100, 1), candle(100, 100, 100, 100, 1_000)), terms(FREE, 0));
        decideAtFirstClose(bench, marketSell("1.5"), stopSell("1", "95"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines())
                .containsExactly(
                        "60000 SELL 1@100 TAKER 0.2 USDT",
                        "120000 SELL 0.5@100 TAKER 0.1 USDT",
                        "120000 SELL 1@100 TAKER 0.2 USDT");
    }

    @Test
    void aLimitThatIsTradedThroughWithoutVolumeLeftWaitsForTheNextTime() {
        Bench bench = new Bench(
                minutes(flat(100), candle(100, 100, 90, 100, 1), candle(100, 100, 94, 100, 1_000)), terms(FREE, 0));
        decideAtFirstClose(bench, marketSell("1"), limitBuy("1", "95"));

        bench.venue.player().playToEnd();

        // From 100 to 94 in 20 seconds: 94.99 is reached after 16.7.
        assertThat(bench.fillLines())
                .containsExactly("60000 SELL 1@100 TAKER 0.2 USDT", "136700 BUY 1@95 MAKER 0.001 BTC");
    }

    @Test
    void aRestingSaleIsFilledAtTheOpenWhenTheMarketOpensBeyondIt() {
        Bench bench = new Bench(minutes(flat(100), flat(100), flat(105.5)), terms(ONE_PERCENT, 0));
        decideAtFirstClose(bench, limitSell("1", "105"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines()).containsExactly("120000 SELL 1@105.5 MAKER 0.1055 USDT");
    }

    @Test
    void whatABetterPriceSavesIsFreeAtOnce() {
        Bench bench = new Bench(minutes(flat(100), flat(100), candle(92, 92, 92, 92, 1), flat(100)), terms(FREE, 0));
        decideAtFirstClose(bench, limitBuy("2", "95"));

        bench.venue.player().playTo(120_000);

        assertThat(bench.fillLines()).containsExactly("120000 BUY 1@92 MAKER 0.001 BTC");
        assertThat(bench.locked(USDT)).isEqualTo("95");
        assertThat(bench.free(USDT)).isEqualTo("99813");
    }

    @Test
    void aMarketBuyThatRunsOutOfMoneyIsFilledAsFarAsItGoes() {
        // At 100 the order binds 90,000; the market opens at 300, where 100,000 buy 333.333.
        Bench bench = new Bench(minutes(flat(100), flat(300)), terms(FREE, 0));
        decideAtFirstClose(bench, marketBuy("900"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines()).containsExactly("60000 BUY 333.333@300 TAKER 0.666666 BTC");
        assertThat(bench.free(USDT)).isEqualTo("0.1");
        assertThat(bench.heard).last().isEqualTo("60000 ORDER CANCELLED 333.333");
    }

    /** The customer decides when it sees the first candle close, as a bot does. */
    private static void decideAtFirstClose(Bench bench, OrderTerms... orders) {
        var _ = bench.market.subscribe(Bench.BTC_USDT, Timeframe.M1, new MarketListener() {
            @Override
            public void onPrice(long atMs, double price) {}

            @Override
            public void onCandle(ClosedCandle candle) {
                if (candle.openTimeMs() == 0) {
                    for (OrderTerms each : orders) {
                        bench.broker.place(bench.intent(each), bench::hear);
                    }
                }
            }
        });
    }
}
