package cab.application.trading;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.execution.Book;
import cab.application.execution.BotEvents;
import cab.application.execution.CapitalPool;
import cab.application.execution.ExecuteTrade;
import cab.application.execution.TradeOutcome;
import cab.application.port.BotPorts;
import cab.application.settlement.Settlement;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.regime.MarketRegime;
import cab.domain.risk.EntryProposal;
import cab.domain.risk.RiskVerdict;
import cab.domain.sizing.SizingState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From a buy signal to an order, or to the reason why there is none: regime gate, sizing, risk, execution. What a
 * part-filled entry leaves over is bought by follow-ups, a bounded number of them. Owned by one thread.
 */
final class PositionEntry {

    private static final int FOLLOW_UPS_MAX = 3;

    private final Book book;
    private final CycleRules rules;
    private final RiskCheck risk;
    private final BotPorts ports;
    private final CapitalPool capital;
    private final ExecuteTrade executeTrade;
    private final Settlement settlement;
    private final BotEvents events;
    private final DecisionLog log;
    private @Nullable DecisionKey abandoned;

    PositionEntry(
            Book book,
            CycleRules rules,
            RiskCheck risk,
            BotPorts ports,
            CapitalPool capital,
            ExecuteTrade executeTrade,
            Settlement settlement,
            BotEvents events,
            DecisionLog log) {
        this.book = book;
        this.rules = rules;
        this.risk = risk;
        this.ports = ports;
        this.capital = capital;
        this.executeTrade = executeTrade;
        this.settlement = settlement;
        this.events = events;
        this.log = log;
    }

    /** Buys because of the candle that closed at {@code closedAtMs}. */
    void enter(long closedAtMs, Price reference) {
        Instant now = ports.scheduler().instant();
        if (rules.regime().regime() == MarketRegime.RISK_OFF) {
            blocked(closedAtMs, Verdict.REGIME_RISK_OFF, "regime", "the market regime is risk_off");
            return;
        }
        if (!capital.isKnown()) {
            blocked(
                    closedAtMs,
                    Verdict.DENIED,
                    "budget",
                    "what is free is not known yet: the program has just been started again");
            return;
        }
        SizingState state = sizingState(reference);
        Money amount = rules.sizer().amount(state);
        if (!amount.isAtLeast(book.instrument().minNotional()) || !amount.isPositive()) {
            blocked(
                    closedAtMs,
                    Verdict.TOO_SMALL,
                    "size",
                    "the amount must be at least " + book.instrument().minNotional() + ", was " + sized(amount, state));
            return;
        }
        EntryProposal proposal = new EntryProposal(book.symbol(), amount, reference, now);
        switch (risk.check(proposal)) {
            case RiskVerdict.Denied denied -> denied(closedAtMs, denied);
            case RiskVerdict.Allowed allowed -> order(closedAtMs, amount, state, reference, now);
        }
    }

    /** The amount and how it came about. */
    private String sized(Money amount, SizingState state) {
        String limit = amount.equals(state.affordable()) ? "; all that is free" : "";
        return amount + " (" + rules.sizer().explain(state) + limit + ")";
    }

    private void denied(long closedAtMs, RiskVerdict.Denied denied) {
        String topic = denied.isForTheDay() ? Topic.BUDGET_EXCEEDED : Topic.RISK_BLOCKED;
        blocked(closedAtMs, Verdict.RISK_DENIED, topic, denied.rule(), denied.reason());
    }

