package cab.application.execution;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The quote currency that the bots of one account share. An entry reserves what it may spend before its intent is
 * written, so that two bots never spend the same money; check and reservation are one step.
 *
 * <p>What is free is kept by our own fills. A balance that the exchange shows is believed only when nothing of ours can
 * be on its way into it: no order works, and none has for as long as the exchange may lag. Until the first such reading
 * there are two lesser states: nothing may be spent, or only what is there for certain. Thread-safe.
 */
public final class CapitalPool {

    private final Holdings coins;
    private final AtomicReference<State> state;

    /** How far what is free is known. */
    private enum Knowledge {
        /** Not at all: nothing may be spent. */
        NONE,
        /** So much is there, and perhaps more: what sales bring does not count before the next reading. */
        AT_LEAST,
        /** To the last digit. */
        EXACT
    }

    /**
     * The moment at which the exchange was asked for the balance.
     *
     * @param atMs in process time
     * @param moves how often anything had moved by then
     */
    public record Asking(long atMs, long moves) {}

    /**
     * What a fill moved.
     *
     * @param difference what it took from or brought to the free balance
     * @param ofStop whether by a stop, which may have fired before anybody knew
     */
    public record Flow(Money difference, boolean ofStop) {}

    /** The quote currency of an account of which no other currency is traded with. */
    public CapitalPool(Currency quote) {
        this(quote, new Holdings());
    }

    /**
     * One quote currency of an account.
     *
     * @param coins what the bots of the account hold, shared by the pools of all its quote currencies
     */
    public CapitalPool(Currency quote, Holdings coins) {
        this.coins = coins;
        this.state = new AtomicReference<>(State.start(quote));
    }

    /** What the bots of the account hold by their books. */
    public Holdings coins() {
        return coins;
    }

    /** The exchange is about to be asked at {@code nowMs} of process time. */
    public Asking ask(long nowMs) {
        return new Asking(nowMs, state.get().motion.moves);
    }

    /**
     * What the exchange says is free. Ignored while it may be older or newer than what is booked.
     *
     * @param reader the bot that has asked, and that has seen behind it that no stop of its own had fired
     * @param visibility how old it may be at most
     */
    public void refresh(BotId reader, Money free, Asking asked, Duration visibility) {
        state.updateAndGet(current -> current.read(reader, free, asked, visibility));
    }

    /**
     * Whether an order of the bot works, so that money may move at any time.
     *
     * @param nowMs process time
     */
    public void working(BotId bot, boolean works, long nowMs) {
        if (state.get().motion.isWorking(bot) != works) {
            state.updateAndGet(current -> current.working(bot, works, nowMs));
        }
    }

    /** A bot has been found that may have traded just before {@code nowMs} of process time. */
    void restarted(long nowMs) {
        state.updateAndGet(current -> current.with(current.motion.moved(nowMs)));
    }

    /**
     * Books a fill.
     *
     * @param worth what the bot holds behind it
     * @param nowMs process time
     */
    public void change(BotId bot, Flow flow, Money worth, long nowMs) {
        state.updateAndGet(current ->
                current.worth(bot, worth).with(current.motion.moved(nowMs)).plus(bot, flow));
    }

    /** What a bot holds is now worth so much. */
    public void value(BotId bot, Money worth) {
        if (!worth.equals(state.get().holdings.of(bot))) {
            state.updateAndGet(current -> current.worth(bot, worth));
        }
    }

    /** What everything is worth: free money, reserved or not, and what the bots hold. */
    public Money equity() {
        return state.get().equity();
    }

    /** Whether anything may be spent: false from a restart until the balance has been read without doubt. */
    public boolean isKnown() {
        return state.get().knowledge != Knowledge.NONE;
    }

    /** Whether free money and equity are right to the last digit. */
    public boolean isExact() {
        return state.get().knowledge == Knowledge.EXACT;
    }

    /** Reserves {@code amount} for an order; false when so much is not free, and nothing was reserved. */
    public boolean reserve(ClientOrderId order, Money amount) {
        while (true) {
            State current = state.get();
            if (!current.spendable().isAtLeast(amount)) {
                return false;
            }
            if (state.compareAndSet(current, current.with(order, amount))) {
                return true;
            }
        }
    }

    /** Reserves for an order that may live already, whether so much is free or not: what a restart finds. */
    void hold(ClientOrderId order, Money amount) {
        state.updateAndGet(current -> current.with(order, amount));
    }

    /** Gives back what an order has reserved; nothing when it has reserved nothing. */
    public void release(ClientOrderId order) {
        state.updateAndGet(current -> current.without(order));
    }

    /** What may be spent now: free less reserved, never below zero, and nothing before it is known. */
    public Money available() {
        return state.get().spendable();
    }

    /**
     * What moves money, and when it did last. Times are of the process.
     *
     * @param working the bots of which an order works
     * @param movedAtMs when an order last worked or a fill was last booked, or long ago
     * @param moves counts up with every change
     */
    private record Motion(SmallMap<BotId, Boolean> working, long movedAtMs, long moves) {

