package cab.infrastructure.exchange.bybit;

import cab.infrastructure.exchange.transport.ExchangeAnswer;
import java.util.Set;

/**
 * What Bybit's codes prove. A code that is not listed, also one that is new, proves nothing; and that a name is taken
 * proves only that there is an order of that name.
 */
final class BybitCodes {

    static final String EXPIRED = "10002";

    /** A demo account has no such thing. */
    static final String NOT_IN_DEMO = "10032";

    static final String PERMISSION_DENIED = "10005";
    static final String NO_SUCH_PATH = "10017";
    static final String NO_SUCH_SYMBOL = "170121";

    /** The exchange itself was late or at fault: whatever was asked for may have been done. */
    private static final Set<String> SERVER_FAULTS =
            Set.of("10000", "10016", "10019", "170001", "170007", "170032", "170146", "170147", "170234");

    private static final Set<String> TOO_MANY = Set.of("10006", "10018", "10429", "170222");

    /** The request was turned away before, or by, the matching engine: no order came of it. */
    private static final Set<String> PLACEMENT_REFUSED = Set.of(
            // Not understood, or not signed as it must be.
            "10001",
            EXPIRED,
            "10003",
            "10004",
            NO_SUCH_PATH,
            "170101",
            "170102",
            "170103",
            "170104",
            "170105",
            "170106",
            "170107",
            "170108",
            "170111",
            "170115",
            "170116",
            "170117",
            NO_SUCH_SYMBOL,
            "170130",
            "170202",
            "170203",
            "170221",
            // Not allowed.
            PERMISSION_DENIED,
            "10007",
            "10008",
            "10009",
            "10010",
            "10024",
            "10027",
            "10028",
            "10029",
            NOT_IN_DEMO,
            "33004",
            "170031",
            "170151",
            "170157",
            "170227",
            // Too often.
            "10006",
            "10018",
            "10429",
            "170005",
            "170222",
            // Against the rules of the symbol or the account.
            "110007",
            "170033",
            "170124",
            "170131",
            "170132",
            "170133",
            "170134",
            "170135",
            "170136",
            "170137",
            "170140",
            "170148",
            "170159",
            "170192",
            "170193",
            "170194",
            "170195",
            "170196",
            "170197",
            "170198",
            "170199",
            "170200",
            "170204",
            "170206",
            "170207",
            "170210",
            "170217",
            "170218",
            "170226",
            "170228",
            "170229",
            "170810");

    private static final Set<String> NOT_SHOWN = Set.of("110001", "170213");

    private static final Set<String> HAS_ENDED = Set.of("110008", "110010", "170139", "170142", "170143", "170190");

    /** As long as the key is the same, it will be refused again. */
    private static final Set<String> WRONG_KEY = Set.of("10003", "10004", "10007", "10008", "10009", "10010", "33004");

    private BybitCodes() {}

    /** Whether a question that was answered so will be refused again, as long as the key is the same. */
    static boolean provesWrongKey(ExchangeAnswer.Refused refusal) {
        return WRONG_KEY.contains(refusal.label());
    }

    static boolean isServerFault(String code) {
        return SERVER_FAULTS.contains(code);
    }

    /** Whether too much was asked, and nothing is served for a moment. */
    static boolean isTooMany(String code) {
        return TOO_MANY.contains(code);
    }

    /** Whether a placement that was answered so provably left no order. */
    static boolean provesNoOrder(ExchangeAnswer.Refused refusal) {
        return PLACEMENT_REFUSED.contains(refusal.label());
    }

    /** Whether a cancellation that was answered so found the order not open. */
    static boolean isNotOpen(ExchangeAnswer.Refused refusal) {
        return NOT_SHOWN.contains(refusal.label()) || HAS_ENDED.contains(refusal.label());
    }

    /** Whether the account has no right to what was asked, or the demo no such thing. */
    static boolean isNotOffered(ExchangeAnswer.Refused refusal) {
        return refusal.label().equals(NOT_IN_DEMO)
                || refusal.label().equals(PERMISSION_DENIED)
                || refusal.label().equals(NO_SUCH_PATH);
    }
}
