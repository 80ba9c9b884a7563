package cab.infrastructure.exchange.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.BalancesReport;
import cab.application.port.CancelReport;
import cab.application.port.FillsReport;
import cab.application.port.LookupReport;
import cab.application.port.OpenOrdersReport;
import cab.application.port.PlacementReport;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.infrastructure.exchange.live.KeyReport;
import cab.infrastructure.exchange.live.LiveBroker;
import cab.infrastructure.exchange.transport.ApiKey;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeTimes;
import cab.infrastructure.exchange.transport.ScriptedExchange;
import cab.infrastructure.secrets.Secret;
import cab.infrastructure.time.RealScheduler;
import cab.infrastructure.time.WallClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter before an exchange that answers what a test says. */
final class BybitBrokerTest {

    private static final Symbol BTC_USDT = Symbol.of("BTC/USDT");
    private static final String CREATE = "POST /v5/order/create";
    private static final String NOW = "GET /v5/order/realtime";
    private static final String PAST = "GET /v5/order/history";
    private static final String FILLS = "GET /v5/execution/list";
    private static final String CANCEL = "POST /v5/order/cancel";
    private static final String TICKER = "GET /v5/market/tickers";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScriptedExchange exchange = new ScriptedExchange();
    private final RealScheduler time = new RealScheduler("bench-time", new WallClock(), fault -> {
        throw new AssertionError("a task failed", fault);
    });
    private final BybitSigner signer = new BybitSigner(new ApiKey(new Secret("the-key"), new Secret("the-secret")));
    private final BybitConnection connection = new BybitConnection(
            new BybitSettings(
                    exchange.url(),
                    exchange.url(),
                    exchange.url(),
                    false,
                    Optional.of(new ApiKey(new Secret("the-key"), new Secret("the-secret"))),
                    new BigDecimal("500"),
                    500,
                    new ExchangeTimes(
                            Duration.ofSeconds(10),
                            Duration.ZERO,
                            Duration.ofMillis(700),
                            Duration.ofMillis(2_500),
                            Duration.ofMinutes(1),
                            Duration.ofSeconds(5),
                            Duration.ofMinutes(5),
                            Duration.ofSeconds(30))),
            time,
            System::nanoTime);
    private final LiveBroker broker = connection.broker((symbol, listener) -> () -> {});

    @BeforeEach
    void tellTheTime() {
        exchange.on(
                "GET /v5/market/time", asked -> done("{\"timeNano\":\"" + System.currentTimeMillis() + "000000\"}"));
        exchange.on(NOW, asked -> done(list("")));
        exchange.on(PAST, asked -> done(list("")));
        exchange.on(FILLS, asked -> done(list("")));
    }

    @AfterEach
    void end() {
        connection.close();
        exchange.close();
        time.close();
    }

    @Test
    void anOrderIsSentOnceWithExactAmountsUnderOurNameAndSigned() {
        OrderIntent intent = limitBuy();
        exchange.on(CREATE, asked -> done(names(intent, "77")));
        exchange.on(NOW, asked -> done(list(order(intent, "77", "New", ""))));

        PlacementReport report = place(intent);

        assertThat(report).isInstanceOfSatisfying(PlacementReport.Confirmed.class, confirmed -> {
            assertThat(confirmed.order().venueOrderId().value()).isEqualTo("77");
            assertThat(confirmed.order().clientOrderId()).isEqualTo(intent.clientOrderId());
        });
        assertThat(exchange.requests(CREATE)).singleElement().satisfies(sent -> {
            assertThat(sent.body())
                    .isEqualTo("{\"category\":\"spot\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\","
                            + "\"qty\":\"0.25\",\"timeInForce\":\"GTC\",\"orderLinkId\":\"" + intent.clientOrderId()
                            + "\",\"isLeverage\":0,\"orderFilter\":\"Order\",\"price\":\"90.5\"}");
            Map<String, String> headers = sent.headers();
            long timestamp = Long.parseLong(Objects.requireNonNull(headers.get("x-bapi-timestamp")));
            long window = Long.parseLong(Objects.requireNonNull(headers.get("x-bapi-recv-window")));
            assertThat(window).as("it ends ten seconds behind the decision").isBetween(1L, 10_000L);
            assertThat(headers)
                    .containsEntry("x-bapi-api-key", "the-key")
                    .containsEntry("x-bapi-sign", signer.ofRequest(timestamp, window, sent.body()));
        });
    }

