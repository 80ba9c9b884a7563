package cab.infrastructure.exchange.bybit;

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

/**
 * Bybit's API V5: signatures with a window in which they must arrive, refusals in answers of status 200, headers of its
 * limits. Thread-safe.
 */
final class BybitDialect implements RestDialect {

    /** How old a question may be when it arrives. */
    private static final long WINDOW_MS = 5_000;

    private static final String DONE = "0";
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Optional<BybitSigner> signer;
    private final ServerClock clock;

    BybitDialect(Optional<BybitSigner> signer, ServerClock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public String target(ExchangeCall call) {
        return call.path() + (call.query().isEmpty() ? "" : "?" + call.query());
    }

    @Override
    public boolean hasKey() {
        return signer.isPresent();
    }

    /** What must not be carried out late gets a window that ends when it does. */
    @Override
    public void sign(ExchangeCall call, HttpRequest.Builder request) {
        if (!call.isPrivate()) {
            return;
        }
        BybitSigner with = signer.orElseThrow();
        long nowMs = clock.millis();
        long windowMs =
                call.expiresAtMs().isPresent() ? Math.max(1, call.expiresAtMs().getAsLong() - nowMs) : WINDOW_MS;
        request.header("X-BAPI-API-KEY", with.key())
                .header("X-BAPI-TIMESTAMP", Long.toString(nowMs))
                .header("X-BAPI-RECV-WINDOW", Long.toString(windowMs))
                .header("X-BAPI-SIGN", with.ofRequest(nowMs, windowMs, call.query() + call.body()));
    }

    /** A refusal counts only in the exchange's own words: a page of something in between proves nothing. */
    @Override
    public ExchangeAnswer read(int status, byte[] body) {
        try {
            JsonNode answer = Json.read(body);
            String code = Json.text(answer, "retCode");
            if (code.equals(DONE) && status == 200) {
                return new ExchangeAnswer.Done(answer.path("result"));
            }
            String message = PlainText.of(Json.textIfAny(answer, "retMsg").orElse(""));
            if (code.equals(DONE) || status >= 500 || BybitCodes.isServerFault(code)) {
                return new ExchangeAnswer.Unclear(PlainText.of(code) + " (" + status + "): " + message);
            }
            if (code.equals(BybitCodes.EXPIRED)) {
                clock.doubt();
            }
            return new ExchangeAnswer.Refused(
                    BybitCodes.isTooMany(code) ? TOO_MANY_REQUESTS : status, PlainText.of(code), message);
        } catch (ExchangeFault unreadable) {
            return new ExchangeAnswer.Unclear(
                    status == 200 ? unreadable.cause() : "status " + status + " without a code");
        }
    }

    /** Who asks too often from one address is shown a page. */
    @Override
    public boolean isTooMany(int status, ExchangeAnswer answer) {
        return switch (answer) {
            case ExchangeAnswer.Refused refused -> refused.status() == TOO_MANY_REQUESTS;
            case ExchangeAnswer.Unclear unclear -> status == FORBIDDEN || status == TOO_MANY_REQUESTS;
            case ExchangeAnswer.Done done -> false;
            case ExchangeAnswer.NotSent notSent -> false;
        };
    }

    @Override
    public OptionalLong left(HttpHeaders headers) {
        return Json.wholeIfAny(headers.firstValue("X-Bapi-Limit-Status"));
    }

    @Override
    public Optional<Instant> reset(HttpHeaders headers) {
        return WireTime.ofHeader(headers.firstValue("X-Bapi-Limit-Reset-Timestamp"));
    }
}
