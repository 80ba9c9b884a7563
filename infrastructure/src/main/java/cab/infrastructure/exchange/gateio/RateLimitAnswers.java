package cab.infrastructure.exchange.gateio;

import cab.application.port.Scheduler;
import cab.infrastructure.exchange.throttle.Throttle;
import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells the throttle what the exchange says of its limits, in every answer. Thread-safe. */
final class RateLimitAnswers {

    static final int TOO_MANY_REQUESTS = 429;

    /** What some gateways answer to who went on after a 429. */
    private static final int BANNED = 418;

    private static final Duration PAUSE_FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(1);
    private static final int DOUBLINGS_MAX = 6;

    private final Throttle throttle;
    private final ServerClock clock;
    private final Scheduler time;
    private final AtomicInteger refusedInARow = new AtomicInteger();

    RateLimitAnswers(Throttle throttle, ServerClock clock, Scheduler time) {
        this.throttle = throttle;
        this.clock = clock;
        this.time = time;
    }

    void heed(GateioCall call, int status, HttpHeaders headers) {
        if (status == TOO_MANY_REQUESTS || status == BANNED) {
            throttle.ban(endOfBan(headers, refusedInARow.getAndIncrement()));
            return;
        }
        refusedInARow.set(0);
        if (number(headers, "X-Gate-RateLimit-Requests-Remain").orElse(1L) <= 0) {
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
        Optional<Instant> seconds = number(headers, "Retry-After").map(now::plusSeconds);
        return seconds.isPresent() ? seconds : headers.firstValue("Retry-After").flatMap(RateLimitAnswers::date);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** At most a minute ahead: what the limits of the exchange span. */
    private Optional<Instant> resetOf(HttpHeaders headers) {
        Instant latest = time.instant().plus(PAUSE_MAX);
        return number(headers, "X-Gate-RateLimit-Reset-Timestamp")
                .map(seconds ->
                        clock.localOf(GateioTime.of(BigDecimal.valueOf(seconds)).toEpochMilli()))
                .map(reset -> reset.isAfter(latest) ? latest : reset);
    }

    private static Optional<Long> number(HttpHeaders headers, String name) {
        return headers.firstValue(name)
                .filter(text -> text.matches("-?\\d{1,15}"))
                .map(Long::valueOf);
    }
}
