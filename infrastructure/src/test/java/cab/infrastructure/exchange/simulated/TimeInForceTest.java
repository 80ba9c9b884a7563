package cab.infrastructure.exchange.simulated;

import static cab.infrastructure.exchange.simulated.Bench.BTC;
import static cab.infrastructure.exchange.simulated.Bench.FREE;
import static cab.infrastructure.exchange.simulated.Bench.USDT;
import static cab.infrastructure.exchange.simulated.Bench.candle;
import static cab.infrastructure.exchange.simulated.Bench.flat;
import static cab.infrastructure.exchange.simulated.Bench.limitBuy;
import static cab.infrastructure.exchange.simulated.Bench.limitSell;
import static cab.infrastructure.exchange.simulated.Bench.marketBuy;
import static cab.infrastructure.exchange.simulated.Bench.marketSell;
import static cab.infrastructure.exchange.simulated.Bench.minutes;
import static cab.infrastructure.exchange.simulated.Bench.terms;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.PlacementReport;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderTerms;
import cab.domain.order.VenueOrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TimeInForceTest {

    /** All of 1 BTC a candle may be taken. */
    private final Bench bench = new Bench(
            minutes(flat(100), candle(100, 100, 100, 100, 1), candle(100, 110, 90, 100, 1_000)), terms(FREE, 0));

    private int placed;

    TimeInForceTest() {
        bench.venue.player().playTo(70_000);
    }

    @Test
    void whatAnImmediateOrderCannotTakeOnArrivalEnds() {
        OrderStatement sale = taken(marketSell("1.5"), TimeInForce.IMMEDIATE_OR_CANCEL);

        assertThat(sale.filled()).isEqualByComparingTo("1");
        assertThat(sale.left()).isEqualByComparingTo("0.5");
        assertThat(sale.ending()).isEqualTo(Ending.NOT_IMMEDIATE);
        assertThat(bench.locked(BTC)).isEqualTo("0");
    }

    @Test
    void anImmediateLimitBeyondTheMarketEndsWithoutAFill() {
        OrderStatement buy = taken(limitBuy("1", "99"), TimeInForce.IMMEDIATE_OR_CANCEL);

        assertThat(buy.filled()).isEqualByComparingTo("0");
        assertThat(buy.ending()).isEqualTo(Ending.NOT_IMMEDIATE);
        assertThat(bench.locked(USDT)).isEqualTo("0");
    }

    @Test
    void anOrderThatMustBeFilledWholeIsTakenUpToAllThereIsAndRefusedBeyond() {
        assertThat(refusalOf(marketBuy("1.001"), TimeInForce.FILL_OR_KILL)).isEqualTo("FILL_OR_KILL_UNFILLABLE");
        assertThat(taken(marketBuy("1"), TimeInForce.FILL_OR_KILL).ending()).isEqualTo(Ending.FILLED);
    }

    @Test
    void anOrderThatMustRestIsRefusedWhereItWouldTakeAndRestsATickAway() {
        assertThat(refusalOf(limitBuy("1", "100"), TimeInForce.POST_ONLY)).isEqualTo("POST_ONLY_WOULD_TAKE");
        assertThat(taken(limitBuy("1", "99.99"), TimeInForce.POST_ONLY).isOpen())
                .isTrue();
    }

    @Test
    void anAmendedLimitBindsWhatItAsksForNow() {
        OrderStatement buy = taken(limitBuy("2", "95"), TimeInForce.GOOD_TILL_CANCELLED);
        assertThat(bench.locked(USDT)).isEqualTo("190");

        assertThat(amended(buy, "3", "94")).isEqualTo("3 at 94");
        assertThat(bench.locked(USDT)).isEqualTo("282");

        bench.venue.player().playToEnd();
        assertThat(bench.fillLines()).containsExactly("132020 BUY 3@94 MAKER 0.003 BTC");
    }

    @Test
    void aChangeThatCannotBePaidLeavesTheOrderAsItWas() {
        OrderStatement buy = taken(limitBuy("2", "95"), TimeInForce.GOOD_TILL_CANCELLED);

        assertThat(amended(buy, "2000", "95")).isEqualTo("BALANCE_NOT_ENOUGH");
        assertThat(bench.locked(USDT)).isEqualTo("190");
        assertThat(amended(buy, "2", "95")).isEqualTo("NO_CHANGE");
    }

    @Test
    void aLimitThatIsAmendedAcrossTheMarketTakes() {
        OrderStatement sale = taken(limitSell("0.5", "105"), TimeInForce.GOOD_TILL_CANCELLED);

        assertThat(amended(sale, "0.5", "99")).isEqualTo("0.5 at 99");
        bench.venue.player().playToEnd();
        assertThat(bench.fillLines()).containsExactly("70000 SELL 0.5@100 TAKER 0.1 USDT");
    }

    @Test
    void anOrderThatIsAmendedToNoMoreThanIsFilledEnds() {
        OrderStatement sale = taken(limitSell("1.5", "100"), TimeInForce.GOOD_TILL_CANCELLED);
        assertThat(sale.filled()).isEqualByComparingTo("1");

        assertThat(amended(sale, "1", "100")).isEqualTo("1.5 at 100");
        assertThat(statement(sale.id()).ending()).isEqualTo(Ending.CANCELLED);
        assertThat(bench.locked(BTC)).isEqualTo("0");
    }

    @Test
    void nothingIsTakenWhileTradingIsHalted() {
        bench.venue.exchange().halt(Bench.BTC_USDT, true);
        assertThat(refusalOf(marketBuy("1"), TimeInForce.IMMEDIATE_OR_CANCEL)).isEqualTo("TRADING_HALTED");

        bench.venue.exchange().halt(Bench.BTC_USDT, false);
        assertThat(taken(marketBuy("1"), TimeInForce.IMMEDIATE_OR_CANCEL).isOpen())
                .isFalse();
    }

    @Test
    void anOrderWithoutANameIsFoundByItsNumberAlone() {
        Placement unnamed =
                new Placement(new ClientOrderId("api"), limitBuy("1", "95"), TimeInForce.GOOD_TILL_CANCELLED, false);
        List<PlacementReport> reports = new ArrayList<>();
        bench.venue.exchange().place(bench.account, unnamed, reports::add);

        assertThat(bench.venue
                        .exchange()
                        .statement(
                                bench.account, new OrderReference.ByClientId(Bench.BTC_USDT, new ClientOrderId("api"))))
                .isEmpty();
        assertThat(reports).hasOnlyElementsOfType(PlacementReport.Confirmed.class);
    }

    private OrderStatement taken(OrderTerms order, TimeInForce timeInForce) {
        return switch (report(order, timeInForce)) {
            case PlacementReport.Confirmed(var seen) ->
                statement(Long.parseLong(seen.venueOrderId().value()));
            case PlacementReport.Rejected(var code, var reason) -> throw new AssertionError(code + ": " + reason);
            case PlacementReport.Unknown(var cause) -> throw new AssertionError(cause);
        };
    }

    private String refusalOf(OrderTerms order, TimeInForce timeInForce) {
        return switch (report(order, timeInForce)) {
            case PlacementReport.Rejected(var code, var _) -> code;
            case PlacementReport.Confirmed _, PlacementReport.Unknown _ -> "";
        };
    }

    private PlacementReport report(OrderTerms order, TimeInForce timeInForce) {
        List<PlacementReport> reports = new ArrayList<>();
        bench.venue
                .exchange()
                .place(
                        bench.account,
                        new Placement(new ClientOrderId("order-" + placed++), order, timeInForce, true),
                        reports::add);
        return reports.getFirst();
    }

    private OrderStatement statement(long id) {
        return bench.venue.exchange().statement(bench.account, byId(id)).orElseThrow();
    }

    /** What the order asks for afterwards, or why it is refused. */
    private String amended(OrderStatement order, String quantity, String price) {
        List<String> answers = new ArrayList<>();
        bench.venue
                .exchange()
                .amend(
                        bench.account,
                        byId(order.id()),
                        Optional.of(Quantity.of(quantity)),
                        Optional.of(Price.of(price)),
                        report -> answers.add(
                                switch (report) {
                                    case AmendReport.Amended(var now) ->
                                        now.filled()
                                                        .add(now.left())
                                                        .stripTrailingZeros()
                                                        .toPlainString() + " at "
                                                + now.placement()
                                                        .terms()
                                                        .limit()
                                                        .orElseThrow();
                                    case AmendReport.Refused(var code, var _) -> code.name();
                                    case AmendReport.NotOpen(var reason) -> reason;
                                }));
        return answers.getFirst();
    }

    private static OrderReference byId(long id) {
        return new OrderReference.ByVenueId(Bench.BTC_USDT, new VenueOrderId(Long.toString(id)));
    }
}
