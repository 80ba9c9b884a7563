package cab.domain.order;

import cab.domain.market.Symbol;
import cab.domain.money.Price;
import java.time.Instant;
import java.util.Optional;

/**
 * The decision to place one order, written down before the order is sent and never changed. Immutable.
 *
 * @param clientOrderId our name for the order
 * @param decision the decision it carries out
 * @param purpose why it exists
 * @param terms what the exchange is asked for
 * @param reference the price the decision was made at; what slippage is measured against
 * @param parent the partly filled order that this one finishes, for a follow-up
 * @param decidedAt when it was decided
 */
public record OrderIntent(
        ClientOrderId clientOrderId,
        DecisionKey decision,
        Purpose purpose,
        OrderTerms terms,
        Price reference,
        Optional<ClientOrderId> parent,
        Instant decidedAt) {

    public OrderIntent {
        if (parent.isPresent() != clientOrderId.isFollowUp()) {
            throw new IllegalArgumentException(
                    "a follow-up, and nothing else, names its parent; client order id was " + clientOrderId);
        }
        if ((terms.side() == Side.SELL) != purpose.reducesPosition()) {
            throw new IllegalArgumentException("entries buy and all others sell, was " + purpose + " " + terms.side());
        }
    }

    public BotId bot() {
        return decision.bot();
    }

    public Symbol symbol() {
        return terms.symbol();
    }

    public Side side() {
        return terms.side();
    }

    /** Whether the order rests at the exchange until its trigger is reached. */
    public boolean isStop() {
        return terms.type() == OrderType.STOP_MARKET;
    }
}
