package cab.infrastructure.simulation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a simulation can make go wrong: the thirty classes of the fault menu, by their numbers. Each has its own stream
 * of chance, is on or off for a whole run, and is counted whenever it bites.
 */
public enum FaultClass {
    /** A request is carried out and its answer never comes. */
    RESPONSE_LOST(1, 50),
    /** A request that changes something never arrives. */
    REQUEST_LOST(2, 40),
    /** A request arrives, or the answer to a question, after its sender gave up. */
    LATE_ARRIVAL(3, 40),
    /** The answer is an error page: what was asked for may have been done. */
    SERVER_ERROR(4, 30),
    /** Too many requests: each further one makes the ban longer. */
    BANNED(5, 6),
    /** A request is refused, under a label that proves it or under one that nobody has heard of. */
    REJECTED(6, 40),
    /** The answer says that the name is taken: by this very order. */
    DUPLICATE_TEXT(7, 20),
    /** The answer comes behind the fills that the stream tells, or well before them. */
    ACK_ORDER(8, 60),
    /** The answer confirms the order and does not name it. */
    ACK_WITHOUT_ID(9, 20),
    /** Orders, fills or balances are shown as they were a moment ago. */
    VISIBILITY_LAG(10, 120),
    /** An order that has ended is not found by our name any more. */
    TEXT_WINDOW(11, 1_000),
    /** A success without content: an empty list, a null, a missing field. */
    EMPTY_ANSWER(12, 20),
    /** Pages overlap, come out of order, or one of them fails. */
    PAGES(13, 100),
    /** An order that was filled is said to have been cancelled. */
    CANCELLED_BUT_FILLED(14, 150),
    /** An order is filled bit by bit, down to dust. */
    PARTIAL_FILLS(15, 250),
    /** A fee is taken in another coin than announced. */
    FEE_COIN(16, 300),
    /** The exchange ends an order of its own accord. */
    VENUE_CANCELS(17, 60),
    /** An order is filled while the request to cancel it is on its way. */
    FILL_DURING_CANCEL(18, 300),
    /** A stop is refused, or fires while the position is being sold. */
    STOP_TROUBLE(19, 150),
    /** The price jumps, spikes, or nothing is traded for hours. */
    MARKET_BREAK(20, 350),
    /** Tick, step or minimum change; a symbol is delisted and listed again. */
    RULES_CHANGE(21, 30),
    /** A stream falls silent without a sign. */
    SILENT_STALL(22, 40),
    /** A message of a stream is lost, comes twice, or behind later ones. */
    STREAM_MESSAGES(23, 200),
    /** A stream is said to be there again, and nothing follows. */
    LOST_SUBSCRIPTION(24, 25),
    /** The process dies at any moment, beside a write or a request, or again while it recovers. */
    CRASH(25, 8),
    /** One or all endpoints do not answer, for a second or for hours. */
    OUTAGE(26, 150),
    /** The clock of the program is wrong, jumps ahead, or back, be it over midnight. */
    CLOCK(27, 60),
    /** A person or another program trades on the same account, be it with our coins. */
    FOREIGN_TRADE(28, 300),
    /** The journal is busy or full, or has written what it reports as failed. */
    DISK(29, 20),
    /** An operator's command at any moment, and a listener of events that fails. */
    OPERATOR(30, 100);

    private final int number;
    private final int permille;

    FaultClass(int number, int permille) {
        this.number = number;
        this.permille = permille;
    }

    /** Its number in the fault menu. */
    public int number() {
        return number;
    }

    /** Of a thousand chances, how many it takes while it is on. */
    int permille() {
        return permille;
    }

    /** Its name on the command line, such as {@code response-lost}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The class of that {@link #label}. */
    public static Optional<FaultClass> of(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label))
                .findFirst();
    }
}
