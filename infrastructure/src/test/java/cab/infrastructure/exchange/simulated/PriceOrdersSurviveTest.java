package cab.infrastructure.exchange.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Side;
import cab.infrastructure.marketdata.FixedFeed;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that wait for a price, over a restart of the exchange. */
final class PriceOrdersSurviveTest {

    private static final Symbol BTC_USDT = Symbol.of("BTC/USDT");
    private static final long START_MS = 1_790_000_000_000L;

    private final Path file;

    PriceOrdersSurviveTest(@TempDir Path folder) {
        this.file = folder.resolve("exchange.sqlite3");
    }

    @Test
    void whatWaitsGoesOnWaitingAndWhatEndedIsRemembered() {
        PriceOrderStatement waiting;
        PriceOrderStatement ended;
        try (Exchange before = new Exchange()) {
            waiting = before.place(stop("90", "80"));
            long other = before.place(stop("91", "81")).id();
            ended = before.venue
                    .ask(desk -> desk.exchange().priceOrders().cancel(before.account, other))
                    .orElseThrow();
        }

        try (Exchange after = new Exchange()) {
            assertThat(after.all(true)).containsExactly(waiting);
            assertThat(after.all(false)).containsExactly(ended);
            // It can still be ended, and its number is not given again.
            Optional<PriceOrderStatement> cancelled =
                    after.venue.ask(desk -> desk.exchange().priceOrders().cancel(after.account, waiting.id()));
            assertThat(cancelled).isPresent();
            assertThat(after.place(stop("90", "80")).id()).isGreaterThan(ended.id());
        }

        try (Exchange again = new Exchange()) {
            assertThat(again.all(true)).hasSize(1);
            assertThat(again.all(false)).hasSize(2);
        }
    }

    private static PriceOrderTerms stop(String trigger, String limit) {
        return new PriceOrderTerms(
                Price.of(trigger),
                false,
                Duration.ofDays(1),
                new Placement(
                        new ClientOrderId("api"),
                        OrderTerms.limit(BTC_USDT, Side.SELL, new OrderSize.OfBase(Quantity.of("1")), Price.of(limit)),
                        TimeInForce.GOOD_TILL_CANCELLED,
                        false));
    }

    /** One life of an exchange of BTC/USDT, which stands at 100. */
    private final class Exchange implements AutoCloseable {

        private final ServedVenue venue;
        private final SimulatedAccount account;

        private Exchange() {
            Instrument bitcoin = new Instrument(
                    BTC_USDT,
                    new BigDecimal("0.01"),
                    new BigDecimal("0.001"),
                    Quantity.ZERO,
                    Money.of("1", BTC_USDT.quote()),
                    new FeeSchedule(Percent.of("0.2"), Percent.of("0.2"), FeeSchedule.FeeCharge.RECEIVED));
            venue = new ServedVenue(
                    ExchangeTerms.honest(1),
                    new PaperVenue.Pace(START_MS, 1, System::nanoTime),
                    List.of(new Listing(bitcoin, new FixedFeed(Timeframe.M1, 100, 1_000))),
                    Optional.of(SimulatedExchangeStore.open(file, "fixed")),
                    fault -> {
                        throw new AssertionError(fault);
                    });
            account = venue.account("main", List.of(Money.of("10", BTC_USDT.base())));
            venue.start();
        }

        private PriceOrderStatement place(PriceOrderTerms terms) {
            PriceOrderReport report =
                    venue.ask(desk -> desk.exchange().priceOrders().place(account, terms));
            return ((PriceOrderReport.Taken) report).order();
        }

        private List<PriceOrderStatement> all(boolean areOpen) {
            return venue.ask(desk -> desk.exchange().priceOrders().of(account, areOpen));
        }

        @Override
        public void close() {
            venue.close();
        }
    }
}
