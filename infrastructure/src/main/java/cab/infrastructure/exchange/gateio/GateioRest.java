package cab.infrastructure.exchange.gateio;

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
final class GateioRest {

    private static final String PREFIX = "/api/v4";
    private static final int READ_ATTEMPTS = 3;
    private static final Duration READ_PAUSE = Duration.ofMillis(200);

    /** The age from which on a signature is refused by the exchange. */
    private static final long SIGNATURE_AGE_MAX_SECONDS = 60;

    private final HttpClient http;
    private final URI root;
    private final Optional<GateioSigner> signer;
    private final ServerClock clock;
    private final Scheduler time;
    private final Throttle throttle;
    private final RateLimit overall;
    private final RateLimitAnswers rateLimitAnswers;
    private final Duration requestDeadline;

    GateioRest(HttpClient http, GateioSettings settings, ServerClock clock, Scheduler time, Throttle throttle) {
        this.http = http;
        this.root = settings.restUrl();
        this.signer = settings.apiKey().map(GateioSigner::new);
        this.clock = clock;
        this.time = time;
        this.throttle = throttle;
        this.overall = new RateLimit("overall", settings.requestsPerSecond(), settings.requestBurst());
        this.rateLimitAnswers = new RateLimitAnswers(throttle, clock, time);
        this.requestDeadline = settings.times().requestDeadline();
    }

    /**
     * Asks, and asks again when no clear answer came and there is time: only for what changes nothing.
     *
     * @throws GateioFault when there was no clear answer
     */
    JsonNode read(GateioCall call, Deadline deadline) {
        return switch (askUntilClear(call, deadline)) {
            case GateioAnswer.Done(JsonNode body) -> body;
            case GateioAnswer.Refused(int status, String label, String message) ->
                throw new GateioFault(label + " (" + status + "): " + message);
            case GateioAnswer.Unclear(String cause) -> throw new GateioFault(cause);
            case GateioAnswer.NotSent(String code, String cause) -> throw new GateioFault(code + ": " + cause);
        };
    }

    /** Like {@link #read}, for callers who know what to do with a refusal; also for cancellations. */
    GateioAnswer askUntilClear(GateioCall call, Deadline deadline) {
        GateioAnswer answer = send(call, deadline);
        for (int attempt = 1; attempt < READ_ATTEMPTS && isWorthAsking(answer) && !deadline.hasPassed(); attempt++) {
            pause(deadline);
            answer = send(call, deadline);
        }
        return answer;
    }

