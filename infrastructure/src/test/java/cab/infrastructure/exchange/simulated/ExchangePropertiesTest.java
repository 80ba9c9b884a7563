package cab.infrastructure.exchange.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.Balance;
import cab.domain.market.CandleSeries;
import cab.domain.market.FeeSchedule.FeeCharge;
import cab.domain.money.Percent;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds whatever is ordered: each seed is a market and a trader of its own. */
final class ExchangePropertiesTest {

    private static final int SEEDS = 12;
    private static final int CANDLES = 400;

    @ParameterizedTest
    @EnumSource(FeeCharge.class)
    void noMoneyAppearsOrVanishes(FeeCharge charge) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Bench bench = played(seed, CANDLES, charge);

            BigDecimal quote = new BigDecimal("100000");
            BigDecimal base = new BigDecimal("100");
            for (Fill fill : bench.fills) {
                BigDecimal notional =
                        fill.price().value().multiply(fill.quantity().value());
                boolean buys = fill.side() == Side.BUY;
                quote = buys ? quote.subtract(notional) : quote.add(notional);
                base = buys
                        ? base.add(fill.quantity().value())
                        : base.subtract(fill.quantity().value());
                quote = quote.subtract(fill.feeIn(Bench.USDT).amount());
                base = base.subtract(fill.feeIn(Bench.BTC).amount());
            }
            Balance usdt = bench.account.balance(Bench.USDT);
            Balance btc = bench.account.balance(Bench.BTC);
            assertThat(bench.fills).as("fills of seed %d", seed).hasSizeGreaterThan(30);
            assertThat(usdt.total().amount()).as("USDT of seed %d", seed).isEqualByComparingTo(quote);
            assertThat(btc.total().amount()).as("BTC of seed %d", seed).isEqualByComparingTo(base);
        }
    }

    @Test
    void whatIsBoundIsWhatOpenOrdersNeed() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Bench bench = played(seed, CANDLES, FeeCharge.RECEIVED);
            var open = bench.venue.exchange().openOrders(bench.account, Bench.BTC_USDT);

            for (var order : open) {
                var cancelled = new OrderReference.ByVenueId(Bench.BTC_USDT, order.venueOrderId());
                bench.venue.exchange().cancel(bench.account, cancelled, report -> {});
            }

            assertThat(bench.locked(Bench.USDT)).as("USDT of seed %d", seed).isEqualTo("0");
            assertThat(bench.locked(Bench.BTC)).as("BTC of seed %d", seed).isEqualTo("0");
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Bench first = played(seed, CANDLES, FeeCharge.RECEIVED);
            Bench second = played(seed, CANDLES, FeeCharge.RECEIVED);

            assertThat(second.heard).as("seed %d", seed).isEqualTo(first.heard);
        }
    }

    @Test
    void whatHappenedDoesNotDependOnWhatComesLater() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            CandleSeries whole = ChanceTrader.candles(seed, CANDLES);
            Bench full = played(seed, whole, FeeCharge.RECEIVED);
            int cut = CANDLES / 4 + (int) (seed * 7);

            Bench shorter = played(seed, whole.slice(0, cut), FeeCharge.RECEIVED);

            long endMs = whole.closeTimeMs(cut - 1);
            assertThat(linesBefore(shorter, endMs)).as("seed %d", seed).isEqualTo(linesBefore(full, endMs));
            assertThat(linesBefore(shorter, endMs)).as("seed %d", seed).isNotEmpty();
        }
    }

    @Test
    void noMoreIsFilledThanTheShareOfEachCandle() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            CandleSeries candles = ChanceTrader.candles(seed, CANDLES);
            Bench bench = played(seed, candles, FeeCharge.RECEIVED);

            for (int index = 0; index < candles.size(); index++) {
                long openMs = candles.openTimeMs(index);
                long closeMs = candles.closeTimeMs(index);
                BigDecimal filled = bench.fills.stream()
                        .filter(fill ->
                                fill.at().toEpochMilli() >= openMs && fill.at().toEpochMilli() < closeMs)
                        .map(fill -> fill.quantity().value())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(filled)
                        .as("seed %d, candle %d", seed, index)
                        .isLessThanOrEqualTo(new BigDecimal(candles.volume(index)).movePointLeft(1));
            }
        }
    }

    @Test
    void everyPriceLiesOnTheTickAndInReachOfItsCandle() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            CandleSeries candles = ChanceTrader.candles(seed, CANDLES);
            Bench bench = played(seed, candles, FeeCharge.RECEIVED);

            for (Fill fill : bench.fills) {
                int index = candles.indexAtOrAfter(fill.at().toEpochMilli() - Bench.MINUTE + 1);
                double price = fill.price().value().doubleValue();
                // A taker pays 1 % on top, and up to a tick.
                double slack = fill.liquidity() == LiquiditySide.TAKER ? 0.01 * price + 0.02 : 0.01;
                assertThat(fill.price()
                                .value()
                                .remainder(new BigDecimal("0.01"))
                                .signum())
                        .isZero();
                assertThat(price)
                        .as("seed %d: %s", seed, fill)
                        .isBetween(candles.low(index) - slack, candles.high(index) + slack);
                if (fill.liquidity() == LiquiditySide.TAKER && fill.side() == Side.BUY) {
                    assertThat(price).isGreaterThan(candles.low(index));
                }
            }
        }
    }

    private static Bench played(long seed, int candles, FeeCharge charge) {
        return played(seed, ChanceTrader.candles(seed, candles), charge);
    }

    private static Bench played(long seed, CandleSeries candles, FeeCharge charge) {
        Latency jittery = new Latency(
                Duration.ofMillis(300), Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofSeconds(10));
        ExchangeTerms terms = new ExchangeTerms(
                new FillRules(Percent.of("1"), Percent.of("0.5"), Percent.of("10")),
                jittery,
                OrderPolicy.likeGateio(),
                seed);
        Bench bench = new Bench(candles, terms, FaultPlan.none(), charge);
        var _ = new ChanceTrader(bench, seed);
        bench.venue.player().playToEnd();
        return bench;
    }

    private static List<String> linesBefore(Bench bench, long endMs) {
        return bench.heard.stream()
                .filter(line -> Long.parseLong(line.substring(0, line.indexOf(' '))) < endMs)
                .toList();
    }
}
