package cab.infrastructure.exchange.simulated;

import static cab.infrastructure.exchange.simulated.Bench.BTC_USDT;
import static cab.infrastructure.exchange.simulated.Bench.MINUTE;
import static cab.infrastructure.exchange.simulated.Bench.ONE_PERCENT;
import static cab.infrastructure.exchange.simulated.Bench.USDT;
import static cab.infrastructure.exchange.simulated.Bench.candle;
import static cab.infrastructure.exchange.simulated.Bench.flat;
import static cab.infrastructure.exchange.simulated.Bench.limitSell;
import static cab.infrastructure.exchange.simulated.Bench.marketBuy;
import static cab.infrastructure.exchange.simulated.Bench.marketSell;
import static cab.infrastructure.exchange.simulated.Bench.minutes;
import static cab.infrastructure.exchange.simulated.Bench.stopSell;
import static cab.infrastructure.exchange.simulated.Bench.terms;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.BalancesReport;
import cab.application.port.FillsReport;
import cab.application.port.HistoryReport;
import cab.application.port.MarketData;
import cab.application.port.MarketListener;
import cab.application.port.PlacementReport;
import cab.application.port.Subscription;
import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.OrderTerms;
import cab.infrastructure.time.RunningClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders in a market of which prices and candles are heard. Half the spread and the slippage are 1 % together. */
final class LiveVenueTest {

    private static final CandleSeries PAST = minutes(flat(100), flat(100));

    @TempDir
    private Path folder;

    private final Market market = new Market();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<PlacementReport> told = new ArrayList<>();
    private long nowMs = 2 * MINUTE + 1;
    private long monotonicMs = nowMs;

    @Test
    void anOrderIsFilledAtTheFirstPriceBehindItsArrivalAndNotAtTheLastBefore() {
        try (LiveVenue venue = opened()) {
            hear(venue, 110);
            place(venue, marketBuy("1"));
            assertThat(fills(venue)).isEmpty();

            hear(venue, 120);

            assertThat(fills(venue)).containsExactly("1@121.2");
        }
    }

    @Test
    void aTakerGetsNothingBetterThanTheRealTopOfTheBook() {
        try (LiveVenue venue = opened()) {
            place(venue, marketBuy("1"));
            market.quote = Optional.of(quote("90", "110", nowMs));
            hear(venue, 100);
            place(venue, marketSell("1"));
            hear(venue, 100);
            place(venue, marketSell("1"));
            nowMs++;
            hear(venue, 100);

            // Half a per cent of slippage behind 110 and 90; the last price is newer than that book.
            assertThat(fills(venue)).containsExactly("1@110.55", "1@89.55", "1@99");
        }
    }

    @Test
    void noPriceAtAllTakesNoOrder() {
        market.past = report -> new HistoryReport.Unknown("cut off");
        try (LiveVenue venue = opened()) {
            place(venue, marketBuy("1"));

            assertThat(told).singleElement().asString().contains("TRADING_HALTED", "no price of BTC/USDT");
        }
    }

    @Test
    void whatTheStreamOfPricesDidNotShowIsMetWhenTheCandleClosesIfItRestedAllTheWhile() {
        try (LiveVenue venue = opened()) {
            place(venue, stopSell("1", "85"));
            place(venue, limitSell("2", "120"));
            hear(venue, 100);
            nowMs = 3 * MINUTE + 1;
            place(venue, stopSell("4", "84"));
            close(venue, 2 * MINUTE, candle(100, 101, 70, 100, 1_000));
            assertThat(fills(venue)).as("the candle began before they rested").isEmpty();

            nowMs = 4 * MINUTE;
            close(venue, 3 * MINUTE, candle(100, 130, 84, 100, 1_000));

            // The stop at its trigger less 1 %, the limit at its limit; the third stop is younger than the candle.
            assertThat(fills(venue)).containsExactly("1@84.15", "2@120");
        }
    }

    @Test
    void aCandleThatOpensBelowAStopFillsItAtItsOpen() {
        try (LiveVenue venue = opened()) {
            place(venue, stopSell("1", "85"));
            nowMs = 4 * MINUTE;
            close(venue, 3 * MINUTE, candle(80, 90, 70, 85, 1_000));

            assertThat(fills(venue)).containsExactly("1@79.2");
        }
    }

    @Test
    void whatHappenedWhileTheProgramWasDownIsReadFromTheCandles() {
        LiveVenue killed = opened();
        place(killed, stopSell("1", "85"));
        nowMs = 6 * MINUTE + 1;
        market.past = report -> new HistoryReport.Known(minutes(
                candle(100, 100, 50, 100, 1_000), flat(100), flat(100), flat(100), candle(100, 100, 80, 90, 1_000)));

        // Nothing is closed: what the old process had is gone, its file is all there is.
        try (LiveVenue next = opened()) {
            assertThat(fills(next)).containsExactly("1@84.15");
        }
        killed.close();
    }

    @Test
    void aRestartGoesOnWithTheAccount() {
        LiveVenue killed = opened();
        place(killed, marketBuy("1"));
        hear(killed, 100);
        String balance = balances(killed);

        nowMs += 1_000;
        try (LiveVenue next = opened()) {
            assertThat(balances(next)).isEqualTo(balance).contains("100.998");
            assertThat(fills(next)).containsExactly("1@101");
        }
        killed.close();
    }