    private static boolean isWorthAsking(GateioAnswer answer) {
        return switch (answer) {
            case GateioAnswer.Done done -> false;
            // The throttle holds the next one back until the exchange allows it.
            case GateioAnswer.Refused refused -> refused.status() == RateLimitAnswers.TOO_MANY_REQUESTS;
            case GateioAnswer.Unclear unclear -> true;
            case GateioAnswer.NotSent notSent -> notSent.code().equals(NotSentCode.NO_CONNECTION);
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
    GateioAnswer send(GateioCall call, Deadline whole) {
        Deadline deadline = whole.within(requestDeadline);
        if (call.isPrivate() && signer.isEmpty()) {
            return new GateioAnswer.NotSent(NotSentCode.NO_KEY, "the account needs a key");
        }
        CompletableFuture<Grant> granted = new CompletableFuture<>();
        throttle.request(demandOf(call, deadline), granted::complete);
        Optional<Grant> grant = await(granted, deadline);
        if (grant.isEmpty()) {
            return new GateioAnswer.NotSent(NotSentCode.THROTTLED, "no room within the exchange's limits in time");
        }
        return switch (grant.get()) {
            case Grant.Refused(String reason) -> new GateioAnswer.NotSent(NotSentCode.THROTTLED, reason);
            case Grant.Granted granting -> exchange(call, deadline);
        };
    }

    private Demand demandOf(GateioCall call, Deadline deadline) {
        return new Demand(
                call.limitedBy(overall).limits(), call.urgency(), time.instant().plus(deadline.left()));
    }

    private GateioAnswer exchange(GateioCall call, Deadline deadline) {
        if (call.expiresAtMs().isPresent()
                && clock.millis() >= call.expiresAtMs().getAsLong()) {
            return new GateioAnswer.NotSent(NotSentCode.TOO_LATE, "the time to send it had passed");
        }
        if (deadline.hasPassed()) {
            return new GateioAnswer.NotSent(NotSentCode.TOO_LATE, "the deadline had passed before it was sent");
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

    private static GateioAnswer givenUp(CompletableFuture<?> response, String cause) {
        // Tears the connection down, so that a slow answer costs nothing any more.
        boolean cancelled = response.cancel(true);
        return new GateioAnswer.Unclear(cancelled ? cause : cause + ", it came at the last moment");
    }

    private static GateioAnswer failureOf(@Nullable Throwable cause) {
        return switch (cause) {
            // Thrown when no connection could be made, so before a byte of the request was written.
            case ConnectException noConnection ->
                new GateioAnswer.NotSent(NotSentCode.NO_CONNECTION, "the exchange cannot be reached");
            case IOException broken ->
                new GateioAnswer.Unclear(
                        "the connection broke: " + broken.getClass().getSimpleName());
            case null, default ->
                new GateioAnswer.Unclear("the request failed: " + PlainText.of(String.valueOf(cause)));
        };
    }

    private HttpRequest requestOf(GateioCall call) {
        String target = PREFIX + call.path() + (call.query().isEmpty() ? "" : "?" + call.query());
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(target))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
        call.expiresAtMs().ifPresent(expiresAt -> request.header("x-gate-exptime", Long.toString(expiresAt)));
        if (call.isPrivate()) {
            sign(call, request, signer.orElseThrow());
        }
        HttpRequest.BodyPublisher body = call.body().isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(call.body());
        return request.method(call.method(), body).build();
    }

    private void sign(GateioCall call, HttpRequest.Builder request, GateioSigner with) {
        long seconds = signedAt(call);
        request.header("KEY", with.key())
                .header("Timestamp", Long.toString(seconds))
                .header(
                        "SIGN",
                        with.ofRequest(call.method(), PREFIX + call.path(), call.query(), call.body(), seconds));
    }

    /**
     * What a request says that the time is. One that must not be carried out late is signed as if it were old, so that
     * its signature ends when it does: not every endpoint promises to read the header that says so.
     */
    private long signedAt(GateioCall call) {
        long nowSeconds = Math.floorDiv(clock.millis(), 1_000);
        return call.expiresAtMs().isEmpty()
                ? nowSeconds
                : Math.min(
                        nowSeconds, Math.floorDiv(call.expiresAtMs().getAsLong(), 1_000) - SIGNATURE_AGE_MAX_SECONDS);
    }

    private GateioAnswer answerOf(GateioCall call, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        rateLimitAnswers.heed(call, status, response.headers());
        if (status == 200 || status == 201) {
            try {
                return new GateioAnswer.Done(Json.read(response.body()));
            } catch (GateioFault unreadable) {
                return new GateioAnswer.Unclear(unreadable.cause());
            }
        }
        return status >= 400 && status < 500
                ? refusalOf(status, response.body())
                : new GateioAnswer.Unclear("status " + status);
    }

    /** A refusal counts only in the exchange's own words: a page of something in between proves nothing. */
    private GateioAnswer refusalOf(int status, byte[] body) {
        try {
            JsonNode error = Json.read(body);
            String label = Json.text(error, "label");
            if (label.equals("REQUEST_EXPIRED")) {
                clock.doubt();
            }
            String message = Json.textIfAny(error, "message")
                    .or(() -> Json.textIfAny(error, "detail"))
                    .orElse("");
            return new GateioAnswer.Refused(status, PlainText.of(label), PlainText.of(message));
        } catch (GateioFault unreadable) {
            return new GateioAnswer.Unclear("status " + status + " without a label");
        }
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