        private static final Motion NONE = new Motion(SmallMap.empty(), Long.MIN_VALUE / 2, 0);

        private Motion moved(long nowMs) {
            return new Motion(working, Math.max(movedAtMs, nowMs), moves + 1);
        }

        private Motion working(BotId bot, boolean works, long nowMs) {
            SmallMap<BotId, Boolean> changed = works ? working.with(bot, true) : working.without(bot);
            return new Motion(changed, nowMs, moves + 1);
        }

        private boolean isWorking(BotId bot) {
            return working.containsKey(bot);
        }

        /** Whether all that was booked before the exchange was asked is in its answer, and nothing else. */
        private boolean isSettled(Asking asked, Duration visibility) {
            return asked.moves == moves && asked.atMs - visibility.toMillis() >= movedAtMs;
        }
    }

    /**
     * What the bots hold, with its sum: each of many bots asks for that with every measure.
     *
     * @param sum of all, exact
     */
    private record Worth(SmallMap<BotId, Money> byBot, Money sum) {

        private static Worth nothing(Currency quote) {
            return new Worth(SmallMap.empty(), Money.zero(quote));
        }

        private @Nullable Money of(BotId bot) {
            return byBot.get(bot);
        }

        private Worth with(BotId bot, Money worth) {
            Money before = byBot.get(bot);
            SmallMap<BotId, Money> changed = byBot.with(bot, worth);
            if (changed.size() == 1) {
                return new Worth(changed, worth);
            }
            return new Worth(changed, (before == null ? sum : sum.minus(before)).plus(worth));
        }
    }

    /**
     * All there is.
     *
     * @param readings how often the balance was believed
     * @param seen for each bot, how often when it was last known that it had nothing on its way
     */
    private record State(
            Money free,
            Knowledge knowledge,
            long readings,
            SmallMap<BotId, Long> seen,
            Motion motion,
            SmallMap<ClientOrderId, Money> reservations,
            Worth holdings) {

        private static State start(Currency quote) {
            return new State(
                    Money.zero(quote),
                    Knowledge.NONE,
                    0,
                    SmallMap.empty(),
                    Motion.NONE,
                    SmallMap.empty(),
                    Worth.nothing(quote));
        }

        private State read(BotId reader, Money shown, Asking asked, Duration visibility) {
            boolean settled = motion.isSettled(asked, visibility);
            if (settled && motion.working.isEmpty()) {
                return free(shown, Knowledge.EXACT, readings + 1).seen(reader);
            }
            return switch (knowledge) {
                case NONE -> free(shown, settled ? Knowledge.AT_LEAST : Knowledge.NONE, readings);
                case AT_LEAST, EXACT -> this;
            };
        }

        private State free(Money changed, Knowledge known, long read) {
            return new State(changed, known, read, seen, motion, reservations, holdings);
        }

        private State seen(BotId bot) {
            return new State(free, knowledge, readings, seen.with(bot, readings), motion, reservations, holdings);
        }

        private State working(BotId bot, boolean works, long nowMs) {
            if (motion.isWorking(bot) == works) {
                return this;
            }
            State changed = with(motion.working(bot, works, nowMs));
            return works ? changed : changed.seen(bot);
        }

        private State with(Motion changed) {
            return new State(free, knowledge, readings, seen, changed, reservations, holdings);
        }

        /**
         * A stop may have fired before the balance was last read, without anybody knowing. What it brought counts when
         * the balance has been read again.
         */
        private State plus(BotId bot, Flow flow) {
            boolean perhapsRead = flow.ofStop && knowledge == Knowledge.EXACT && lastSeen(bot) < readings;
            return !flow.difference.isNegative() && (perhapsRead || knowledge == Knowledge.AT_LEAST)
                    ? free(free, Knowledge.AT_LEAST, readings)
                    : free(free.plus(flow.difference), knowledge, readings);
        }

        private long lastSeen(BotId bot) {
            Long last = seen.get(bot);
            return last == null ? 0 : last;
        }

        private State worth(BotId bot, Money worth) {
            if (worth.equals(holdings.of(bot))) {
                return this;
            }
            return new State(free, knowledge, readings, seen, motion, reservations, holdings.with(bot, worth));
        }

        private Money equity() {
            return free.plus(holdings.sum);
        }

        private State with(ClientOrderId order, Money amount) {
            return new State(free, knowledge, readings, seen, motion, reservations.with(order, amount), holdings);
        }

        private State without(ClientOrderId order) {
            if (!reservations.containsKey(order)) {
                return this;
            }
            return new State(free, knowledge, readings, seen, motion, reservations.without(order), holdings);
        }

        private Money spendable() {
            Money zero = Money.zero(free.currency());
            if (knowledge == Knowledge.NONE) {
                return zero;
            }
            Money spendable = free;
            for (int index = 0; index < reservations.size(); index++) {
                spendable = spendable.minus(reservations.value(index));
            }
            return spendable.isNegative() ? zero : spendable;
        }
    }
}
