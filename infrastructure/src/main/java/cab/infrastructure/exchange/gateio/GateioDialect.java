package cab.infrastructure.exchange.gateio;

import cab.infrastructure.exchange.transport.ExchangeAnswer;
import cab.infrastructure.exchange.transport.ExchangeCall;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.PlainText;
import cab.infrastructure.exchange.transport.RestDialect;
import cab.infrastructure.exchange.transport.ServerClock;
import cab.infrastructure.exchange.transport.WireTime;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Gate.io's API v4: signatures, labels, headers of its limits. Thread-safe. */
final class GateioDialect implements RestDialect {

    private static final String PREFIX = "/api/v4";

    /** The age from which on a signature is refused by the exchange. */
    private static final long SIGNATURE_AGE_MAX_SECONDS = 60;

    private static final int TOO_MANY_REQUESTS = 429;

    /** What some gateways answer to who went on after a 429. */
    private static final int BANNED = 418;

    private final Optional<GateioSigner> signer;
    private final ServerClock clock;

    GateioDialect(Optional<GateioSigner> signer, ServerClock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public String target(ExchangeCall call) {
        return PREFIX + call.path() + (call.query().isEmpty() ? "" : "?" + call.query());
    }

    @Override
    public boolean hasKey() {
        return signer.isPresent();
    }

    @Override
    public void sign(ExchangeCall call, HttpRequest.Builder request) {
        call.expiresAtMs().ifPresent(expiresAt -> request.header("x-gate-exptime", Long.toString(expiresAt)));
        if (call.isPrivate()) {
            GateioSigner with = signer.orElseThrow();
            long seconds = signedAt(call);
            request.header("KEY", with.key())
                    .header("Timestamp", Long.toString(seconds))
                    .header(
                            "SIGN",
                            with.ofRequest(call.method(), PREFIX + call.path(), call.query(), call.body(), seconds));
        }
    }

    /**
     * What a request says that the time is. One that must not be carried out late is signed as if it were old, so that
     * its signature ends when it does: not every endpoint promises to read the header that says so.
     */
    private long signedAt(ExchangeCall call) {
        long nowSeconds = Math.floorDiv(clock.millis(), 1_000);
        return call.expiresAtMs().isEmpty()
                ? nowSeconds
                : Math.min(
                        nowSeconds, Math.floorDiv(call.expiresAtMs().getAsLong(), 1_000) - SIGNATURE_AGE_MAX_SECONDS);
    }

    @Override
    public ExchangeAnswer read(int status, byte[] body) {
        if (status == 200 || status == 201) {
            try {
                return new ExchangeAnswer.Done(Json.read(body));
            } catch (ExchangeFault unreadable) {
                return new ExchangeAnswer.Unclear(unreadable.cause());
            }
        }
        return status >= 400 && status < 500 ? refusalOf(status, body) : new ExchangeAnswer.Unclear("status " + status);
    }

    /** A refusal counts only in the exchange's own words: a page of something in between proves nothing. */
    private ExchangeAnswer refusalOf(int status, byte[] body) {
        try {
            JsonNode error = Json.read(body);
            String label = Json.text(error, "label");
            if (label.equals("REQUEST_EXPIRED")) {
                clock.doubt();
            }
            String message = Json.textIfAny(error, "message")
                    .or(() -> Json.textIfAny(error, "detail"))
                    .orElse("");
            return new ExchangeAnswer.Refused(status, PlainText.of(label), PlainText.of(message));
        } catch (ExchangeFault unreadable) {
            return new ExchangeAnswer.Unclear("status " + status + " without a label");
        }
    }

    @Override
    public boolean isTooMany(int status, ExchangeAnswer answer) {
        return status == TOO_MANY_REQUESTS || status == BANNED;
    }

    @Override
    public OptionalLong left(HttpHeaders headers) {
        return Json.wholeIfAny(headers.firstValue("X-Gate-RateLimit-Requests-Remain"));
    }

    @Override
    public Optional<Instant> reset(HttpHeaders headers) {
        return WireTime.ofHeader(headers.firstValue("X-Gate-RateLimit-Reset-Timestamp"));
    }
}
