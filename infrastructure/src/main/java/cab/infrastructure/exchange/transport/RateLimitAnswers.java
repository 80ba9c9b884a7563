package cab.infrastructure.exchange.transport;

import cab.application.port.Scheduler;
import cab.infrastructure.exchange.throttle.Throttle;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells the throttle what the exchange says of its limits, in every answer. Thread-safe. */
final class RateLimitAnswers {

    static final int TOO_MANY_REQUESTS = 429;

    private static final Duration PAUSE_FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(1);
    private static final int DOUBLINGS_MAX = 6;

    private final RestDialect dialect;
    private final Throttle throttle;
    private final ServerClock clock;
    private final Scheduler time;
    private final AtomicInteger refusedInARow = new AtomicInteger();

    RateLimitAnswers(RestDialect dialect, Throttle throttle, ServerClock clock, Scheduler time) {
        this.dialect = dialect;
        this.throttle = throttle;
        this.clock = clock;
        this.time = time;
    }

    void heed(ExchangeCall call, int status, ExchangeAnswer answer, HttpHeaders headers) {
        if (dialect.isTooMany(status, answer)) {
            throttle.ban(endOfBan(headers, refusedInARow.getAndIncrement()));
            return;
        }
        refusedInARow.set(0);
        if (dialect.left(headers).orElse(1) <= 0) {
            resetOf(headers).ifPresent(reset -> throttle.exhausted(call.limits().getFirst(), reset));
        }
    }

    private Instant endOfBan(HttpHeaders headers, int refusedBefore) {
        Instant now = time.instant();
        Duration guess = PAUSE_FIRST.multipliedBy(1L << Math.min(refusedBefore, DOUBLINGS_MAX));
        Instant guessed = now.plus(guess.compareTo(PAUSE_MAX) < 0 ? guess : PAUSE_MAX);
        return retryAfter(headers, now)
                .or(() -> resetOf(headers))
                .filter(end -> end.isAfter(now))
                .orElse(guessed);
    }

    private static Optional<Instant> retryAfter(HttpHeaders headers, Instant now) {
        OptionalLong seconds = Json.wholeIfAny(headers.firstValue("Retry-After"));
        return seconds.isPresent()
                ? Optional.of(now.plusSeconds(seconds.getAsLong()))
                : headers.firstValue("Retry-After").flatMap(RateLimitAnswers::date);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** At most a minute ahead: what the limits of exchanges span. */
    private Optional<Instant> resetOf(HttpHeaders headers) {
        Instant latest = time.instant().plus(PAUSE_MAX);
        return dialect.reset(headers)
                .map(reset -> clock.localOf(reset.toEpochMilli()))
                .map(reset -> reset.isAfter(latest) ? latest : reset);
    }
}
