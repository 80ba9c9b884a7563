package cab.infrastructure.exchange.simulated;

import static cab.infrastructure.exchange.simulated.Bench.BTC;
import static cab.infrastructure.exchange.simulated.Bench.FREE;
import static cab.infrastructure.exchange.simulated.Bench.USDT;
import static cab.infrastructure.exchange.simulated.Bench.flat;
import static cab.infrastructure.exchange.simulated.Bench.limitBuy;
import static cab.infrastructure.exchange.simulated.Bench.limitSell;
import static cab.infrastructure.exchange.simulated.Bench.marketBuy;
import static cab.infrastructure.exchange.simulated.Bench.marketSell;
import static cab.infrastructure.exchange.simulated.Bench.minutes;
import static cab.infrastructure.exchange.simulated.Bench.spend;
import static cab.infrastructure.exchange.simulated.Bench.stopSell;
import static cab.infrastructure.exchange.simulated.Bench.terms;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.PlacementReport;
import cab.domain.market.Symbol;
import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderTerms;
import cab.domain.order.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The instrument has ticks of 0.01, steps of 0.001, at least 0.001 and 1 USDT; the market trades at 100. */
final class RejectionTest {

    private final List<String> answers = new ArrayList<>();
    private Bench bench = bench(OrderPolicy.likeGateio());
    private int placed;

    @Test
    void aPriceBetweenTwoTicksIsRefused() {
        place(limitBuy("1", "95.005"), limitBuy("1", "95.01"), stopSell("1", "95.001"), stopSell("1", "95"));

        assertThat(answers).containsExactly("PRICE_TICK", "taken", "PRICE_TICK", "taken");
    }

    @Test
    void aQuantityBetweenTwoStepsIsRefused() {
        place(marketBuy("0.0105"), marketBuy("0.011"));

        assertThat(answers).containsExactly("QUANTITY_STEP", "taken");
    }

    @Test
    void aQuantityBelowTheSmallestIsRefused() {
        place(limitSell("0.01", "100.01"), limitSell("0.009", "120"));

        assertThat(answers).containsExactly("taken", "taken");
        place(spend("0.05"));
        assertThat(answers).last().isEqualTo("QUANTITY_TOO_SMALL");
    }

    @Test
    void anOrderWorthTooLittleIsRefused() {
        place(limitBuy("0.01", "100"), limitBuy("0.01", "99.99"), spend("1"), spend("0.99"));

        assertThat(answers).containsExactly("taken", "NOTIONAL_TOO_SMALL", "taken", "NOTIONAL_TOO_SMALL");
    }

    @Test
    void anOrderThatBindsMoreThanIsFreeIsRefused() {
        place(limitBuy("2000", "50"), limitBuy("0.1", "50"), limitSell("100", "120"), limitSell("0.1", "120"));

        assertThat(answers).containsExactly("taken", "BALANCE_NOT_ENOUGH", "taken", "BALANCE_NOT_ENOUGH");
        assertThat(bench.free(USDT)).isEqualTo("0");
        assertThat(bench.free(BTC)).isEqualTo("0");
    }

    @Test
    void aStopBindsTheCoinsItWillSell() {
        place(stopSell("60", "90"), marketSell("60"));

        assertThat(answers).containsExactly("taken", "BALANCE_NOT_ENOUGH");
    }

    @Test
    void aSymbolThatIsNotListedIsRefused() {
        Symbol other = Symbol.of("ETH/USDT");
        place(OrderTerms.market(other, Side.BUY, Bench.base("1")));

        assertThat(answers).containsExactly("UNKNOWN_SYMBOL");
    }

    @Test
    void aSecondOrderOfOneNameIsTakenAndFoundInPlaceOfTheFirst() {
        placeAs("twice", limitBuy("1", "50"));
        placeAs("twice", limitBuy("2", "60"));

        assertThat(answers).containsExactly("taken", "taken");
        var reference = new OrderReference.ByClientId(Bench.BTC_USDT, new ClientOrderId("twice"));
        assertThat(bench.venue.exchange().lookUp(bench.account, reference))
                .hasValueSatisfying(
                        order -> assertThat(order.venueOrderId().value()).isEqualTo("2"));
    }

    @Test
    void aSecondOrderOfOneNameIsRefusedWhereTheExchangeKeepsNamesUnique() {
        bench = bench(new OrderPolicy(OrderPolicy.Duplicates.REFUSED, 1_000, 1_000));
        placeAs("twice", limitBuy("1", "50"));
        placeAs("twice", limitBuy("2", "60"));

        assertThat(answers).containsExactly("taken", "DUPLICATE_CLIENT_ORDER_ID");
    }

    @Test
    void thereIsALimitOfOpenOrders() {
        bench = bench(new OrderPolicy(OrderPolicy.Duplicates.TAKEN, 2, 1_000));
        place(limitBuy("1", "50"), limitBuy("1", "51"), limitBuy("1", "52"));

        assertThat(answers).containsExactly("taken", "taken", "TOO_MANY_OPEN_ORDERS");
    }

    @Test
    void aRequestArrivesByItsDeadlineAndIsRefusedAMillisecondBehindIt() {
        Instant now = bench.clock.instant();
        placeBy(now, limitBuy("1", "50"));
        placeBy(now.minusMillis(1), limitBuy("1", "50"));

        assertThat(answers).containsExactly("taken", "REQUEST_EXPIRED");
    }

    @Test
    void aRefusedOrderLeavesNothingBehind() {
        place(limitBuy("1001", "100"));

        assertThat(bench.venue.exchange().openOrders(bench.account, Bench.BTC_USDT))
                .isEmpty();
        assertThat(bench.locked(USDT)).isEqualTo("0");
        assertThat(bench.venue.exchange().statistics().ordersRejected()).isEqualTo(1);
    }

    private void place(OrderTerms... orders) {
        for (OrderTerms each : orders) {
            placeAs("order-" + placed++, each);
        }
    }

    private void placeBy(Instant deadline, OrderTerms order) {
        bench.venue
                .exchange()
                .place(
                        bench.account,
                        new Placement(new ClientOrderId("order-" + placed++), order),
                        Optional.of(deadline),
                        report -> answers.add(
                                report instanceof PlacementReport.Rejected rejected ? rejected.code() : "taken"));
    }

    private void placeAs(String name, OrderTerms order) {
        bench.venue
                .exchange()
                .place(
                        bench.account,
                        new Placement(new ClientOrderId(name), order),
                        report -> answers.add(
                                report instanceof PlacementReport.Rejected rejected ? rejected.code() : "taken"));
    }

    /** A market at 100, in the middle of its first candle. */
    private static Bench bench(OrderPolicy policy) {
        Bench bench = new Bench(minutes(flat(100), flat(100)), terms(FREE, 0).withOrders(policy));
        bench.venue.player().playTo(30_000);
        return bench;
    }
}
