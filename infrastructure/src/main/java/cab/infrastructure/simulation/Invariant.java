package cab.infrastructure.simulation;

/**
 * What must hold whatever goes wrong: after each step, or, where it says so, once everything works again. The one list
 * of them, by the numbers of the catalogue of failures; those that a simulation cannot see name the test that checks
 * them.
 */
public enum Invariant {
    NO_FAULT(0, "the program raises no fault of its own", Checker.SIMULATION),
    ONE_ORDER_PER_NAME(1, "the exchange has at most one order of each client order id", Checker.SIMULATION),
    INTENT_FIRST(
            2,
            "no order is sent before its intent is durable, but a sale while the journal cannot be written",
            Checker.SIMULATION),
    TRACKED(3, "every live order of ours is in the book while the program is up and reconciled", Checker.SIMULATION),
    NAMES_DERIVED(
            4,
            "the name of an order follows from its decision, leg and number, and names one order",
            Checker.SIMULATION),
    POSITION_AGREES(
            5,
            "once healed, the book holds exactly what the fills of its orders have left at the exchange",
            Checker.SIMULATION),
    FILLS_ONCE(6, "each trade id is booked once, and no order is filled beyond its quantity", Checker.SIMULATION),
    FILLS_OWNED(
            7,
            "each fill belongs to one intent that was decided before it, each intent to one bot",
            Checker.SIMULATION),
    RESTART_AGREES(
            8,
            "once healed, a restart knows the same position, nothing is in doubt, and nothing is held without a cause",
            Checker.SIMULATION),
    WITHIN_DECISION(
            9,
            "the orders of one decision add up to no more than was decided, and orders do not storm",
            Checker.SIMULATION),
    RISK_ASKED(10, "no entry leaves unless every risk rule has allowed its very amount", Checker.SIMULATION),
    PROTECTED(
            11,
            "while the program is up and the exchange answers, every position of tradable size is armed or being sold"
                    + " within minutes",
            Checker.SIMULATION),
    STOP_NEVER_LOOSENS(
            11,
            "the highest price a stop goes by never falls, nor over a restart below what was written",
            Checker.SIMULATION),
    STOP_SELLS(11, "when the program knows of a price at which the stop sells, it sells", Checker.SIMULATION),
    SALE_GOES_ON(
            11, "a sale that was begun goes on, over a restart too, until the position is gone", Checker.SIMULATION),
    SALES_WITHIN_POSITION(12, "open sales add up to no more than the position", Checker.SIMULATION),
    NO_ENTRY_IN_DOUBT(
            13, "nothing is bought while an order is in doubt or a difference is unexplained", Checker.SIMULATION),
    NOTHING_PROVES_NOTHING(14, "an answer that says nothing changes neither orders nor position", Checker.SIMULATION),
    NEVER_SENT_AGAIN(15, "an order is never sent a second time", Checker.SIMULATION),
    FINAL_STAYS(16, "a final state is never left", Checker.SIMULATION),
    WITHIN_FUNDS(
            17, "a sale sells no more than the position, a purchase spends no more than is free", Checker.SIMULATION),
    EXCHANGE_RULES(18, "every order keeps step, least quantity and least value of its symbol", Checker.SIMULATION),
    DUST_FREES_SLOT(18, "once healed, a rest too small to be sold does not occupy the bot", Checker.SIMULATION),
    MONEY_CONSERVED(19, "every balance is what was paid in and what the fills have moved, exactly", Checker.SIMULATION),
    PROFIT_ADDS_UP(
            19,
            "profit less the cost of what is held is what the fills have brought, to the last digit",
            Checker.SIMULATION),
    OTHERS_UNTOUCHED(20, "orders and coins of others are neither cancelled nor sold", Checker.SIMULATION),
    FRESH_ENTRIES(21, "nothing is bought on a candle that closed more than two candles ago", Checker.SIMULATION),
    SALES_FIRST(22, "nothing is bought while the position is being sold", Checker.SIMULATION),
    OTHERS_GO_ON(23, "what goes wrong with one symbol does not stop the others", Checker.SIMULATION),
    LOOPS_ITERATE(24, "every symbol looks at the candles that reach it", Checker.SIMULATION),
    WITHIN_BUDGET(25, "requests keep to the limits of the exchange", "the issue of the live exchanges"),
    CANDLES_IN_ORDER(26, "a strategy sees closed candles, each once, in order of time", Checker.SIMULATION),
    NO_TIME_ZONE(27, "time zone, language and wrong clocks decide nothing", "SimulationDeterminismTest"),
    DAY_LIMITS_HOLD(28, "limits of a day hold over restarts and wrong clocks", Checker.SIMULATION),
    DEAD_MAN_HONEST(29, "the dead man's switch is renewed by a healthy loop alone", "the issue of the live exchanges"),
    STOP_MEANS_STOP(30, "after a stop nothing is bought until somebody starts again", Checker.SIMULATION),
    STOP_IN_TIME(31, "a stop works while exchange or disk hang", "LifecycleTest"),
    ONE_INSTANCE(32, "one program at a time trades an account", "FileInstanceLockTest"),
    DURABLE_OR_NOTHING(33, "what cannot be made durable is not bought", Checker.SIMULATION),
    CONFIGURATION_WHOLE(34, "settings are taken as a whole or not at all", "SettingsLoaderTest"),
    NEWER_REFUSED(35, "a database of a newer program is refused", "SqliteDatabaseTest"),
    COMMANDS_AUDITED(36, "every command of an operator is written down", Checker.SIMULATION),
    BOUNDED(37, "nothing grows without bound", Checker.SIMULATION),
    SAME_DECISIONS(38, "backtest and paper decide the same on the same candles", "BacktestTest"),
    NO_SECRETS(39, "no secret is ever shown", "RedactionTest"),
    REPLAY_AGREES(40, "the journal, read back, gives the same book", Checker.SIMULATION);

    private final int number;
    private final String sentence;
    private final String checkedBy;

    Invariant(int number, String sentence, String checkedBy) {
        this.number = number;
        this.sentence = sentence;
        this.checkedBy = checkedBy;
    }

    public int number() {
        return number;
    }

    public String sentence() {
        return sentence;
    }

    /** Who checks it: the simulation, the test of that name, or the issue that it waits for. */
    public String checkedBy() {
        return checkedBy;
    }

    /** Names of checkers. */
    static final class Checker {

        static final String SIMULATION = "simulation";

        private Checker() {}
    }
}
