package cab.benchmarks;

import cab.app.assembly.SettingsReader;
import cab.app.assembly.TradingRuntime;
import cab.application.port.JournalEntry;
import cab.domain.market.CandleSeries;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
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
import cab.infrastructure.config.Settings;
import cab.infrastructure.exchange.live.UnreachableException;
import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.server.ExchangeFace;
import cab.infrastructure.exchange.server.ExchangeServer;
import cab.infrastructure.exchange.server.SocketFace;
import cab.infrastructure.exchange.server.SocketLine;
import cab.infrastructure.exchange.server.WireReply;
import cab.infrastructure.exchange.server.WireRequest;
import cab.infrastructure.exchange.server.gateio.GateFace;
import cab.infrastructure.exchange.server.gateio.GateRules;
import cab.infrastructure.exchange.simulated.ExchangeTerms;
import cab.infrastructure.exchange.simulated.Listing;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.PaperVenue;
import cab.infrastructure.exchange.simulated.ServedVenue;
import cab.infrastructure.marketdata.ReplayFeed;
import cab.infrastructure.secrets.Secret;
import cab.infrastructure.storage.SqliteDatabase;
import cab.infrastructure.storage.SqliteOrderJournal;
import cab.infrastructure.storage.VenueAccount;
import cab.infrastructure.time.WallClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * How long the whole program takes from a closed candle on the WebSocket to the order that it leads to, with the intent
 * durable on the disk in between: from the moment the exchange hands the candle to its socket to the moment the request
 * has arrived there, over loopback. Beside it, in the same run, what cannot be saved: one durable commit, and one HTTP
 * request and its answer. Bot and exchange share the process. Arguments: seconds.
 */
public final class SocketLatency {

    private static final Symbol SYMBOL = Symbol.of("BTC/USDT");
    private static final int SPEED = 60;
    private static final int CANDLES = 20_000;
    private static final int WAVE = 4;
    private static final Duration PRICE_INTERVAL = Duration.ofMillis(100);
    private static final int TRIES_MAX = 20;
    private static final int BARE_WARM_UP = 500;
    private static final int BARE = 2_000;

    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong closedAtNanos = new AtomicLong();
    private final Queue<Long> taken = new ConcurrentLinkedQueue<>();

