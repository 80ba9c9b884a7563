package cab.benchmarks;

import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.server.ExchangeServer;
import cab.infrastructure.exchange.server.gateio.GateFace;
import cab.infrastructure.exchange.server.gateio.GateRules;
import cab.infrastructure.exchange.simulated.ExchangeTerms;
import cab.infrastructure.exchange.simulated.Listing;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.PaperVenue;
import cab.infrastructure.exchange.simulated.ServedVenue;
import cab.infrastructure.marketdata.FixedFeed;
import cab.infrastructure.secrets.Secret;
import cab.infrastructure.time.WallClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How many signed orders a second the local exchange takes over HTTP on this machine, and how long one takes. Clients
 * and server share the processor. Arguments: seconds for each number of clients.
 */
public final class ExchangeServerSpeed {

    private static final String KEY = "key";
    private static final String SECRET = "secret";
    private static final String PATH = "/api/v4/spot/orders";
    private static final int WARM_UP_SECONDS = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI orders;

    private ExchangeServerSpeed(URI orders) {
        this.orders = orders;
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length == 0 ? 10 : Integer.parseInt(arguments[0]);
        Symbol symbol = Symbol.of("BTC/USDT");
        Instrument instrument = new Instrument(
                symbol,
                new BigDecimal("0.01"),
                new BigDecimal("0.000001"),
                Quantity.ZERO,
                Money.of("1", symbol.quote()),
                new FeeSchedule(Percent.of("0.2"), Percent.of("0.2"), FeeSchedule.FeeCharge.RECEIVED));
        ExchangeTerms terms = ExchangeTerms.honest(1);
        WallClock clock = new WallClock();
        try (ServedVenue venue = new ServedVenue(
                terms,
                new PaperVenue.Pace(clock.millis(), 1, System::nanoTime),
                List.of(new Listing(instrument, new FixedFeed(Timeframe.M1, 100, 1e9))),
                Optional.empty(),
                fault -> {
                    throw new IllegalStateException(fault);
                })) {
            ApiKey key = new ApiKey(
                    KEY, new Secret(SECRET), venue.account("main", List.of(Money.of("1000000000", symbol.quote()))), 1);
            GateFace face = new GateFace(
                    venue,
                    clock,
                    System::nanoTime,
                    GateRules.usual().withoutRateLimits(),
                    List.of(new MarketBoard(instrument, new FixedFeed(Timeframe.M1, 100, 1e9), terms.fills())),
                    List.of(key));
            try (ExchangeServer server =
                    new ExchangeServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), face)) {
                venue.start();
                server.start();
                ExchangeServerSpeed speed = new ExchangeServerSpeed(URI.create(server.url() + PATH));
                String _ = speed.measured(2, WARM_UP_SECONDS);
                System.out.println(speed.measured(1, seconds));
                System.out.println(speed.measured(8, seconds));
            }
        }
    }

    private String measured(int clients, int seconds) throws InterruptedException {
        long endNanos = System.nanoTime() + seconds * 1_000_000_000L;
        List<List<Long>> taken = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            List<Long> own = new ArrayList<>();
            taken.add(own);
            int number = client;
            threads.add(Thread.ofPlatform().name("client-" + client).start(() -> trade(number, endNanos, own)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long[] all = taken.stream()
                .flatMap(List::stream)
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        return String.format(
                Locale.ROOT,
                "%d clients: %.0f orders/s, p50 %.2f ms, p99 %.2f ms, %d orders",
                clients,
                all.length / (double) seconds,
                all[all.length / 2] / 1e6,
                all[(int) (all.length * 0.99)] / 1e6,
                all.length);
    }

    private void trade(int client, long endNanos, List<Long> taken) {
        long number = 0;
        while (System.nanoTime() < endNanos) {
            String body = String.format(
                    Locale.ROOT,
                    "{\"text\":\"t-%d-%d\",\"currency_pair\":\"BTC_USDT\",\"type\":\"market\",\"account\":\"spot\","
                            + "\"side\":\"buy\",\"amount\":\"2\",\"time_in_force\":\"ioc\"}",
                    client,
                    number++);
            long began = System.nanoTime();
            place(body);
            taken.add(System.nanoTime() - began);
        }
    }

    private void place(String body) {
        try {
            String timestamp = Long.toString(new WallClock().millis() / 1_000);
            HttpRequest request = HttpRequest.newBuilder(orders)
                    .header("Content-Type", "application/json")
                    .header("KEY", KEY)
                    .header("Timestamp", timestamp)
                    .header("SIGN", signature(body, timestamp))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String signature(String body, String timestamp) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-512").digest(body.getBytes(StandardCharsets.UTF_8));
        String text = "POST\n" + PATH + "\n\n" + HexFormat.of().formatHex(hash) + "\n" + timestamp;
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
