package cab.infrastructure.exchange.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** Lets requests meet the faults that are drawn for them. Thread-safe; may hold the request's own thread. */
final class Troubles {

    private static final String GATEWAY_PAGE = """
            <html>
            <head><title>502 Bad Gateway</title></head>
            <body>
            <center><h1>502 Bad Gateway</h1></center>
            <hr><center>nginx</center>
            </body>
            </html>
            """;

    private static final Duration BAN = Duration.ofSeconds(10);
    private static final Duration NEVER_ANSWERED = Duration.ofSeconds(45);

    private final ExchangeFace face;
    private final WireFaults faults;
    private final LongSupplier nanoTime;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong bannedUntilNanos = new AtomicLong(Long.MIN_VALUE);

    Troubles(ExchangeFace face, WireFaults faults, LongSupplier nanoTime) {
        this.face = face;
        this.faults = faults;
        this.nanoTime = nanoTime;
    }

    /** Serves the request, or not, and writes what its sender gets to see. */
    void serve(WireRequest request, Context context, Consumer<WireReply> answer) throws IOException {
        boolean isChange = face.isChange(request);
        if (isBanned()) {
            answer.accept(face.banned(BAN));
            return;
        }
        if (faults.happens(WireFault.REQUEST_LOST)) {
            abandon(context, WireFault.REQUEST_LOST);
            return;
        }
        if (isChange && faults.happens(WireFault.LATE_ARRIVAL)) {
            arriveLate(request, context);
            return;
        }
        boolean page = faults.happens(WireFault.BAD_GATEWAY);
        if (page && !(isChange && faults.isEven(WireFault.BAD_GATEWAY))) {
            answer.accept(gatewayPage());
            return;
        }
        WireReply reply = face.serve(
                !isChange && faults.happens(WireFault.LAG)
                        ? request.seenBefore(faults.span(WireFault.LAG, Duration.ofMillis(300), Duration.ofSeconds(3)))
                        : request);
        if (page) {
            answer.accept(gatewayPage());
        } else if (faults.happens(WireFault.ANSWER_LOST)) {
            abandon(context, WireFault.ANSWER_LOST);
        } else if (faults.happens(WireFault.ANSWER_GARBLED)) {
            byte[] whole = reply.body().bytes();
            answer.accept(new WireReply(
                    reply.status(),
                    reply.contentType(),
                    WireBody.of(Arrays.copyOf(whole, whole.length / 2)),
                    reply.headers()));
        } else {
            if (faults.happens(WireFault.STALL)) {
                boolean _ = pause(faults.span(WireFault.STALL, Duration.ofSeconds(1), Duration.ofSeconds(15)));
            }
            answer.accept(reply);
        }
    }

    /** From now on these go wrong, and no others; a ban ends. See {@link WireFaults#change}. */
    void change(String spec) {
        faults.change(spec);
        bannedUntilNanos.set(Long.MIN_VALUE);
    }

    /** Lets those go whose answers are held back. */
    void close() {
        closing.countDown();
    }

    private boolean isBanned() {
        long nowNanos = nanoTime.getAsLong();
        if (faults.happens(WireFault.BAN)) {
            bannedUntilNanos.set(nowNanos + BAN.toNanos());
        }
        long until = bannedUntilNanos.get();
        return until != Long.MIN_VALUE && nowNanos - until < 0;
    }

    private void arriveLate(WireRequest request, Context context) throws IOException {
        Duration by = faults.span(WireFault.LATE_ARRIVAL, Duration.ofMillis(500), Duration.ofSeconds(20));
        Thread _ = Thread.ofVirtual().name("late-request").start(() -> {
            if (!pause(by)) {
                WireReply _ = face.serve(request);
            }
        });
        abandon(context, WireFault.LATE_ARRIVAL);
    }

    /** Closes the connection at once, or when its sender must have given up. */
    private void abandon(Context context, WireFault fault) throws IOException {
        if (faults.isEven(fault)) {
            boolean _ = pause(NEVER_ANSWERED);
        }
        EndPoint connection = ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        connection.close();
        throw new IOException("the connection was closed on purpose");
    }

    /** Whether the server is closing. */
    private boolean pause(Duration length) {
        try {
            return closing.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static WireReply gatewayPage() {
        return new WireReply(
                502, "text/html", WireBody.of(GATEWAY_PAGE.getBytes(StandardCharsets.ISO_8859_1)), Map.of());
    }
}
