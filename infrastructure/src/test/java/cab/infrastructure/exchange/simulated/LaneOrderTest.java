package cab.infrastructure.exchange.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.MarketListener;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.infrastructure.marketdata.ReplayFeed;
import cab.infrastructure.marketdata.SeededRandom;
import cab.infrastructure.time.VirtualScheduler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to many symbols happens in the order in which looking at all of them at every step would find it. */
final class LaneOrderTest {

    private static final int CANDLES = 300;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theNextOfManyLanesIsTheOneThatAScanFinds(long seed) {
        Traded queued = new Traded(seed);
        Traded scanned = new Traded(seed);

        queued.venue.player().playToEnd();
        scanned.playByScan();

        assertThat(queued.heard).as("seed %d", seed).hasSizeGreaterThan(1_000).isEqualTo(scanned.heard);
        assertThat(queued.venue.player().candlesPlayed())
                .as("seed %d", seed)
                .isEqualTo(scanned.venue.player().candlesPlayed());
    }

    /**
     * Some symbols with gaps, whose customer trades by chance: what it does depends on the order of all that it hears.
     */
    private static final class Traded {

        private final VirtualScheduler clock = new VirtualScheduler(0);
        private final SeededRandom random;
        private final List<Symbol> symbols;
        private final SimulatedVenue venue;
        private final SimulatedBroker broker;
        private final SimulatedMarketData market;
        private final List<String> heard = new ArrayList<>();
        private int placed;

        Traded(long seed) {
            this.random = new SeededRandom(seed);
            this.symbols = IntStream.range(0, 2 + random.nextInt(12))
                    .mapToObj(index -> Symbol.of("C" + index + "/USDT"))
                    .toList();
            List<Listing> listings = new ArrayList<>();
            for (Symbol symbol : symbols) {
                CandleSeries candles = ChanceTrader.candles(random.nextInt(1_000_000), CANDLES);
                listings.add(new Listing(instrument(symbol), new ReplayFeed(candles)));
            }
            this.venue = new SimulatedVenue(clock, Bench.terms(Bench.FREE, random.nextInt(2) * 250L), listings);
            List<Money> deposits = new ArrayList<>(List.of(Money.of("1000000", Bench.USDT)));
            symbols.forEach(symbol -> deposits.add(Money.of("100", symbol.base())));
            this.broker = venue.broker(venue.account("main", deposits), FaultPlan.none());
            this.market = venue.marketData(FaultPlan.none());
            for (Symbol symbol : symbols) {
                var _ = broker.subscribe(symbol, event -> heard.add(clock.millis() + " " + event));
                var _ = market.subscribe(symbol, Timeframe.M1, new Customer(symbol));
            }
        }

        private static Instrument instrument(Symbol symbol) {
            Instrument usual = Bench.instrument();
            return new Instrument(
                    symbol,
                    usual.priceTick(),
                    usual.quantityStep(),
                    usual.minQuantity(),
                    usual.minNotional(),
                    usual.fees());
        }

        /** As the player would, if it looked at every lane at every step. */
        void playByScan() {
            List<Lane> lanes = symbols.stream()
                    .map(symbol -> venue.player().lane(symbol).orElseThrow())
                    .toList();
            while (true) {
                Lane first = lanes.getFirst();
                for (Lane lane : lanes) {
                    lane.refreshIfStale();
                    if (lane.nextMs() < first.nextMs()
                            || (lane.nextMs() == first.nextMs()
                                    && lane.nextPhase().compareTo(first.nextPhase()) < 0)) {
                        first = lane;
                    }
                }
                long nextMs = first.nextMs();
                long dueMs = clock.nextDueMs();
                if (nextMs == Lane.NEVER) {
                    return;
                }
                if (dueMs < nextMs || (dueMs == nextMs && first.nextPhase() != Lane.Phase.PATH)) {
                    clock.advanceTo(dueMs);
                } else {
                    clock.moveTo(nextMs);
                    first.play();
                }
            }
        }

        /** Writes down what it hears, and answers with orders and watches by chance. */
        private final class Customer implements MarketListener {

            private final Symbol symbol;

            Customer(Symbol symbol) {
                this.symbol = symbol;
            }

            @Override
            public void onPrice(long atMs, double price) {
                heard.add(atMs + " " + symbol + " PRICE " + price);
                if (random.nextInt(3) == 0) {
                    place(OrderTerms.market(symbol, Side.SELL, quantity()));
                }
            }

            @Override
            public void onCandle(ClosedCandle candle) {
                heard.add(clock.millis() + " " + symbol + " CANDLE " + candle.close());
                Symbol other = symbols.get(random.nextInt(symbols.size()));
                switch (random.nextInt(8)) {
                    case 0 -> place(OrderTerms.market(other, Side.BUY, quantity()));
                    case 1 -> place(OrderTerms.limit(symbol, Side.BUY, quantity(), near(candle, 0.99)));
                    case 2 -> place(OrderTerms.stop(symbol, Side.SELL, quantity(), near(candle, 0.98)));
                    case 3 -> market.watchBelow(symbol, candle.close() * (0.98 + 0.02 * random.nextDouble()));
                    default -> {
                        // Mostly nothing.
                    }
                }
            }

            private OrderSize.OfBase quantity() {
                return new OrderSize.OfBase(Quantity.of(String.format(Locale.ROOT, "%.3f", 0.1 + random.nextDouble())));
            }

            private Price near(ClosedCandle candle, double factor) {
                return Price.of(String.format(Locale.ROOT, "%.2f", candle.close() * factor));
            }

            private void place(OrderTerms terms) {
                DecisionKey decision = new DecisionKey(new BotId("bench"), Instant.ofEpochMilli(placed++));
                Purpose purpose = terms.side() == Side.BUY ? Purpose.ENTRY : Purpose.EXIT;
                OrderIntent intent = new OrderIntent(
                        ClientOrderId.of(decision, purpose, 0),
                        decision,
                        purpose,
                        terms,
                        Price.of("100"),
                        Optional.empty(),
                        decision.at());
                broker.place(intent, report -> heard.add(clock.millis() + " " + report));
            }
        }
    }
}