    @Test
    void aSilentMarketIsToldOfWithItsSymbol() {
        try (LiveVenue venue = opened()) {
            hear(venue, 100);
            nowMs += 60_000;
            assertThat(venue.silence(Duration.ofSeconds(60))).isEmpty();
            nowMs += 1;
            assertThat(venue.silence(Duration.ofSeconds(60)))
                    .hasValueSatisfying(silent -> assertThat(silent.symbol()).isEqualTo(BTC_USDT));

            hear(venue, 100);
            assertThat(venue.silence(Duration.ofSeconds(60))).isEmpty();
        }
    }

    @Test
    void allOrdersTogetherFillAShareOfTheLastCandle() {
        try (LiveVenue venue = opened()) {
            close(venue, 2 * MINUTE, candle(100, 100, 100, 100, 20));
            place(venue, marketBuy("3"));
            hear(venue, 100);
            hear(venue, 100);
            assertThat(fills(venue)).as("a tenth of 20").containsExactly("2@101");

            nowMs += MINUTE;
            close(venue, 3 * MINUTE, candle(100, 100, 100, 100, 20));
            hear(venue, 100);
            assertThat(fills(venue)).containsExactly("2@101", "1@101");
        }
    }

    @Test
    void aClockThatIsSetBackDoesNotHoldAnswersUp() {
        try (LiveVenue venue = opened()) {
            List<BalancesReport> answers = new ArrayList<>();
            nowMs -= 3_600_000;
            venue.broker(account(venue)).balances(answers::add);
            venue.turn();
            assertThat(answers).isEmpty();

            // Half a second of its time for 50 ms each way.
            monotonicMs += 1_000;
            venue.turn();

            assertThat(answers).singleElement().isInstanceOf(BalancesReport.Known.class);
        }
    }

    private LiveVenue opened() {
        monotonicMs = nowMs;
        LiveVenue venue = new LiveVenue(
                terms(ONE_PERCENT, 50),
                new Clock(),
                () -> TimeUnit.MILLISECONDS.toNanos(Math.max(nowMs, monotonicMs)),
                market,
                List.of(Bench.instrument()),
                Timeframe.M1,
                Optional.of(SimulatedExchangeStore.open(folder.resolve("paper.sqlite3"), "live test")),
                failures::add);
        SimulatedAccount _ = account(venue);
        venue.listen();
        venue.turn();
        return venue;
    }

    private static SimulatedAccount account(LiveVenue venue) {
        return venue.account("main", List.of(Money.of("100000", USDT), Money.of("100", Bench.BTC)));
    }

    private void place(LiveVenue venue, OrderTerms terms) {
        venue.turn();
        venue.exchange().place(account(venue), new Placement(new ClientOrderId("o" + told.size()), terms), told::add);
        venue.turn();
    }

    private void hear(LiveVenue venue, double price) {
        market.listener.onPrice(nowMs, price);
        venue.turn();
    }

    private void close(LiveVenue venue, long openMs, double[] candle) {
        market.listener.onCandle(
                new Candle(openMs, openMs + MINUTE, candle[0], candle[1], candle[2], candle[3], candle[4]));
        venue.turn();
    }

    private static List<String> fills(LiveVenue venue) {
        return switch (venue.exchange().fills(account(venue), BTC_USDT, Instant.EPOCH)) {
            case FillsReport.Known(List<Fill> fills) ->
                fills.stream().map(fill -> fill.quantity() + "@" + fill.price()).toList();
            case FillsReport.Unknown(String cause) -> throw new AssertionError(cause);
        };
    }

    private static String balances(LiveVenue venue) {
        return venue.exchange().balances(account(venue)).toString();
    }

    private static Quote quote(String bid, String ask, long atMs) {
        return new Quote(Price.of(bid), Price.of(ask), Instant.ofEpochMilli(atMs));
    }

    /** A clock that shows what the test says. */
    private final class Clock implements RunningClock {

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(nowMs);
        }

        @Override
        public long nanosUntil(long epochMs) {
            return 0;
        }
    }

    /** A market that tells one listener what the test says. */
    private static final class Market implements MarketData {

        private Optional<Quote> quote = Optional.empty();
        private UnaryOperator<HistoryReport> past = report -> report;
        private MarketListener listener = new MarketListener() {
            @Override
            public void onPrice(long atMs, double price) {}

            @Override
            public void onCandle(ClosedCandle candle) {}
        };

        @Override
        public Optional<Instrument> instrument(Symbol symbol) {
            return Optional.of(Bench.instrument());
        }

        @Override
        public Optional<Quote> quote(Symbol symbol) {
            return quote;
        }

        @Override
        public void history(Symbol symbol, Timeframe timeframe, int count, Consumer<HistoryReport> reply) {
            reply.accept(past.apply(new HistoryReport.Known(PAST)));
        }

        @Override
        public Subscription subscribe(Symbol symbol, Timeframe timeframe, MarketListener told) {
            listener = told;
            return () -> {};
        }

        @Override
        public void watchBelow(Symbol symbol, double price) {}
    }
}