    private void order(long closedAtMs, Money amount, SizingState state, Price reference, Instant now) {
        DecisionKey decision = new DecisionKey(book.bot(), Instant.ofEpochMilli(closedAtMs));
        // Always the first attempt, so that a candle decided on again meets the order it already has.
        ClientOrderId clientOrderId = ClientOrderId.of(decision, Purpose.ENTRY, 0);
        switch (executeTrade.execute(intent(clientOrderId, decision, amount, reference, Optional.empty(), now))) {
            case TradeOutcome.Underway underway ->
                log.note(
                        closedAtMs,
                        Verdict.BUY_ORDERED,
                        () -> "for " + sized(amount, state) + " at about " + reference);
            case TradeOutcome.Denied(String code, String reason) -> {
                log.blocked(code);
                log.note(closedAtMs, Verdict.DENIED, code + ": " + reason);
            }
            case TradeOutcome.AlreadyKnown known -> log.note(closedAtMs, Verdict.ORDER_WORKING, "ordered before");
        }
    }

    /** What is still being bought is not wanted any more: the position is to be sold, or the bot stopped. */
    void abandonWorking() {
        if (!book.hasWorking()) {
            return;
        }
        for (Order order : book.working()) {
            if (order.intent().side() == Side.BUY) {
                abandoned = order.intent().decision();
                settlement.abandon(order);
            }
        }
    }

    /** Whether what {@code intent} buys is not wanted any more. */
    boolean isAbandoned(OrderIntent intent) {
        return intent.decision().equals(abandoned);
    }

    /** Buys what an entry that ended early has left over, when that is enough for an order. */
    void finish(Order ended) {
        OrderIntent intent = ended.intent();
        if (intent.purpose() != Purpose.ENTRY
                || isAbandoned(intent)
                || !endedEarly(ended)
                || !(intent.terms().size() instanceof OrderSize.OfQuote(Money amount))) {
            return;
        }
        int attempt = book.nextAttempt(intent.decision(), Purpose.ENTRY);
        Money rest = amount.minus(ended.filledQuote());
        if (attempt > FOLLOW_UPS_MAX || !isEnough(rest, intent.reference())) {
            return;
        }
        ClientOrderId clientOrderId = ClientOrderId.followUp(intent.decision(), Purpose.ENTRY, attempt);
        OrderIntent followUp = intent(
                clientOrderId,
                intent.decision(),
                rest,
                intent.reference(),
                Optional.of(ended.clientOrderId()),
                ports.scheduler().instant());
        if (executeTrade.execute(followUp) instanceof TradeOutcome.Underway) {
            events.publish(
                    Topic.TRADE_PARTIAL_FOLLOWUP,
                    new EventPayload.Notice("followup", clientOrderId + " finishes " + ended.clientOrderId()));
        }
    }

    private static boolean endedEarly(Order ended) {
        return switch (ended.status()) {
            case CANCELLED, EXPIRED -> ended.filled().isPositive();
            case FILLED, REJECTED -> false;
            case INTENDED, SENDING, OPEN, PARTIALLY_FILLED, CANCEL_SENT, UNKNOWN -> false;
        };
    }

    private boolean isEnough(Money rest, Price reference) {
        return rest.isPositive() && book.instrument().isTradable(rest.buysAt(reference), reference);
    }

    private OrderIntent intent(
            ClientOrderId clientOrderId,
            DecisionKey decision,
            Money amount,
            Price reference,
            Optional<ClientOrderId> parent,
            Instant now) {
        return new OrderIntent(
                clientOrderId,
                decision,
                Purpose.ENTRY,
                OrderTerms.market(book.symbol(), Side.BUY, new OrderSize.OfQuote(amount)),
                reference,
                parent,
                now);
    }

    private SizingState sizingState(Price reference) {
        Money free = capital.available();
        Money equity = free.plus(book.position().valueAt(reference));
        return new SizingState(free, equity, book.instrument().fees().taker(), book.closedTrades());
    }

    private void blocked(long closedAtMs, Verdict verdict, String rule, String reason) {
        blocked(closedAtMs, verdict, Topic.RISK_BLOCKED, rule, reason);
    }

    private void blocked(long closedAtMs, Verdict verdict, String topic, String rule, String reason) {
        log.blocked(rule);
        log.note(closedAtMs, verdict, rule + ": " + reason);
        events.publish(topic, new EventPayload.EntryBlocked(rule, reason));
    }
}
