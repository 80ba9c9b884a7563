package cab.infrastructure.exchange.live;

import cab.application.port.PlacementReport;
import cab.domain.order.OrderIntent;
import cab.domain.order.Purpose;
import cab.infrastructure.exchange.throttle.Urgency;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeTimes;
import cab.infrastructure.exchange.transport.NotSentCode;
import cab.infrastructure.exchange.transport.ServerTime;
import java.time.Instant;
import java.util.Optional;

/** What must hold before an order leaves, whatever the exchange. Waits. Thread-safe. */
public final class PlacementGuard {

    private final ExchangeTimes times;
    private final ServerTime serverTime;
    private final InstrumentRules rules;

    public PlacementGuard(ExchangeTimes times, ServerTime serverTime, InstrumentRules rules) {
        this.times = times;
        this.serverTime = serverTime;
        this.rules = rules;
    }

    /** Why the order must not be sent, or empty when it may be. */
    public Optional<PlacementReport> refusal(OrderIntent intent, Deadline deadline) {
        if (!serverTime.isKnown(deadline)) {
            return Optional.of(new PlacementReport.Rejected(
                    NotSentCode.CLOCK_UNKNOWN, "the exchange's clock could not be read, so no deadline can be set"));
        }
        // What sells a position is sent all the same: the exchange decides.
        return intent.purpose() == Purpose.ENTRY ? obstacleTo(intent) : Optional.empty();
    }

    private Optional<PlacementReport> obstacleTo(OrderIntent intent) {
        Optional<String> skew = serverTime.skewProblem();
        if (skew.isPresent()) {
            return Optional.of(new PlacementReport.Rejected(NotSentCode.CLOCK_SKEW, skew.get()));
        }
        return rules.obstacle(intent.symbol(), intent.side())
                .map(obstacle -> new PlacementReport.Rejected(NotSentCode.NOT_TRADABLE, obstacle));
    }

    /**
     * When the exchange must not carry the order out any more, by its own clock. Never later than a lifetime from now,
     * should the clock have been set since.
     */
    public long expiryOf(OrderIntent intent) {
        Instant decidedAt = intent.decidedAt();
        long lifetimeMs = times.orderLifetime().toMillis();
        return Math.min(serverTime.millisOf(decidedAt), serverTime.millis()) + lifetimeMs;
    }

    public static Urgency urgencyOf(OrderIntent intent) {
        return intent.purpose().reducesPosition() ? Urgency.PROTECTIVE : Urgency.ORDINARY;
    }
}
