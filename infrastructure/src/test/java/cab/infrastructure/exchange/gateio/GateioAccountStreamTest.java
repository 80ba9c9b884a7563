package cab.infrastructure.exchange.gateio;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.BrokerEvent;
import cab.application.port.Subscription;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.VenueOrderId;
import cab.infrastructure.exchange.transport.ExchangeStream;
import cab.infrastructure.exchange.transport.ScriptedDialer;
import cab.infrastructure.time.InlineMailbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the account's stream tells, and what is asked for where it does not tell enough. */
final class GateioAccountStreamTest {

    private static final ClientOrderId OURS = new ClientOrderId("cab-0000000-mm7p6yo0-s0");

    private final GateioBench bench = new GateioBench();
    private final ScriptedDialer dialer = new ScriptedDialer();
    private final BlockingQueue<BrokerEvent> heard = new ArrayBlockingQueue<>(100);
    private final ExchangeStream stream = new ExchangeStream(
            dialer,
            new GateioStreamDialect(Optional.empty(), bench.connection.clock()),
            bench.connection.clock(),
            bench.time,
            new InlineMailbox(100),
            Duration.ofMinutes(5),
            7);
    private final Subscription subscription = new GateioAccountStream(stream, bench.connection, Duration.ofSeconds(2))
            .subscribe(GateioBench.BTC_USDT, heard::add);

    @AfterEach
    void end() {
        stream.close();
        bench.close();
    }

    @Test
    void aFillUnderOurNameIsToldAtOnce() {
        dialer.last().open();

        dialer.last().tell("spot.usertrades", "[" + trade("30784428", "t-" + OURS, "BTC_USDT") + "]");

        assertThat(next()).isInstanceOfSatisfying(BrokerEvent.Filled.class, filled -> {
            assertThat(filled.fill().clientOrderId()).isEqualTo(OURS);
            assertThat(filled.fill().tradeId().value()).isEqualTo("5736713");
            assertThat(filled.fill().fee().toString()).isEqualTo("0.002 USDT");
        });
    }

    @Test
    void whatHappensOnAnotherPairIsNotTold() {
        dialer.last().open();

        dialer.last().tell("spot.usertrades", "[" + trade("1", "t-" + OURS, "ETH_USDT") + "]");
        dialer.last().tell("spot.usertrades", "[" + trade("2", "t-" + OURS, "BTC_USDT") + "]");

        assertThat(next()).isInstanceOf(BrokerEvent.Filled.class);
        assertThat(heard).isEmpty();
    }

    @Test
    void theFillOfWhatAStopBecameIsToldAsTheStops() {
        Order stop = Order.of(bench.stop("2", "90")).named(new VenueOrderId("price-4"));
        bench.broker.recall(List.of(stop));
        bench.exchange.on("GET /spot/price_orders/4", 200, """
                {"trigger":{"price":"90","rule":"<=","expiration":86400},"put":{"type":"limit","side":"sell",
                 "price":"85.5","amount":"2","account":"normal","time_in_force":"gtc","text":"api"},"id":4,"user":1,
                 "market":"BTC_USDT","ctime":1710488334,"ftime":0,"fired_order_id":555,"status":"finish","reason":""}""");
        dialer.last().open();

        dialer.last().tell("spot.usertrades", "[" + trade("555", "api", "BTC_USDT") + "]");

        assertThat(next())
                .isInstanceOfSatisfying(
                        BrokerEvent.Filled.class,
                        filled -> assertThat(filled.fill().clientOrderId()).isEqualTo(stop.clientOrderId()));
    }

    @Test
    void whereAnOrderStandsIsToldByWhatIsLeft() {
        dialer.last().open();

        dialer.last().tell("spot.orders", "[" + order("limit", "sell", "finish", "0.4", "cancelled") + "]");

        assertThat(next()).isInstanceOfSatisfying(BrokerEvent.OrderChanged.class, changed -> {
            assertThat(changed.order().state()).isEqualTo(OrderEvent.CANCELLED);
            assertThat(changed.order().filled()).isEqualTo(Quantity.of("0.6"));
        });
    }

    @Test
    void aBuyByQuoteIsAskedForBecauseTheStreamDoesNotTellItsBase() {
        bench.exchange.on("GET /spot/orders/399123456", 200, """
                {"id":"399123456","text":"t-cab-0000000-mm7p6yo0-s0","create_time_ms":1710488334073,"status":"closed",
                 "currency_pair":"BTC_USDT","type":"market","side":"buy","amount":"250","left":"0",
                 "filled_amount":"2.5","filled_total":"250","avg_deal_price":"100","finish_as":"filled"}""");
        dialer.last().open();

        dialer.last().tell("spot.orders", "[" + order("market", "buy", "finish", "0", "filled") + "]");

        assertThat(next())
                .isInstanceOfSatisfying(
                        BrokerEvent.OrderChanged.class,
                        changed -> assertThat(changed.order().filled()).isEqualTo(Quantity.of("2.5")));
    }

    @Test
    void whatCannotBeCompletedIsToldAsABreak() {
        bench.exchange.on("GET /spot/orders/399123456", 502, "<html></html>");
        dialer.last().open();

        dialer.last().tell("spot.orders", "[" + order("market", "buy", "finish", "0", "filled") + "]");

        assertThat(next()).isInstanceOf(BrokerEvent.StreamRestored.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[{}]", "null", "[{\"currency_pair\":\"BTC_USDT\",\"id\":\"1\"}]"})
    void whatCannotBeReadIsToldAsABreak(String result) {
        dialer.last().open();

        dialer.last().tell("spot.usertrades", result);

        assertThat(next()).isInstanceOf(BrokerEvent.StreamRestored.class);
        assertThat(dialer.links()).hasSize(1);
    }

    @Test
    void anEndedSubscriptionTellsNothing() {
        dialer.last().open();
        subscription.close();

        dialer.last().tell("spot.usertrades", "[" + trade("1", "t-" + OURS, "BTC_USDT") + "]");

        assertThat(heard).isEmpty();
    }

    private BrokerEvent next() {
        try {
            return Optional.ofNullable(heard.poll(10, TimeUnit.SECONDS)).orElseThrow();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static String trade(String orderId, String text, String pair) {
        return """
                {"id":5736713,"user_id":1000001,"order_id":"%s","currency_pair":"%s","create_time":1605176741,
                 "create_time_ms":"1605176741123.456","side":"sell","amount":"1.00000000","role":"taker",
                 "price":"10000.00000000","fee":"0.00200000000000","point_fee":"0","gt_fee":"0","text":"%s"}""".formatted(orderId, pair, text);
    }

    private static String order(String type, String side, String event, String left, String finishAs) {
        return """
                {"id":"399123456","text":"t-cab-0000000-mm7p6yo0-s0","create_time_ms":"1694655225315",
                 "currency_pair":"BTC_USDT","type":"%s","account":"spot","side":"%s","amount":"1","price":"0",
                 "time_in_force":"ioc","left":"%s","filled_total":"60","avg_deal_price":"100","event":"%s",
                 "finish_as":"%s"}""".formatted(type, side, left, event, finishAs);
    }
}
