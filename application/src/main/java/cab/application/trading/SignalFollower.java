package cab.application.trading;

import cab.application.execution.Book;
import cab.application.execution.BotEvents;
import cab.application.port.BotPorts;
import cab.application.protection.PositionExit;
import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import cab.domain.order.Purpose;
import cab.domain.signal.Decision;

/**
 * Decides on each closed candle and orders what follows, or notes why nothing does. What is held is sold in every state
 * in which signals are followed at all. Owned by one thread.
 */
final class SignalFollower {

    private final CycleSettings settings;
    private final CycleRules rules;
    private final BotPorts ports;
    private final Book book;
    private final BotEvents events;
    private final Lifecycle lifecycle;
    private final PositionEntry entry;
    private final PositionExit exit;
    private final DecisionLog log;
    private long cycles;

    SignalFollower(
            CycleSettings settings,
            CycleRules rules,
            BotPorts ports,
            Book book,
            BotEvents events,
            Lifecycle lifecycle,
            PositionEntry entry,
            PositionExit exit,
            DecisionLog log) {
        this.settings = settings;
        this.rules = rules;
        this.ports = ports;
        this.book = book;
        this.events = events;
        this.lifecycle = lifecycle;
        this.entry = entry;
        this.exit = exit;
        this.log = log;
    }

    /** How many candles it has decided on. */
    long cycles() {
        return cycles;
    }

    void decide(ClosedCandle candle) {
        long closedAtMs = candle.closeTimeMs();
        cycles++;
        Decision decision = rules.onCandle(candle);
        switch (decision.signal().action()) {
            case HOLD -> log.quiet(closedAtMs, verdictOf(decision.reason()));
            case BUY -> buy(closedAtMs, candle.close());
            case SELL -> sell(closedAtMs, candle.close());
        }
        log.decided(candle.close(), rules.pipeline().trace());
    }

    private static Verdict verdictOf(Decision.Reason reason) {
        return switch (reason) {
            case WARMING_UP -> Verdict.WARMING_UP;
            case NO_OPINION, SIGNAL -> Verdict.NO_SIGNAL;
            case TREND_DOWN -> Verdict.TREND_DOWN;
            case FUSION_WEAK -> Verdict.SECOND_OPINION_WEAK;
        };
    }

    private void buy(long closedAtMs, double close) {
        if (!lifecycle.followsSignals()) {
            log.quiet(closedAtMs, Verdict.NOT_RUNNING);
        } else if (book.hasPosition()) {
            log.quiet(closedAtMs, Verdict.ALREADY_HOLDING);
        } else if (book.hasWorking()) {
            log.quiet(closedAtMs, Verdict.ORDER_WORKING);
        } else if (!lifecycle.mayEnter()) {
            log.blocked("paused");
            log.note(closedAtMs, Verdict.PAUSED, String.join("; ", lifecycle.blockedBy()));
        } else if (isStale(closedAtMs)) {
            log.blocked("stale");
            log.quiet(closedAtMs, Verdict.STALE);
        } else {
            events.trace(closedAtMs);
            entry.enter(closedAtMs, Candle.exactPrice(close));
        }
    }

    private boolean isStale(long closedAtMs) {
        return ports.scheduler().millis() - closedAtMs >= settings.timeframe().lengthMs();
    }

    private void sell(long closedAtMs, double close) {
        if (!lifecycle.followsSignals()) {
            log.quiet(closedAtMs, Verdict.NOT_RUNNING);
        } else if (!book.hasPosition()) {
            log.quiet(closedAtMs, Verdict.NOTHING_TO_SELL);
            entry.abandonWorking();
        } else if (exit.isUnderway()) {
            log.quiet(closedAtMs, Verdict.EXIT_UNDERWAY);
        } else {
            events.trace(closedAtMs);
            log.quiet(closedAtMs, Verdict.SELL_ORDERED);
            entry.abandonWorking();
            exit.sell(Purpose.EXIT, Candle.exactPrice(close));
        }
    }
}
