package cab.domain.risk;

import cab.domain.market.Quote;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The quote that a rule may go by, or why there is none. */
sealed interface FreshQuote {

    /** There is one. Immutable. */
    record Known(Quote quote) implements FreshQuote {}

    /** There is none, for {@code reason}. Immutable. */
    record Missing(String reason) implements FreshQuote {}

    /** The last known quote, when it is at most {@code ageMax} old at {@code at}. */
    static FreshQuote of(RiskState state, Instant at, Duration ageMax) {
        Optional<Quote> quote = state.quote();
        if (quote.isEmpty()) {
            return new Missing("no quote was known");
        }
        Duration age = Duration.between(quote.get().at(), at);
        return age.compareTo(ageMax) > 0
                ? new Missing("the quote must be at most " + ageMax + " old, was " + age)
                : new Known(quote.get());
    }
}
