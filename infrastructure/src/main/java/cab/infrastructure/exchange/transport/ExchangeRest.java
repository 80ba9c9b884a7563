package cab.infrastructure.exchange.transport;

import cab.application.port.Scheduler;
import cab.infrastructure.exchange.throttle.Demand;
import cab.infrastructure.exchange.throttle.Grant;
import cab.infrastructure.exchange.throttle.RateLimit;
import cab.infrastructure.exchange.throttle.Throttle;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request at a time for each caller and says what came of it. Every call ends within its deadline, body
 * included, and what is given up is torn down. Nothing is ever sent again from here, except what {@link #read} repeats
 * because asking twice changes nothing. Waits, so it is called on threads of the adapter. Thread-safe.
 */
public final class ExchangeRest {

    private static final int READ_ATTEMPTS = 3;
    private static final Duration READ_PAUSE = Duration.ofMillis(200);

    private final HttpClient http;
    private final URI root;
    private final RestDialect dialect;
    private final ServerClock clock;
    private final Scheduler time;
    private final Throttle throttle;
    private final RateLimit overall;
    private final RateLimitAnswers rateLimitAnswers;
    private final Duration requestDeadline;

    /**
     * A way to one exchange.
     *
     * @param root of its REST interface
     * @param overall the budget that every request takes from
     * @param requestDeadline within which one request is answered or given up
     */
    public ExchangeRest(
            HttpClient http,
            URI root,
            RestDialect dialect,
            ServerClock clock,
            Scheduler time,
            Throttle throttle,
            RateLimit overall,
            Duration requestDeadline) {
        this.http = http;
        this.root = root;
        this.dialect = dialect;
        this.clock = clock;
        this.time = time;
        this.throttle = throttle;
        this.overall = overall;
        this.rateLimitAnswers = new RateLimitAnswers(dialect, throttle, clock, time);
        this.requestDeadline = requestDeadline;
    }

    /**
     * Asks, and asks again when no clear answer came and there is time: only for what changes nothing.
     *
     * @throws ExchangeFault when there was no clear answer
     */
    public JsonNode read(ExchangeCall call, Deadline deadline) {
        return switch (askUntilClear(call, deadline)) {
            case ExchangeAnswer.Done(JsonNode body) -> body;
            case ExchangeAnswer.Refused(int status, String label, String message) ->
                throw new ExchangeFault(label + " (" + status + "): " + message);
            case ExchangeAnswer.Unclear(String cause) -> throw new ExchangeFault(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> throw new ExchangeFault(code + ": " + cause);
        };
    }

    /** Like {@link #read}, for callers who know what to do with a refusal; also for cancellations. */
    public ExchangeAnswer askUntilClear(ExchangeCall call, Deadline deadline) {
        ExchangeAnswer answer = send(call, deadline);
        for (int attempt = 1; attempt < READ_ATTEMPTS && isWorthAsking(answer) && !deadline.hasPassed(); attempt++) {
            pause(deadline);
            answer = send(call, deadline);
        }
        return answer;
    }

    private static boolean isWorthAsking(ExchangeAnswer answer) {
        return switch (answer) {
            case ExchangeAnswer.Done done -> false;
            // The throttle holds the next one back until the exchange allows it.
            case ExchangeAnswer.Refused refused -> refused.status() == RateLimitAnswers.TOO_MANY_REQUESTS;
            case ExchangeAnswer.Unclear unclear -> true;
            case ExchangeAnswer.NotSent notSent -> notSent.code().equals(NotSentCode.NO_CONNECTION);
        };
    }

    private void pause(Deadline deadline) {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        // Nobody else completes it.
        var _ = time.after(READ_PAUSE, () -> over.complete(true));
        Optional<Boolean> waited = await(over, deadline);
        assert waited.isPresent()
                || deadline.hasPassed()
                || Thread.currentThread().isInterrupted();
    }

    /** Sends {@code call} once, or says why it was not sent. */
    public ExchangeAnswer send(ExchangeCall call, Deadline whole) {
        Deadline deadline = whole.within(requestDeadline);
        if (call.isPrivate() && !dialect.hasKey()) {
            return new ExchangeAnswer.NotSent(NotSentCode.NO_KEY, "the account needs a key");
        }
        CompletableFuture<Grant> granted = new CompletableFuture<>();
        throttle.request(demandOf(call, deadline), granted::complete);
        Optional<Grant> grant = await(granted, deadline);
        if (grant.isEmpty()) {
            return new ExchangeAnswer.NotSent(NotSentCode.THROTTLED, "no room within the exchange's limits in time");
        }
        return switch (grant.get()) {
            case Grant.Refused(String reason) -> new ExchangeAnswer.NotSent(NotSentCode.THROTTLED, reason);
            case Grant.Granted granting -> exchange(call, deadline);
        };
    }

    private Demand demandOf(ExchangeCall call, Deadline deadline) {
        return new Demand(
                call.limitedBy(overall).limits(), call.urgency(), time.instant().plus(deadline.left()));
    }

    private ExchangeAnswer exchange(ExchangeCall call, Deadline deadline) {
        if (call.expiresAtMs().isPresent()
                && clock.millis() >= call.expiresAtMs().getAsLong()) {
            return new ExchangeAnswer.NotSent(NotSentCode.TOO_LATE, "the time to send it had passed");
        }
        if (deadline.hasPassed()) {
            return new ExchangeAnswer.NotSent(NotSentCode.TOO_LATE, "the deadline had passed before it was sent");
        }
        CompletableFuture<HttpResponse<byte[]>> response = http.sendAsync(
                requestOf(call),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), Json.BYTES_MAX));
        try {
            return answerOf(call, response.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return givenUp(response, "no answer in time");
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return givenUp(response, "the connection was closed before the answer came");
        } catch (ExecutionException failed) {
            return failureOf(failed.getCause());
        }
    }

    private static ExchangeAnswer givenUp(CompletableFuture<?> response, String cause) {
        // Tears the connection down, so that a slow answer costs nothing any more.
        boolean cancelled = response.cancel(true);
        return new ExchangeAnswer.Unclear(cancelled ? cause : cause + ", it came at the last moment");
    }

    private static ExchangeAnswer failureOf(@Nullable Throwable cause) {
        return switch (cause) {
            // Thrown when no connection could be made, so before a byte of the request was written.
            case ConnectException noConnection ->
                new ExchangeAnswer.NotSent(NotSentCode.NO_CONNECTION, "the exchange cannot be reached");
            case IOException broken ->
                new ExchangeAnswer.Unclear(
                        "the connection broke: " + broken.getClass().getSimpleName());
            case null, default ->
                new ExchangeAnswer.Unclear("the request failed: " + PlainText.of(String.valueOf(cause)));
        };
    }

    private HttpRequest requestOf(ExchangeCall call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(dialect.target(call)))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
        dialect.sign(call, request);
        HttpRequest.BodyPublisher body = call.body().isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(call.body());
        return request.method(call.method(), body).build();
    }

    private ExchangeAnswer answerOf(ExchangeCall call, HttpResponse<byte[]> response) {
        ExchangeAnswer answer = dialect.read(response.statusCode(), response.body());
        rateLimitAnswers.heed(call, response.statusCode(), answer, response.headers());
        return answer;
    }

    private static <T> Optional<T> await(CompletableFuture<T> future, Deadline deadline) {
        try {
            return Optional.of(future.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("nobody fails it", impossible);
        }
    }
}
