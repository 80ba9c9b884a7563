package cab.benchmarks;

import cab.application.port.MarketListener;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.infrastructure.exchange.simulated.ExchangeTerms;
import cab.infrastructure.exchange.simulated.FaultPlan;
import cab.infrastructure.exchange.simulated.Listing;
import cab.infrastructure.exchange.simulated.SimulatedMarketData;
import cab.infrastructure.exchange.simulated.SimulatedVenue;
import cab.infrastructure.marketdata.EmbeddedMarket;
import cab.infrastructure.marketdata.ReplayFeed;
import cab.infrastructure.time.VirtualScheduler;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the simulated exchange costs a backtest per candle when it has nothing to do: nobody orders, and either nobody
 * watches a price, or somebody watches one that is never reached, as while a position is held.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CandlePlayerBenchmark {

    private static final int CANDLES = 1_000_000;
    private static final Symbol BTC_USDT = Symbol.of("BTC/USDT");

    private final Instrument instrument = new Instrument(
            BTC_USDT,
            new BigDecimal("0.01"),
            new BigDecimal("0.00001"),
            Quantity.ZERO,
            Money.zero(BTC_USDT.quote()),
            new FeeSchedule(Percent.of("0.1"), Percent.of("0.1"), FeeSchedule.FeeCharge.RECEIVED));

    private final CandleSeries candles = new EmbeddedMarket(instrument, Timeframe.M1, 1, 730)
            .before(EmbeddedMarket.TRADING_START.toEpochMilli(), CANDLES);

    /** Nanoseconds per candle. */
    @Benchmark
    @OperationsPerInvocation(CANDLES)
    public double playsWithoutOrders() {
        return play(0);
    }

    /** Nanoseconds per candle; the high and the close of each are told. */
    @Benchmark
    @OperationsPerInvocation(CANDLES)
    public double playsWithAWatchedPrice() {
        return play(0.01);
    }

    private double play(double watched) {
        VirtualScheduler time = new VirtualScheduler(candles.openTimeMs(0));
        SimulatedVenue venue = new SimulatedVenue(
                time, ExchangeTerms.honest(1), List.of(new Listing(instrument, new ReplayFeed(candles))));
        SimulatedMarketData market = venue.marketData(FaultPlan.none());
        Sum sum = new Sum();
        var _ = market.subscribe(BTC_USDT, Timeframe.M1, sum);
        market.watchBelow(BTC_USDT, watched);
        venue.player().playToEnd();
        return sum.total;
    }

    private static final class Sum implements MarketListener {

        private double total;

        @Override
        public void onPrice(long atMs, double price) {
            total += price;
        }

        @Override
        public void onCandle(ClosedCandle candle) {
            total += candle.close();
        }
    }
}
