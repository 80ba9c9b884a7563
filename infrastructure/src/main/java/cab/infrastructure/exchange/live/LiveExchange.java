package cab.infrastructure.exchange.live;

import cab.application.monitoring.ComponentHealth;
import cab.application.monitoring.ComponentProbe;
import cab.application.port.MarketData;
import cab.application.port.Scheduler;
import cab.domain.market.Symbol;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeStream;
import cab.infrastructure.exchange.transport.ExchangeTimes;
import cab.infrastructure.exchange.transport.Operations;
import cab.infrastructure.time.ThreadMailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A connection to an exchange: its market, and with a key an account on it. Its threads are the owner of the streams,
 * and virtual ones for what is under way; all end with {@link #close}. Thread-safe.
 */
public final class LiveExchange implements AutoCloseable {

    /** Messages of the streams that may wait; a tenth of a second of a busy market. */
    private static final int MESSAGES_MAX = 4_096;

    /** Within which the exchange must answer at the start. */
    public static final Duration START_MAX = Duration.ofSeconds(30);

    private static final int TIME_ATTEMPTS = 4;

    private final Parts parts;
    private final List<Symbol> symbols;
    private final Scheduler time;
    private final AtomicReference<String> rulesProblem = new AtomicReference<>("");
    private volatile boolean closed;

    /**
     * What a connection consists of.
     *
     * @param name of the exchange, for people
     * @param mailbox of the streams
     * @param marketData over the streams
     * @param broker over the streams; empty without a key
     */
    public record Parts(
            String name,
            ExchangeTimes times,
            LiveConnection connection,
            InstrumentRules rules,
            ThreadMailbox mailbox,
            List<ExchangeStream> streams,
            MarketData marketData,
            Optional<LiveBroker> broker) {

        public Parts {
            streams = List.copyOf(streams);
        }
    }

    private LiveExchange(Parts parts, List<Symbol> symbols, Scheduler time) {
        this.parts = parts;
        this.symbols = List.copyOf(symbols);
        this.time = time;
    }

    /** The mailbox of the streams of a new connection. */
    public static ThreadMailbox mailbox(String name) {
        return new ThreadMailbox(name + "-stream", MESSAGES_MAX, failure -> {
            throw new AssertionError("messages are guarded", failure);
        });
    }

    /** Starts what {@code parts} make; see {@link Venue#connect}. They belong to the result, and end with a failure. */
    public static LiveExchange start(Parts parts, List<Symbol> symbols, Scheduler time) {
        LiveExchange exchange = new LiveExchange(parts, symbols, time);
        try {
            exchange.start();
            return exchange;
        } catch (RuntimeException failed) {
            exchange.close();
            throw failed;
        }
    }

    /** See {@link Venue#timeThere}. */
    public static Instant timeThere(String name, LiveConnection connection) {
        Deadline deadline = Deadline.in(START_MAX);
        // The first answer brings the connection about and is slow; the next says more. What it says is taken at once:
        // the time there may run faster than the machine's.
        boolean isConnected = connection.serverTime().measure(deadline);
        boolean isMeasured = false;
        for (int attempt = 0; attempt < TIME_ATTEMPTS && !isMeasured; attempt++) {
            isMeasured = connection.serverTime().measure(deadline);
        }
        if (!isMeasured) {
            throw new UnreachableException(
                    isConnected ? name + " takes too long to tell its time" : noTime(name, connection));
        }
        return Instant.ofEpochMilli(connection.clock().millis());
    }

    /** Why nothing must be opened by the clock of this machine, or empty when it agrees with the exchange's. */
    public Optional<String> clockProblem() {
        return parts.connection().serverTime().skewProblem();
    }

    private void start() {
        Deadline deadline = Deadline.in(START_MAX);
        if (!parts.connection().serverTime().isKnown(deadline)) {
            throw new UnreachableException(noTime(parts.name(), parts.connection()));
        }
        parts.connection().serverTime().start();
        for (Symbol symbol : symbols) {
            try {
                parts.rules().refresh(symbol, deadline);
            } catch (ExchangeFault unclear) {
                throw new UnreachableException(
                        parts.name() + " does not tell the rules of " + symbol + ": " + unclear.cause());
            }
            if (parts.rules().instrument(symbol).isEmpty()) {
                throw new IllegalStateException(parts.name() + " does not list " + symbol);
            }
        }
        planRules();
    }

    private static String noTime(String name, LiveConnection connection) {
        return name + " does not tell its time (" + connection.serverTime().problem() + "); is the address right?";
    }

    private void planRules() {
        if (!closed) {
            // A closed connection does nothing when its time comes.
            var _ = time.after(parts.times().rulesInterval(), this::readRules);
        }
    }

    private void readRules() {
        if (!closed) {
            Consumer<String> done = problem -> {
                rulesProblem.set(problem);
                planRules();
            };
            parts.connection()
                    .operations()
                    .start(
                            "rules",
                            parts.times().operationDeadline(),
                            deadline -> {
                                symbols.forEach(symbol -> parts.rules().refresh(symbol, deadline));
                                return "";
                            },
                            new Operations.Answers<>(done, cause -> cause, cause -> cause));
        }
    }

    /** The market. Lives as long as this connection. */
    public MarketData marketData() {
        return parts.marketData();
    }

    /** The account; empty without a key. Lives as long as this connection. */
    public Optional<LiveBroker> broker() {
        return parts.broker();
    }

    /** Finds out whether the exchange can be used: its clock, its limits, its stream, its rules. Does not ask it. */
    public ComponentProbe probe() {
        return () -> {
            if (parts.connection().throttle().isBanned()) {
                return ComponentHealth.degraded("the exchange refuses requests for now: too many were sent");
            }
            if (!parts.connection().clock().isKnown()) {
                return ComponentHealth.degraded("the exchange's clock is not known");
            }
            return parts.connection()
                    .serverTime()
                    .skewProblem()
                    .map(ComponentHealth::degraded)
                    .orElseGet(this::streamHealth);
        };
    }

    private ComponentHealth streamHealth() {
        if (parts.streams().stream().anyMatch(ExchangeStream::isBroken)) {
            return ComponentHealth.degraded("the stream is cut off; what it would tell is read instead");
        }
        String problem = rulesProblem.get();
        return problem.isEmpty()
                ? ComponentHealth.up()
                : ComponentHealth.degraded("the rules of the symbols could not be read again: " + problem);
    }

    /** Whether nothing is under way and everything that is subscribed to is there. */
    public boolean isIdle() {
        return parts.connection().operations().isIdle()
                && parts.streams().stream().noneMatch(ExchangeStream::isBroken);
    }

    /** Ends everything; what is under way is answered that nothing is known. */
    @Override
    public void close() {
        closed = true;
        parts.streams().forEach(ExchangeStream::close);
        parts.mailbox().close();
        parts.connection().close();
    }
}