    private SocketLatency() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length == 0 ? 120 : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("latency");
        try {
            new SocketLatency().run(seconds, folder);
            bareCommit(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void run(int seconds, Path folder) throws Exception {
        Instrument instrument = new Instrument(
                SYMBOL,
                new BigDecimal("0.01"),
                new BigDecimal("0.000001"),
                Quantity.ZERO,
                Money.of("1", SYMBOL.quote()),
                new FeeSchedule(Percent.ZERO, Percent.ZERO, FeeSchedule.FeeCharge.RECEIVED));
        ExchangeTerms terms = ExchangeTerms.honest(1);
        WallClock clock = new WallClock();
        long startMs = Timeframe.M1.bucketOpenMs(clock.millis());
        CandleSeries candles = candles(startMs);
        try (ServedVenue venue = new ServedVenue(
                terms,
                new PaperVenue.Pace(startMs, SPEED, System::nanoTime),
                List.of(new Listing(instrument, new ReplayFeed(candles))),
                Optional.empty(),
                fault -> {
                    throw new IllegalStateException(fault);
                })) {
            ApiKey key = new ApiKey(
                    "key", new Secret("secret"), venue.account("main", List.of(Money.of("100000", SYMBOL.quote()))), 1);
            GateFace face = new GateFace(
                    venue,
                    clock,
                    System::nanoTime,
                    GateRules.usual().withoutRateLimits(),
                    List.of(new MarketBoard(instrument, new ReplayFeed(candles), terms.fills())),
                    List.of(key));
            try (ExchangeServer server = new ExchangeServer(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new MeasuredFace(face))) {
                venue.start();
                server.start();
                trade(server.url(), folder, seconds);
                ended.set(true);
                System.out.println(words(
                        "candle on the socket to order at the exchange",
                        taken.stream().mapToLong(Long::longValue).toArray()));
                bareRequest(server.url());
            }
        }
    }

    private static void trade(String url, Path folder, int seconds) throws InterruptedException {
        Map<String, String> settings = new HashMap<>();
        settings.put("MODE", "live");
        settings.put("EXCHANGE", "gateio");
        settings.put("PRICE_FEED", "live");
        settings.put("EXCHANGE_URL", url);
        settings.put("EXCHANGE_SPEED", Integer.toString(SPEED));
        settings.put("API_KEY", "key");
        settings.put("API_SECRET", "secret");
        settings.put("DATA_DIR", folder.toString());
        settings.put("BROKER_RATE_RPS", "1000");
        settings.put("BROKER_RATE_BURST", "1000");
        settings.put("TRADING_TIMEFRAME", "1m");
        settings.put("STRATEGY_EMA_CROSS_FAST", "2");
        settings.put("STRATEGY_EMA_CROSS_SLOW", "4");
        settings.put("STOP_PLACEMENT", "local");
        settings.put("MTF_ENABLED", "0");
        settings.put("RISK_COOLDOWN_SEC", "0");
        settings.put("RISK_MAX_ORDERS_5M", "0");
        settings.put("SAFETY_MAX_ORDERS_PER_DAY", "0");
        try (TradingRuntime runtime = opened(new SettingsReader(settings).read(Optional.empty()))) {
            runtime.start();
            Thread.sleep(Duration.ofSeconds(seconds));
        }
    }

    /** Where a minute is a second, the first answers are too slow to tell the time by. */
    private static TradingRuntime opened(Settings settings) {
        for (int tries = 1; ; tries++) {
            try {
                return TradingRuntime.open(settings, () -> {});
            } catch (UnreachableException slow) {
                if (tries == TRIES_MAX) {
                    throw slow;
                }
            }
        }
    }

    /** Up and down by one per cent, without an end that is reached. */
    private static CandleSeries candles(long startMs) {
        CandleSeries.Builder series = CandleSeries.builder(Timeframe.M1);
        double close = 100;
        for (int index = -CANDLES / 10; index < CANDLES; index++) {
            double open = close;
            close = 100
                    + 0.2
                            * (Math.floorMod(index, WAVE) < WAVE / 2
                                    ? Math.floorMod(index, WAVE)
                                    : WAVE - Math.floorMod(index, WAVE));
            series = series.add(
                    startMs + index * Timeframe.M1.lengthMs(),
                    open,
                    Math.max(open, close),
                    Math.min(open, close),
                    close,
                    100_000);
        }
        return series.build();
    }

    private static void bareRequest(String url) throws IOException, InterruptedException {
        long[] nanos = new long[BARE];
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v4/spot/time"))
                    .build();
            for (int call = -BARE_WARM_UP; call < BARE; call++) {
                long began = System.nanoTime();
                int status =
                        http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
                if (status != 200) {
                    throw new IllegalStateException("status " + status);
                }
                if (call >= 0) {
                    nanos[call] = System.nanoTime() - began;
                }
            }
        }
        System.out.println(words("one HTTP request and its answer", nanos));
    }

    private static void bareCommit(Path folder) throws InterruptedException {
        long[] nanos = new long[BARE];
        Semaphore answers = new Semaphore(0);
        try (SqliteDatabase database =
                        SqliteDatabase.open(folder.resolve("bare.sqlite3").toString());
                SqliteOrderJournal journal = SqliteOrderJournal.open(
                        database, new VenueAccount("none", "benchmark"), InstantSource.fixed(Instant.EPOCH))) {
            for (int call = -BARE_WARM_UP; call < BARE; call++) {
                long began = System.nanoTime();
                journal.commit(List.of(new JournalEntry.Intended(intent(call))), report -> answers.release());
                answers.acquire();
                if (call >= 0) {
                    nanos[call] = System.nanoTime() - began;
                }
            }
        }
        System.out.println(words("one durable commit of an intent", nanos));
    }

    private static OrderIntent intent(int number) {
        DecisionKey decision =
                new DecisionKey(new BotId("benchmark"), Instant.ofEpochMilli(1_700_000_000_000L + number));
        return new OrderIntent(
                ClientOrderId.of(decision, Purpose.ENTRY, 0),
                decision,
                Purpose.ENTRY,
                OrderTerms.market(SYMBOL, Side.BUY, new OrderSize.OfBase(Quantity.of("0.01"))),
                Price.of("50000"),
                Optional.empty(),
                decision.at());
    }

    private static String words(String what, long[] nanos) {
        Arrays.sort(nanos);
        return nanos.length == 0
                ? what + ": none"
                : String.format(
                        Locale.ROOT,
                        "%s: p50 %.2f ms, p99 %.2f ms, %d samples",
                        what,
                        nanos[nanos.length / 2] / 1e6,
                        nanos[(int) (nanos.length * 0.99)] / 1e6,
                        nanos.length);
    }

    /** Notes when candles leave and orders arrive. */
    private final class MeasuredFace implements ExchangeFace {

        private final ExchangeFace face;

        private MeasuredFace(ExchangeFace face) {
            this.face = face;
        }

        @Override
        public String prefix() {
            return face.prefix();
        }

        @Override
        public boolean isChange(WireRequest request) {
            return face.isChange(request);
        }

        @Override
        public WireReply banned(Duration wait) {
            return face.banned(wait);
        }

        @Override
        public List<SocketFace> sockets() {
            return face.sockets().stream().<SocketFace>map(MeasuredSocket::new).toList();
        }

        @Override
        public WireReply serve(WireRequest request) {
            if (request.method().equals("POST") && request.path().endsWith("/spot/orders")) {
                long closedAt = closedAtNanos.getAndSet(0);
                if (closedAt != 0) {
                    taken.add(System.nanoTime() - closedAt);
                }
            }
            return face.serve(request);
        }
    }

    /**
     * Notes when a closed candle is handed to the socket. Prices are told ten times a second: once would look like a
     * stream that has died, to a bot whose minute is a second.
     */
    private final class MeasuredSocket implements SocketFace {

        private final SocketFace face;
        private final AtomicReference<String> price = new AtomicReference<>("");

        private MeasuredSocket(SocketFace face) {
            this.face = face;
        }

        private void repeatPrices(SocketLine line) {
            while (!ended.get()) {
                try {
                    Thread.sleep(PRICE_INTERVAL);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return;
                }
                String last = price.get();
                if (!last.isEmpty()) {
                    line.send(last);
                }
            }
        }

        @Override
        public String path() {
            return face.path();
        }

        @Override
        public Listener open(SocketLine line) {
            Thread _ = Thread.ofVirtual().name("prices").start(() -> repeatPrices(line));
            return face.open(new SocketLine() {
                @Override
                public void send(String text) {
                    if (text.contains("spot.tickers") && text.contains("\"update\"")) {
                        price.set(text);
                    }
                    if (text.contains("spot.candlesticks") && text.contains("\"w\":true")) {
                        closedAtNanos.set(System.nanoTime());
                    }
                    line.send(text);
                }

                @Override
                public void close(int code, String reason) {
                    line.close(code, reason);
                }
            });
        }

        @Override
        public void start() {
            face.start();
        }

        @Override
        public void close() {
            face.close();
        }
    }
}
