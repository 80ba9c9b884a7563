package cab.infrastructure.exchange.gateio;

import cab.infrastructure.exchange.transport.ExchangeAnswer;
import java.util.Set;

/**
 * What the exchange's refusals prove. A label that is not listed, also one that is new, proves nothing.
 *
 * <p>Server errors are never looked up here: what a failing server says of an order may be wrong.
 */
final class GateioLabels {

    /** The request was turned away before, or by, the matching engine: no order came of it. */
    private static final Set<String> PLACEMENT_REFUSED = Set.of(
            // Not understood.
            "INVALID_PARAM_VALUE",
            "INVALID_PROTOCOL",
            "INVALID_ARGUMENT",
            "INVALID_REQUEST_BODY",
            "MISSING_REQUIRED_PARAM",
            "BAD_REQUEST",
            "INVALID_CONTENT_TYPE",
            "NOT_ACCEPTABLE",
            "METHOD_NOT_ALLOWED",
            "NOT_FOUND",
            // Not allowed.
            "INVALID_CREDENTIALS",
            "INVALID_KEY",
            "IP_FORBIDDEN",
            "READ_ONLY",
            "INVALID_SIGNATURE",
            "MISSING_REQUIRED_HEADER",
            "REQUEST_EXPIRED",
            "ACCOUNT_LOCKED",
            "FORBIDDEN",
            "TOO_MANY_REQUESTS",
            // Against the rules of the instrument or the account.
            "INVALID_PRECISION",
            "INVALID_CURRENCY",
            "INVALID_CURRENCY_PAIR",
            "POC_FILL_IMMEDIATELY",
            "FOK_NOT_FILL",
            "QUANTITY_NOT_ENOUGH",
            "BALANCE_NOT_ENOUGH",
            "AMOUNT_TOO_LITTLE",
            "AMOUNT_TOO_MUCH",
            "TOO_MANY_CURRENCY_PAIRS",
            "TOO_MANY_ORDERS",
            "MIXED_ACCOUNT_TYPE",
            "TRADE_RESTRICTED",
            "ORDER_BOOK_NOT_FOUND");

    /** A stop whose trigger lies on the other side of the last price. */
    private static final Set<String> TRIGGER_REACHED =
            Set.of("AUTO_TRIGGER_PRICE_LESS_LAST", "AUTO_TRIGGER_PRICE_GREATE_LAST");

    private static final Set<String> NOT_SHOWN =
            Set.of("ORDER_NOT_FOUND", "CLIENT_ID_NOT_FOUND", "AUTO_ORDER_NOT_FOUND");

    private static final Set<String> HAS_ENDED = Set.of("ORDER_CLOSED", "ORDER_CANCELLED");

    /** What no repetition mends: the key, its secret, its rights or the address it is used from are not right. */
    private static final Set<String> WRONG_KEY = Set.of(
            "INVALID_CREDENTIALS",
            "INVALID_KEY",
            "INVALID_SIGNATURE",
            "IP_FORBIDDEN",
            "READ_ONLY",
            "ACCOUNT_LOCKED",
            "FORBIDDEN");

    private GateioLabels() {}

    /** Whether a question that was answered so will be refused again, as long as the key is the same. */
    static boolean provesWrongKey(String label) {
        return WRONG_KEY.contains(label);
    }

    /** Whether a placement that was answered so provably left no order. */
    static boolean provesNoOrder(ExchangeAnswer.Refused refusal) {
        return PLACEMENT_REFUSED.contains(refusal.label()) || isTriggerReached(refusal);
    }

    /** Whether a stop was refused because its trigger price has been reached. */
    static boolean isTriggerReached(ExchangeAnswer.Refused refusal) {
        return TRIGGER_REACHED.contains(refusal.label());
    }

    /** Whether a lookup or cancellation that was answered so means that the exchange does not show the order. */
    static boolean isNotShown(ExchangeAnswer.Refused refusal) {
        return NOT_SHOWN.contains(refusal.label());
    }

    /** Whether a cancellation that was answered so found the order not open. */
    static boolean isNotOpen(ExchangeAnswer.Refused refusal) {
        return isNotShown(refusal) || HAS_ENDED.contains(refusal.label());
    }
}