    @Test
    void aMarketBuyIsForQuoteAndAStopBindsItsCoins() {
        OrderIntent buy = intent(
                Purpose.ENTRY,
                OrderTerms.market(BTC_USDT, Side.BUY, new OrderSize.OfQuote(Money.of("100", BTC_USDT.quote()))));

        assertThat(BybitPlacement.bodyOf(buy, Optional.empty(), Optional.empty()))
                .contains("\"orderType\":\"Market\"", "\"qty\":\"100\"", "\"timeInForce\":\"IOC\"")
                .contains("\"marketUnit\":\"quoteCoin\"", "\"orderFilter\":\"Order\"");
        assertThat(BybitPlacement.bodyOf(stop("90"), Optional.empty(), Optional.empty()))
                .contains("\"side\":\"Sell\"", "\"orderType\":\"Market\"", "\"orderFilter\":\"tpslOrder\"")
                .contains("\"triggerPrice\":\"90\"", "\"marketUnit\":\"baseCoin\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10001", "10002", "10003", "10005", "10010", "10024", "170121", "170131", "170134", "170140"})
    void aCodeThatProvesThatThereIsNoOrderIsARefusal(String code) {
        exchange.on(CREATE, asked -> refused(code));

        assertThat(place(limitBuy()))
                .isInstanceOfSatisfying(
                        PlacementReport.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(code));
        assertThat(exchange.requests(CREATE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000", "10016", "170001", "170007", "170141", "170146", "999999"})
    void aCodeThatProvesNothingLeavesTheOrderInDoubt(String code) {
        exchange.on(CREATE, asked -> refused(code));

        assertThat(place(limitBuy())).isInstanceOf(PlacementReport.Unknown.class);
        assertThat(exchange.requests(CREATE)).as("sent once").hasSize(1);
    }

    @Test
    void pagesSilenceAndBrokenConnectionsLeaveTheOrderInDoubt() {
        for (ScriptedExchange.Reply reply : List.of(
                new ScriptedExchange.Reply.Answer(502, "<html>502 Bad Gateway</html>", Map.of()),
                new ScriptedExchange.Reply.Answer(403, "<html>Forbidden</html>", Map.of()),
                new ScriptedExchange.Reply.Answer(200, "{\"retCode\":0,\"result\":{\"orderId\":", Map.of()),
                new ScriptedExchange.Reply.Answer(200, "{\"result\":{}}", Map.of()),
                new ScriptedExchange.Reply.Reset(),
                new ScriptedExchange.Reply.Silence())) {
            exchange.on(CREATE, asked -> reply);

            PlacementReport report = place(limitBuy());

            assertThat(isDoubtOrHeldBack(report)).as(reply + " -> " + report).isTrue();
        }
    }

    /** Behind a page that says Forbidden nothing leaves for a moment. */
    private static boolean isDoubtOrHeldBack(PlacementReport report) {
        return report instanceof PlacementReport.Unknown
                || (report instanceof PlacementReport.Rejected rejected
                        && rejected.code().equals("THROTTLED"));
    }

    @Test
    void anAnswerAboutAnotherOrderIsNoConfirmation() {
        exchange.on(CREATE, asked -> done("{\"orderId\":\"77\",\"orderLinkId\":\"somebody-else\"}"));

        assertThat(place(limitBuy())).isInstanceOf(PlacementReport.Unknown.class);
    }

    @Test
    void anOrderThatWasTakenAndTurnedAwayIsARefusal() {
        OrderIntent intent = limitBuy();
        exchange.on(CREATE, asked -> done(names(intent, "77")));
        exchange.on(
                NOW, asked -> done(list(order(intent, "77", "Rejected", ",\"rejectReason\":\"EC_PerCancelRequest\""))));

        assertThat(place(intent)).isInstanceOf(PlacementReport.Rejected.class);
    }

    @Test
    void anOrderThatIsNotShownYetCountsAsTaken() {
        OrderIntent intent = limitBuy();
        exchange.on(CREATE, asked -> done(names(intent, "77")));

        assertThat(place(intent)).isInstanceOf(PlacementReport.Confirmed.class);
    }

    @Test
    void aStopWhosePriceHasComeIsNotSent() {
        exchange.on(TICKER, asked -> done(ticker("90")));

        assertThat(place(stop("90")))
                .isInstanceOfSatisfying(
                        PlacementReport.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(PlacementReport.Rejected.TRIGGER_REACHED));
        assertThat(exchange.requests(CREATE)).isEmpty();
    }

    @Test
    void aStopThatArrivedBehindItsPriceIsEndedAndRefused() {
        OrderIntent stop = stop("90");
        exchange.on(TICKER, asked -> done(ticker("91")));
        exchange.on(CREATE, asked -> done(names(stop, "77")));
        exchange.on(NOW, asked -> {
            boolean isCancelled = !exchange.requests(CANCEL).isEmpty();
            return done(list(order(
                    stop,
                    "77",
                    isCancelled ? "Cancelled" : "Untriggered",
                    ",\"triggerPrice\":\"90\",\"basePrice\":\"89\"")));
        });
        exchange.on(CANCEL, asked -> done(names(stop, "77")));

        assertThat(place(stop))
                .isInstanceOfSatisfying(
                        PlacementReport.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(PlacementReport.Rejected.TRIGGER_REACHED));
        assertThat(exchange.requests(CANCEL))
                .singleElement()
                .satisfies(sent ->
                        assertThat(sent.body()).contains("\"orderFilter\":\"tpslOrder\"", "\"orderId\":\"77\""));
    }

    @Test
    void aStopThatArrivedBehindItsPriceAndCannotBeEndedIsInDoubt() {
        OrderIntent stop = stop("90");
        exchange.on(TICKER, asked -> done(ticker("91")));
        exchange.on(CREATE, asked -> done(names(stop, "77")));
        exchange.on(
                NOW,
                asked -> done(list(order(stop, "77", "Untriggered", ",\"triggerPrice\":\"90\",\"basePrice\":\"89\""))));
        exchange.on(CANCEL, asked -> refused("170147"));

        assertThat(place(stop)).isInstanceOf(PlacementReport.Unknown.class);
    }

    @Test
    void anOrderIsLookedForAmongThoseOfNowOfThePastAndInTheFills() {
        OrderIntent intent = limitBuy();

        assertThat(lookUp(Order.of(intent))).isEqualTo(new LookupReport.NotFound(false));
        assertThat(exchange.asked()).contains(NOW, PAST, FILLS);

        exchange.on(PAST, asked -> done(list(order(intent, "77", "Cancelled", ""))));
        assertThat(lookUp(Order.of(intent))).isInstanceOf(LookupReport.Found.class);
    }

    @Test
    void aFillWithoutItsOrderIsNotThatThereIsNone() {
        OrderIntent intent = limitBuy();
        exchange.on(FILLS, asked -> done(list(fill(intent, "77", "t1"))));

        assertThat(lookUp(Order.of(intent))).isInstanceOf(LookupReport.Unknown.class);
    }

    @Test
    void anotherSidesOrderUnderOurNameIsNotOurs() {
        OrderIntent intent = limitBuy();
        exchange.on(NOW, asked -> done(list(order(intent, "77", "New", "").replace("\"Buy\"", "\"Sell\""))));

        assertThat(lookUp(Order.of(intent))).isInstanceOf(LookupReport.Unknown.class);
    }

    @Test
    void aStopThatGoesOnUnderAnotherIdKeepsTheFirst() {
        OrderIntent stop = stop("90");
        exchange.on(NOW, asked -> done(list(order(stop, "77", "Untriggered", ",\"triggerPrice\":\"90\""))));
        assertThat(found(lookUp(Order.of(stop))).order().venueOrderId().value()).isEqualTo("77");

        exchange.on(NOW, asked -> done(list(order(stop, "88", "New", ",\"triggerPrice\":\"90\""))));

        assertThat(found(lookUp(Order.of(stop))).order().venueOrderId().value()).isEqualTo("77");
    }

    @Test
    void everyPageIsReadAndItsNameGivenBackAsItCame() {
        OrderIntent intent = limitBuy();
        exchange.on(
                FILLS,
                asked -> asked.query().contains("cursor=")
                        ? done(list(fill(intent, "77", "t2")))
                        : done("{\"list\":[" + fill(intent, "77", "t1")
                                + "],\"nextPageCursor\":\"page_token%3D39380%26\"}"));

        FillsReport report =
                reply(receiver -> broker.fills(BTC_USDT, Instant.now().minusSeconds(60), receiver));

        assertThat(report)
                .isInstanceOfSatisfying(
                        FillsReport.Known.class,
                        known -> assertThat(known.fills())
                                .extracting(fill -> fill.tradeId().value())
                                .containsExactly("t1", "t2"));
        assertThat(exchange.requests(FILLS))
                .last()
                .satisfies(sent -> assertThat(sent.query()).endsWith("&cursor=page_token%3D39380%26"));
    }

    @Test
    void aListThatCannotBeReadWholeIsNoList() {
        OrderIntent intent = limitBuy();
        exchange.on(
                NOW,
                asked -> asked.query().contains("cursor=")
                        ? refused("10016")
                        : done("{\"list\":[" + order(intent, "77", "New", "") + "],\"nextPageCursor\":\"a%3D1\"}"));

        assertThat(reply((Consumer<OpenOrdersReport> receiver) -> broker.openOrders(BTC_USDT, receiver)))
                .isInstanceOf(OpenOrdersReport.Unknown.class);
    }

    @Test
    void aCancellationIsAskedForAgainAndAStopThatHasFiredIsCancelledAsAnOrder() {
        OrderIntent stop = stop("90");
        exchange.on(
                CANCEL,
                asked -> asked.body().contains("tpslOrder")
                        ? refused("170213")
                        : exchange.requests(CANCEL).size() < 3 ? refused("10016") : done(names(stop, "77")));

        assertThat(cancel(Order.of(stop))).isInstanceOf(CancelReport.Requested.class);
        assertThat(exchange.requests(CANCEL)).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void whatIsNotOpenAnyMoreIsSaidSo() {
        exchange.on(CANCEL, asked -> refused("170213"));
        assertThat(cancel(Order.of(limitBuy()))).isInstanceOf(CancelReport.NotOpen.class);

        exchange.on(CANCEL, asked -> refused("999999"));
        assertThat(cancel(Order.of(limitBuy()))).isInstanceOf(CancelReport.Unknown.class);
    }

    @Test
    void whatIsLockedIsNotFree() {
        exchange.on(
                "GET /v5/account/wallet-balance",
                asked -> done(
                        "{\"list\":[{\"accountType\":\"UNIFIED\",\"coin\":["
                                + "{\"coin\":\"USDT\",\"walletBalance\":\"100.5\",\"locked\":\"20\",\"availableToWithdraw\":\"\"}]}]}"));

        BalancesReport report = reply(broker::balances);

        assertThat(report).isInstanceOfSatisfying(BalancesReport.Known.class, known -> {
            assertThat(known.of(BTC_USDT.quote()).free()).isEqualTo(Money.of("80.5", BTC_USDT.quote()));
            assertThat(known.of(BTC_USDT.quote()).locked()).isEqualTo(Money.of("20", BTC_USDT.quote()));
        });
    }

    @Test
    void whatAKeyMayDoIsRead() {
        exchange.on(
                "GET /v5/user/query-api",
                asked -> done("{\"readOnly\":0,\"permissions\":"
                        + "{\"Spot\":[\"SpotTrade\"],\"Wallet\":[\"AccountTransfer\",\"Withdraw\"]}}"));
        assertThat(broker.key(Deadline.in(PATIENCE)))
                .isEqualTo(new KeyReport.Accepted(Optional.of(new KeyReport.Rights(true, true))));

        exchange.on(
                "GET /v5/user/query-api",
                asked -> done("{\"readOnly\":1,\"permissions\":{\"Spot\":[\"SpotTrade\"],\"Wallet\":[]}}"));
        assertThat(broker.key(Deadline.in(PATIENCE)))
                .isEqualTo(new KeyReport.Accepted(Optional.of(new KeyReport.Rights(false, false))));
    }

    @Test
    void aDemoThatDoesNotTellRightsIsAskedForItsWallet() {
        exchange.on("GET /v5/user/query-api", asked -> refused("10032"));
        exchange.on("GET /v5/account/wallet-balance", asked -> done("{\"list\":[]}"));
        assertThat(broker.key(Deadline.in(PATIENCE))).isEqualTo(new KeyReport.Accepted(Optional.empty()));

        exchange.on("GET /v5/account/wallet-balance", asked -> refused("10003"));
        assertThat(broker.key(Deadline.in(PATIENCE))).isInstanceOf(KeyReport.Refused.class);
    }

    private static LookupReport.Found found(LookupReport report) {
        assertThat(report).isInstanceOf(LookupReport.Found.class);
        return (LookupReport.Found) report;
    }

    private static ScriptedExchange.Reply done(String result) {
        return ScriptedExchange.json(
                200, "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":" + result + ",\"retExtInfo\":{},\"time\":1}");
    }

    private static ScriptedExchange.Reply refused(String code) {
        return ScriptedExchange.json(
                200, "{\"retCode\":" + code + ",\"retMsg\":\"no\",\"result\":{},\"retExtInfo\":{},\"time\":1}");
    }

    private static String list(String elements) {
        return "{\"list\":[" + elements + "],\"nextPageCursor\":\"\"}";
    }

    private static String names(OrderIntent intent, String id) {
        return "{\"orderId\":\"" + id + "\",\"orderLinkId\":\"" + intent.clientOrderId() + "\"}";
    }

    private static String ticker(String last) {
        return list("{\"symbol\":\"BTCUSDT\",\"lastPrice\":\"" + last + "\",\"bid1Price\":\"1\",\"ask1Price\":\"2\"}");
    }

    private static String order(OrderIntent intent, String id, String status, String more) {
        boolean isLimit = intent.terms().limit().isPresent();
        return "{\"orderId\":\"" + id + "\",\"orderLinkId\":\"" + intent.clientOrderId() + "\",\"symbol\":\"BTCUSDT\","
                + "\"side\":\"" + (intent.side() == Side.BUY ? "Buy" : "Sell") + "\",\"orderType\":\""
                + (isLimit ? "Limit" : "Market") + "\",\"marketUnit\":\"baseCoin\",\"qty\":\"0.25\",\"orderStatus\":\""
                + status + "\",\"cumExecQty\":\"0\",\"cumExecValue\":\"0\",\"avgPrice\":\"\",\"createdTime\":\""
                + System.currentTimeMillis() + "\"" + more + "}";
    }

    private static String fill(OrderIntent intent, String orderId, String id) {
        return "{\"execId\":\"" + id + "\",\"orderId\":\"" + orderId + "\",\"orderLinkId\":\"" + intent.clientOrderId()
                + "\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"execType\":\"Trade\",\"execPrice\":\"90\","
                + "\"execQty\":\"0.1\",\"execFee\":\"0.0001\",\"feeCurrency\":\"BTC\",\"isMaker\":true,\"execTime\":\""
                + System.currentTimeMillis() + "\"}";
    }

    private static OrderIntent limitBuy() {
        return intent(Purpose.ENTRY, OrderTerms.limit(BTC_USDT, Side.BUY, base("0.25"), Price.of("90.5")));
    }

    private static OrderIntent stop(String trigger) {
        return intent(Purpose.PROTECTION, OrderTerms.stop(BTC_USDT, Side.SELL, base("0.25"), Price.of(trigger)));
    }

    private static OrderSize.OfBase base(String quantity) {
        return new OrderSize.OfBase(Quantity.of(quantity));
    }

    private static OrderIntent intent(Purpose purpose, OrderTerms terms) {
        DecisionKey decision = new DecisionKey(new BotId("bench"), Instant.parse("2026-03-01T12:00:00Z"));
        return new OrderIntent(
                ClientOrderId.of(decision, purpose, 0),
                decision,
                purpose,
                terms,
                Price.of("100"),
                Optional.empty(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private PlacementReport place(OrderIntent intent) {
        return reply(receiver -> broker.place(intent, receiver));
    }

    private LookupReport lookUp(Order order) {
        return reply(receiver -> broker.lookUp(order, receiver));
    }

    private CancelReport cancel(Order order) {
        return reply(receiver -> broker.cancel(order, receiver));
    }

    private static <R> R reply(Consumer<Consumer<R>> request) {
        BlockingQueue<R> replies = new ArrayBlockingQueue<>(10);
        request.accept(replies::add);
        try {
            R reply = replies.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(reply).as("a reply").isNotNull();
            return Objects.requireNonNull(reply);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
