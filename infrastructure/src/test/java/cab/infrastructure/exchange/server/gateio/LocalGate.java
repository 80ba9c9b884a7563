package cab.infrastructure.exchange.server.gateio;

import cab.domain.market.CandleSeries;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.server.ExchangeServer;
import cab.infrastructure.exchange.server.WireFaults;
import cab.infrastructure.exchange.simulated.ExchangeTerms;
import cab.infrastructure.exchange.simulated.FillRules;
import cab.infrastructure.exchange.simulated.Listing;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.PaperVenue;
import cab.infrastructure.exchange.simulated.ServedVenue;
import cab.infrastructure.marketdata.CandleFeed;
import cab.infrastructure.marketdata.FixedFeed;
import cab.infrastructure.marketdata.ReplayFeed;
import cab.infrastructure.secrets.Secret;
import cab.infrastructure.time.WallClock;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * An exchange on a free port, and a customer who signs by hand. BTC/USDT stands at 100 with spread and slippage of
 * nothing, ETH/USDT at 10; ticks of 0.01, steps of 0.001, at least 1 USDT, 0.2 % fee. The machine's clock can be set
 * ahead.
 */
final class LocalGate implements AutoCloseable {

    static final String KEY = "test-key";
    static final String SECRET = "test-secret";
    static final String PREFIX = "/api/v4";

    /** With it the first answer or request that is lost has its connection closed, and not left open. */
    static final long CLOSING_SEED = 23;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FillRules FREE = new FillRules(Percent.ZERO, Percent.ZERO, Percent.of("100"));

    final AtomicLong nanos = new AtomicLong();
    final long startMs = 1_790_000_000_000L;
    private final ServedVenue venue;
    private final ExchangeServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    LocalGate() {
        this(GateRules.usual().withoutRateLimits());
    }

    LocalGate(GateRules rules) {
        this(rules, () -> new FixedFeed(Timeframe.M1, 100, 1_000_000));
    }

    /** An exchange whose BTC/USDT trades as {@code btc} says. */
    LocalGate(GateRules rules, Supplier<CandleFeed> btc) {
        this(rules, btc, WireFaults.none());
    }

    /** The same, with faults on the way. */
    LocalGate(GateRules rules, Supplier<CandleFeed> btc, WireFaults faults) {
        Instrument bitcoin = instrument("BTC/USDT");
        Instrument ether = instrument("ETH/USDT");
        Supplier<CandleFeed> eth = () -> new FixedFeed(Timeframe.M1, 10, 1_000_000);
        venue = new ServedVenue(
                ExchangeTerms.honest(1).withFills(FREE),
                new PaperVenue.Pace(startMs, 1, nanos::get),
                List.of(new Listing(bitcoin, btc.get()), new Listing(ether, eth.get())),
                Optional.empty(),
                fault -> {
                    throw new AssertionError(fault);
                });
        List<Money> deposits = List.of(
                Money.of("10000", bitcoin.symbol().quote()),
                Money.of("10", bitcoin.symbol().base()));
        List<ApiKey> keys = List.of(
                new ApiKey(KEY, new Secret(SECRET), venue.account("main", deposits), 1_000_001),
                new ApiKey("other-key", new Secret(SECRET), venue.account("other", deposits), 1_000_002));
        GateFace face = new GateFace(
                venue,
                new WallClock(),
                nanos::get,
                rules,
                List.of(new MarketBoard(bitcoin, btc.get(), FREE), new MarketBoard(ether, eth.get(), FREE)),
                keys,
                faults);
        List<Symbol> symbols = List.of(bitcoin.symbol(), ether.symbol());
        try {
            server = new ExchangeServer(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    List.of(face),
                    Optional.of(new GateTruth(venue, symbols, keys, faults)),
                    faults);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        venue.start();
        server.start();
    }

    /**
     * Candles of a minute each from the start on, {@code {open, high, low, close, volume}}, and an hour flat before.
     */
    static Supplier<CandleFeed> minutes(double before, double[]... candles) {
        CandleSeries.Builder series = CandleSeries.builder(Timeframe.M1);
        long startMs = 1_790_000_000_000L / 60_000 * 60_000;
        for (int back = 60; back > 0; back--) {
            series = series.add(startMs - back * 60_000L, before, before, before, before, 1_000);
        }
        for (int index = 0; index < candles.length; index++) {
            double[] each = candles[index];
            series = series.add(startMs + index * 60_000L, each[0], each[1], each[2], each[3], each[4]);
        }
        CandleSeries built = series.build();
        return () -> new ReplayFeed(built);
    }

    private static Instrument instrument(String symbol) {
        Symbol traded = Symbol.of(symbol);
        return new Instrument(
                traded,
                new BigDecimal("0.01"),
                new BigDecimal("0.001"),
                Quantity.ZERO,
                Money.of("1", traded.quote()),
                new FeeSchedule(Percent.of("0.2"), Percent.of("0.2"), FeeSchedule.FeeCharge.RECEIVED));
    }

    String url() {
        return server.url();
    }

    ServedVenue venue() {
        return venue;
    }

    /** Lets the time of the market pass. */
    void pass(long seconds) {
        nanos.addAndGet(seconds * 1_000_000_000L);
    }

    /** An answer: status and document. */
    record Answer(int status, JsonNode body, Map<String, List<String>> headers) {

        String label() {
            return body.path("label").asText();
        }

        String text(String field) {
            return body.path(field).asText();
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of(""))
                    .getFirst();
        }
    }

    Answer get(String path) {
        return send(request("GET", path, ""));
    }

    Answer signed(String method, String path, String body) {
        return signed(method, path, body, KEY, Map.of());
    }

    Answer signed(String method, String path, String body, String key, Map<String, String> headers) {
        String timestamp = Long.toString(venue.clock().millis() / 1_000);
        return signedAt(timestamp, method, path, body, key, headers);
    }

    Answer signedAt(
            String timestamp, String method, String path, String body, String key, Map<String, String> headers) {
        int question = path.indexOf('?');
        String query = question < 0 ? "" : path.substring(question + 1);
        String bare = PREFIX + (question < 0 ? path : path.substring(0, question));
        String signature =
                GateSignature.ofRequest(SECRET, method, bare, query, body.getBytes(StandardCharsets.UTF_8), timestamp);
        HttpRequest.Builder request = request(method, path, body)
                .header("KEY", key)
                .header("Timestamp", timestamp)
                .header("SIGN", signature);
        headers.forEach(request::header);
        return send(request);
    }

    HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(url() + PREFIX + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    JSON.readTree(response.body()),
                    response.headers().map());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** The account as it is, whatever goes wrong on the way. */
    JsonNode truth() {
        return send(HttpRequest.newBuilder(URI.create(url() + "/truth/main"))).body();
    }

    /** Says from now on what goes wrong, and returns the status of the answer. */
    int changeFaults(String spec) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(url() + "/faults"))
                                .PUT(HttpRequest.BodyPublishers.ofString(spec))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    static String limit(String side, String amount, String price, String text) {
        return """
                {"text":"%s","currency_pair":"BTC_USDT","type":"limit","account":"spot","side":"%s","amount":"%s",\
                "price":"%s","time_in_force":"gtc"}""".formatted(text, side, amount, price);
    }

    @Override
    public void close() {
        server.close();
        venue.close();
        client.close();
    }
}
