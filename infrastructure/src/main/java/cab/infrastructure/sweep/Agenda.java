package cab.infrastructure.sweep;

import cab.domain.order.OrderEvent;

/**
 * What is due, by time and, at one instant, in the order it was noted; and the clock. It keeps the order of the virtual
 * scheduler without its objects. Bounded; allocates nothing once made. Owned by one thread.
 */
final class Agenda {

    static final long NEVER = Long.MAX_VALUE;

    /** More than can be on its way with three orders and one timer of each kind. */
    private static final int CAPACITY = 96;

    /** What is to happen. */
    enum Kind {
        /** An order arrives at the exchange. */
        ARRIVES,
        /** A request to cancel arrives at the exchange. */
        CANCEL_ARRIVES,
        /** The bot is told how an order stands. */
        SHOWN,
        /** The bot is told that an order was refused. */
        REFUSED,
        /** The bot is told of a fill. */
        FILLED,
        /** The question for balances arrives at the exchange. */
        BALANCES_ASKED,
        /** The bot is told the balances. */
        BALANCES_TOLD,
        /** The question for lost candles arrives at the exchange. */
        HISTORY_ASKED,
        /** The bot is told that no candles were lost: it decides on the one that waited. */
        HISTORY_TOLD,
        /** Working orders are followed up. */
        SETTLE,
        /** A sale that found no buyer is tried again. */
        RETRY,
        /** The resting stop is looked at again, in the market's time. */
        MARKET_ALARM,
        /** The resting stop is looked at again, in the program's time. */
        PROCESS_ALARM,
        /** The exchange had its time to fire a stop. */
        GRACE
    }

    /** One entry; reused once it was taken. */
    static final class Task {

        private long dueMs;
        private Kind kind = Kind.SETTLE;
        private TradedOrder order = TradedOrder.NONE;
        private int number;
        private OrderEvent event = OrderEvent.ACCEPTED;
        private long first;
        private long second;
        private long third;

        /** Changes how the order is said to stand. */
        void tell(OrderEvent newEvent, long filled) {
            event = newEvent;
            first = filled;
        }

        OrderEvent event() {
            return event;
        }

        Kind kind() {
            return kind;
        }

        TradedOrder order() {
            return order;
        }

        /** Whether the order is still the one it was about. */
        boolean isCurrent() {
            return order.number() == number;
        }

        long first() {
            return first;
        }

        long second() {
            return second;
        }

        long third() {
            return third;
        }
    }

    private final Task[] latestFirst = new Task[CAPACITY];
    private int size;
    private long nowMs;

    Agenda() {
        for (int index = 0; index < CAPACITY; index++) {
            latestFirst[index] = new Task();
        }
    }

    /** Forgets all entries; it is {@code startMs}. */
    void begin(long startMs) {
        size = 0;
        nowMs = startMs;
    }

    long nowMs() {
        return nowMs;
    }

    void moveTo(long epochMs) {
        nowMs = epochMs;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long nextDueMs() {
        return size == 0 ? NEVER : latestFirst[size - 1].dueMs;
    }

    void add(long dueMs, Kind kind) {
        Task _ = add(dueMs, kind, TradedOrder.NONE, 0, 0, 0);
    }

    /** Notes that the bot is told how an order stands; that may be {@link Task#tell changed} until it is taken. */
    Task addShown(long dueMs, TradedOrder order) {
        Task shown = add(dueMs, Kind.SHOWN, order, 0, 0, 0);
        shown.tell(order.state, order.filledThere);
        return shown;
    }

    Task add(long dueMs, Kind kind, TradedOrder order, long first, long second, long third) {
        if (size == CAPACITY) {
            throw new BeyondFastPath("more than " + CAPACITY + " messages are on their way at once");
        }
        Task added = latestFirst[size];
        int place = size++;
        while (place > 0 && latestFirst[place - 1].dueMs <= dueMs) {
            latestFirst[place] = latestFirst[place - 1];
            place--;
        }
        latestFirst[place] = added;
        added.dueMs = Math.max(dueMs, nowMs);
        added.kind = kind;
        added.order = order;
        added.number = order.number();
        added.first = first;
        added.second = second;
        added.third = third;
        return added;
    }

    /** Takes the next entry off; it is valid until another is added. */
    Task take() {
        return latestFirst[--size];
    }

    /** Forgets the entry of {@code kind}, if there is one. */
    void cancel(Kind kind) {
        for (int index = size - 1; index >= 0; index--) {
            if (latestFirst[index].kind == kind) {
                Task cancelled = latestFirst[index];
                size--;
                System.arraycopy(latestFirst, index + 1, latestFirst, index, size - index);
                latestFirst[size] = cancelled;
                return;
            }
        }
    }
}
