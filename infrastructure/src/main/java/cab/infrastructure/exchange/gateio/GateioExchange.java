package cab.infrastructure.exchange.gateio;

import cab.application.monitoring.ComponentHealth;
import cab.application.monitoring.ComponentProbe;
import cab.application.port.Broker;
import cab.application.port.MarketData;
import cab.application.port.Scheduler;
import cab.domain.market.Symbol;
import cab.infrastructure.time.ThreadMailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A connection to Gate.io: its market, and with a key an account on it. Its threads are the owner of the stream, and
 * virtual ones for what is under way; all end with {@link #close}. Thread-safe.
 */
public final class GateioExchange implements AutoCloseable {

    /** Messages of the stream that may wait; a tenth of a second of a busy market. */
    private static final int MESSAGES_MAX = 4_096;

    /** Within which the exchange must answer at the start. */
    private static final Duration START_MAX = Duration.ofSeconds(30);

    private final GateioTimes times;
    private final List<Symbol> symbols;
    private final Scheduler time;
    private final GateioConnection connection;
    private final ThreadMailbox mailbox;
    private final GateioStream stream;
    private final GateioMarketData marketData;
    private final Optional<Broker> broker;
    private final AtomicReference<String> rulesProblem = new AtomicReference<>("");
    private volatile boolean closed;

    private GateioExchange(
            GateioSettings settings, List<Symbol> symbols, Scheduler time, LongSupplier nanoTime, long seed) {
        this.times = settings.times();
        this.symbols = List.copyOf(symbols);
        this.time = time;
        this.connection = new GateioConnection(settings, time, nanoTime);
        this.mailbox = new ThreadMailbox("gateio-stream", MESSAGES_MAX, failure -> {
            throw new AssertionError("messages are guarded", failure);
        });
        SteadyMailbox steady = new SteadyMailbox(mailbox);
        this.stream = new GateioStream(
                new JdkStreamDialer(connection.http(), settings.streamUrl()),
                settings.apiKey().map(GateioSigner::new),
                connection.clock(),
                time,
                steady,
                times.streamSilenceMax(),
                seed);
        this.marketData = new GateioMarketData(times, connection, stream, time, steady);
        this.broker = settings.apiKey()
                .map(key -> connection.broker(new GateioAccountStream(stream, connection, times.operationDeadline())));
    }

    /**
     * Connects: reads the exchange's clock and the rules of the symbols, and keeps both up to date. Waits for at most
     * half a minute.
     *
     * @param symbols that will be traded
     * @param time of the program
     * @param seed scatters what is tried again
     * @throws IllegalStateException when the exchange does not answer in time, or does not list one of the symbols
     */
    public static GateioExchange connect(GateioSettings settings, List<Symbol> symbols, Scheduler time, long seed) {
        return connect(settings, symbols, time, System::nanoTime, seed);
    }

    /**
     * The same for a time that does not pass by itself, or not as the machine's.
     *
     * @param nanoTime the monotonic clock that belongs to {@code time}
     */
    public static GateioExchange connect(
            GateioSettings settings, List<Symbol> symbols, Scheduler time, LongSupplier nanoTime, long seed) {
        GateioExchange exchange = new GateioExchange(settings, symbols, time, nanoTime, seed);
        try {
            exchange.start();
            return exchange;
        } catch (RuntimeException failed) {
            exchange.close();
            throw failed;
        }
    }

    /**
     * What time it is at the exchange, for who has to know before anything else. Waits for at most half a minute.
     *
     * @param time of the machine
     * @throws IllegalStateException when the exchange does not answer in time
     */
    public static Instant timeOf(GateioSettings settings, Scheduler time) {
        try (GateioConnection connection = new GateioConnection(settings, time, System::nanoTime)) {
            Deadline deadline = Deadline.in(START_MAX);
            // The first answer brings the connection about and is slow; the second says more.
            boolean connected = connection.serverTime().measure(deadline);
            if (!connection.serverTime().measure(deadline) && !connected) {
                throw new IllegalStateException("Gate.io does not tell its time; is the address right?");
            }
            return Instant.ofEpochMilli(connection.clock().millis());
        }
    }

    /** Why nothing must be opened by the clock of this machine, or empty when it agrees with the exchange's. */
    public Optional<String> clockProblem() {
        return connection.serverTime().skewProblem();
    }

    private void start() {
        Deadline deadline = Deadline.in(START_MAX);
        if (!connection.serverTime().isKnown(deadline)) {
            throw new IllegalStateException("Gate.io does not tell its time; is the address right?");
        }
        connection.serverTime().start();
        for (Symbol symbol : symbols) {
            try {
                connection.instruments().refresh(symbol, deadline);
            } catch (GateioFault unclear) {
                throw new IllegalStateException(
                        "Gate.io does not tell the rules of " + symbol + ": " + unclear.cause(), unclear);
            }
            if (connection.instruments().instrument(symbol).isEmpty()) {
                throw new IllegalStateException("Gate.io does not list " + symbol);
            }
        }
        planRules();
    }

    private void planRules() {
        if (!closed) {
            // A closed connection does nothing when its time comes.
            var _ = time.after(times.rulesInterval(), this::readRules);
        }
    }

    private void readRules() {
        if (!closed) {
            Consumer<String> done = problem -> {
                rulesProblem.set(problem);
                planRules();
            };
            connection
                    .operations()
                    .start(
                            "rules",
                            times.operationDeadline(),
                            deadline -> {
                                symbols.forEach(
                                        symbol -> connection.instruments().refresh(symbol, deadline));
                                return "";
                            },
                            new Operations.Answers<>(done, cause -> cause, cause -> cause));
        }
    }

    /** The market. Lives as long as this connection. */
    public MarketData marketData() {
        return marketData;
    }

    /** The account; empty without a key. Lives as long as this connection. */
    public Optional<Broker> broker() {
        return broker;
    }

    /** Finds out whether the exchange can be used: its clock, its limits, its stream, its rules. Does not ask it. */
    public ComponentProbe probe() {
        return () -> {
            if (connection.throttle().isBanned()) {
                return ComponentHealth.degraded("the exchange refuses requests for now: too many were sent");
            }
            if (!connection.clock().isKnown()) {
                return ComponentHealth.degraded("the exchange's clock is not known");
            }
            return connection
                    .serverTime()
                    .skewProblem()
                    .map(ComponentHealth::degraded)
                    .orElseGet(this::streamHealth);
        };
    }

    private ComponentHealth streamHealth() {
        if (stream.isBroken()) {
            return ComponentHealth.degraded("the stream is cut off; what it would tell is read instead");
        }
        String problem = rulesProblem.get();
        return problem.isEmpty()
                ? ComponentHealth.up()
                : ComponentHealth.degraded("the rules of the symbols could not be read again: " + problem);
    }

    /** Whether nothing is under way and everything that is subscribed to is there. */
    boolean isIdle() {
        return connection.operations().isIdle() && !stream.isBroken();
    }

    /** Ends everything; what is under way is answered that nothing is known. */
    @Override
    public void close() {
        closed = true;
        stream.close();
        mailbox.close();
        connection.close();
    }
}
