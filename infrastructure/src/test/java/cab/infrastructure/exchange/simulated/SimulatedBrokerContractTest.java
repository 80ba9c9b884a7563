package cab.infrastructure.exchange.simulated;

import cab.application.port.Broker;
import cab.application.port.BrokerContractTest;
import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.infrastructure.marketdata.CandleFeed;
import cab.infrastructure.time.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class SimulatedBrokerContractTest extends BrokerContractTest {

    private final VirtualScheduler clock = new VirtualScheduler(0);
    private final MovableFeed feed = new MovableFeed();
    private final SimulatedVenue venue;
    private final Broker broker;

    SimulatedBrokerContractTest() {
        ExchangeTerms terms =
                ExchangeTerms.honest(1).withOrders(OrderPolicy.likeGateio().withStopLifetime(stopLifetime()));
        this.venue = new SimulatedVenue(clock, terms, List.of(new Listing(Bench.instrument(), feed)));
        this.broker = venue.broker(
                venue.account("main", List.of(Money.of("10000", USDT), Money.of("10", BTC))), FaultPlan.none());
    }

    /** Stops expire after it; never when it is zero. Constant. */
    Duration stopLifetime() {
        return Duration.ZERO;
    }

    @Override
    protected Broker broker() {
        return broker;
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Override
    protected void pass(Duration duration) {
        venue.player().playTo(clock.millis() + duration.toMillis());
    }

    @Override
    protected void moveMarketTo(String price) {
        feed.price = Double.parseDouble(price);
        // The candle under way was made before; the one after the next has begun at the new price.
        pass(Duration.ofMinutes(2));
    }

    /** Flat candles, one at a time, at a price that can be moved. */
    private static final class MovableFeed implements CandleFeed {

        private double price = 100;

        @Override
        public Timeframe timeframe() {
            return Timeframe.M1;
        }

        @Override
        public Optional<CandleSeries> blockFrom(long epochMs) {
            long lengthMs = timeframe().lengthMs();
            long openMs = Math.ceilDiv(epochMs, lengthMs) * lengthMs;
            return Optional.of(CandleSeries.builder(timeframe())
                    .add(openMs, price, price, price, price, 1_000)
                    .build());
        }

        @Override
        public CandleSeries before(long epochMs, int count) {
            return CandleSeries.builder(timeframe()).build();
        }
    }
}
