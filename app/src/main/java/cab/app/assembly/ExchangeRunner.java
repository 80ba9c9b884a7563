package cab.app.assembly;

import cab.cli.ExchangeProgram;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.cli.Terminal;
import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.server.ExchangeServer;
import cab.infrastructure.logging.Logs;
import cab.infrastructure.logging.Redaction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Serves the simulated exchange for the command line, until the process is asked to end. */
public final class ExchangeRunner implements ExchangeProgram {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeRunner.class);

    private final Terminal terminal;

    public ExchangeRunner(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int run(Request request) {
        InetSocketAddress address = new InetSocketAddress(request.host(), request.port());
        requireSecretBeyondLoopback(request, address);
        Logs.text(Level.WARN, new Redaction());
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    asked.countDown();
                    awaitQuietly(ended);
                }));
        AtomicBoolean broken = new AtomicBoolean();
        try {
            serve(request, address, asked, fault -> {
                LOG.error("the exchange has ended code=EXCHANGE_FAILED", fault);
                broken.set(true);
                asked.countDown();
            });
            return broken.get() ? ExitCode.FAULT : ExitCode.HOLDS;
        } finally {
            ended.countDown();
        }
    }

    private static void requireSecretBeyondLoopback(Request request, InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new Refusal(ExitCode.USAGE, List.of("cab: --host is unknown: " + request.host()));
        }
        boolean isOpen = !address.getAddress().isLoopbackAddress();
        if (isOpen && request.access().secret().length() < 16) {
            throw new Refusal(
                    ExitCode.USAGE,
                    List.of("cab: --secret of at least 16 characters is needed to listen beyond this machine"));
        }
    }

    private void serve(
            Request request, InetSocketAddress address, CountDownLatch asked, Consumer<Throwable> onFailure) {
        try (ExchangeWorld world = ExchangeWorld.open(request, onFailure);
                ExchangeServer server =
                        new ExchangeServer(address, world.faces(), Optional.of(world.truth()), world.faults())) {
            world.start();
            server.start();
            sayHello(request, world, server);
            awaitQuietly(asked);
            world.faults()
                    .injected()
                    .forEach((fault, count) -> terminal.out().println("fault " + fault + ": " + count));
        } catch (IOException taken) {
            throw new Refusal(
                    ExitCode.CONFIGURATION,
                    List.of("cab: cannot listen on " + request.host() + ":" + request.port() + ": "
                            + taken.getMessage()));
        }
        terminal.out().println("stopped");
        terminal.out().flush();
    }

    private void sayHello(Request request, ExchangeWorld world, ExchangeServer server) {
        terminal.out()
                .println("exchange: " + server.url() + "/api/v4 (as Gate.io, API v4), WebSocket "
                        + server.url().replace("http://", "ws://") + "/ws/v4/; as Bybit, API V5, at /v5");
        terminal.out()
                .println("market: "
                        + request.symbols().stream().map(Object::toString).collect(Collectors.joining(", ")) + "; "
                        + world.name() + "; " + request.market().speed()
                        + " times real time; no real prices, no real money");
        for (ApiKey key : world.keys()) {
            terminal.out()
                    .println("account " + key.account().name() + ": key " + key.key() + " secret "
                            + key.secret().reveal());
        }
        terminal.out().println("Ctrl-C stops");
        terminal.out().flush();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
