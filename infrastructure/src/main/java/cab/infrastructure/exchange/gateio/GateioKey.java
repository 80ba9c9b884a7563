package cab.infrastructure.exchange.gateio;

import cab.infrastructure.exchange.live.KeyReport;
import cab.infrastructure.exchange.throttle.Urgency;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeAnswer;
import cab.infrastructure.exchange.transport.ExchangeCall;
import cab.infrastructure.exchange.transport.ExchangeRest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whether the key is taken, and what it may do: the exchange lists the keys of a main account, with all but
 * their beginning hidden, to keys that may read the account. Waits. Thread-safe.
 */
final class GateioKey {

    /** Rights with which coins leave the spot account. */
    private static final Set<String> MOVING = Set.of("wallet", "withdraw", "withdrawal");

    private static final Set<String> TRADING = Set.of("spot", "unified");

    /** Fewer characters of a key than this say too little about whose it is. */
    private static final int SHOWN_MIN = 4;

    private final ExchangeRest rest;
    private final Optional<String> key;

    /** @param key as the exchange names it */
    GateioKey(ExchangeRest rest, Optional<String> key) {
        this.rest = rest;
        this.key = key;
    }

    KeyReport report(Deadline deadline) {
        ExchangeCall accounts = GateioCalls.askPrivately("GET /spot/accounts", "/spot/accounts", Urgency.PROTECTIVE);
        return switch (rest.askUntilClear(accounts, deadline)) {
            case ExchangeAnswer.Done done -> rights(deadline);
            case ExchangeAnswer.Refused refused ->
                GateioLabels.provesWrongKey(refused.label())
                        ? new KeyReport.Refused(words(refused))
                        : new KeyReport.Unclear(words(refused));
            case ExchangeAnswer.Unclear(String cause) -> new KeyReport.Unclear(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> new KeyReport.Unclear(code + ": " + cause);
        };
    }

    private KeyReport rights(Deadline deadline) {
        ExchangeCall keys =
                GateioCalls.askPrivately("GET /account/main_keys", "/account/main_keys", Urgency.PROTECTIVE);
        return switch (rest.askUntilClear(keys, deadline)) {
            case ExchangeAnswer.Done(JsonNode body) -> new KeyReport.Accepted(rightsIn(body));
            // Keys of sub-accounts, and keys without the right to read the account, are told nothing.
            case ExchangeAnswer.Refused refused -> new KeyReport.Accepted(Optional.empty());
            case ExchangeAnswer.Unclear(String cause) -> new KeyReport.Unclear(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> new KeyReport.Unclear(code + ": " + cause);
        };
    }

    private static String words(ExchangeAnswer.Refused refused) {
        return refused.label() + " (" + refused.status() + "): " + refused.message();
    }

    /**
     * What the answer says of this key: a list of keys, or, as the exchange's schema has it, this key alone. Of several
     * that look alike, whatever one of them may do counts against the key.
     */
    private Optional<KeyReport.Rights> rightsIn(JsonNode body) {
        List<JsonNode> ours = new ArrayList<>();
        if (body.isArray()) {
            body.forEach(each -> {
                if (isOurs(each.path("key").asText())) {
                    ours.add(each.path("perms"));
                }
            });
        } else {
            ours.add(body.path("perms"));
        }
        return ours.stream()
                .filter(rights -> rights.isArray() && !rights.isEmpty())
                .map(rights -> new KeyReport.Rights(mayWrite(rights, TRADING), mayWrite(rights, MOVING)))
                .reduce((one, other) -> new KeyReport.Rights(
                        one.mayTrade() || other.mayTrade(), one.mayWithdraw() || other.mayWithdraw()));
    }

    /** Whether it is shown as ours: {@code c5dcfbf1f3a7*****} is our key with its end hidden. */
    private boolean isOurs(String shown) {
        int hidden = shown.indexOf('*');
        String beginning = hidden < 0 ? shown : shown.substring(0, hidden);
        return beginning.length() >= SHOWN_MIN
                && key.filter(whole -> hidden < 0 ? whole.equals(shown) : whole.startsWith(beginning))
                        .isPresent();
    }

    /** A right that is not said to be for reading alone is one to change something. */
    private static boolean mayWrite(JsonNode rights, Set<String> names) {
        for (JsonNode right : rights) {
            if (names.contains(right.path("name").asText().toLowerCase(Locale.ROOT))
                    && !right.path("read_only").asBoolean(false)) {
                return true;
            }
        }
        return false;
    }
}
