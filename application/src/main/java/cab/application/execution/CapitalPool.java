package cab.application.execution;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The quote currency that the bots of one account share. An entry reserves what it may spend before its intent is
 * written, so that two bots never spend the same money; check and reservation are one step. Thread-safe.
 */
public final class CapitalPool {

    private final Currency quote;
    private final Holdings coins;
    private final AtomicReference<State> state;

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
        this.quote = quote;
        this.coins = coins;
        this.state = new AtomicReference<>(new State(Money.zero(quote), new TreeMap<>(), new TreeMap<>()));
    }

    /** What the bots of the account hold by their books. */
    public Holdings coins() {
        return coins;
    }

    /** What the exchange says is free, at a moment when it was asked. */
    public void refresh(Money free) {
        state.updateAndGet(current -> new State(free, current.reservations, current.holdings));
    }

    /**
     * Books a fill.
     *
     * @param difference what it took from or brought to the free balance
     * @param worth what the bot holds behind it
     */
    public void change(Money difference, BotId bot, Money worth) {
        state.updateAndGet(current -> current.worth(bot, worth).plus(difference));
    }

    /** What a bot holds is now worth so much. */
    public void value(BotId bot, Money worth) {
        state.updateAndGet(current -> current.worth(bot, worth));
    }

    /** What everything is worth: free money, reserved or not, and what the bots hold. */
    public Money equity() {
        return state.get().equity();
    }

    /** Reserves {@code amount} for an order; false when so much is not free, and nothing was reserved. */
    public boolean reserve(ClientOrderId order, Money amount) {
        while (true) {
            State current = state.get();
            if (!current.available().isAtLeast(amount)) {
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
        state.updateAndGet(current -> {
            if (!current.reservations.containsKey(order)) {
                return current;
            }
            SortedMap<ClientOrderId, Money> reservations = new TreeMap<>(current.reservations);
            reservations.remove(order);
            return new State(current.free, reservations, current.holdings);
        });
    }

    /** What may be spent now: free less reserved, never below zero. */
    public Money available() {
        Money available = state.get().available();
        return available.isNegative() ? Money.zero(quote) : available;
    }

    private record State(Money free, SortedMap<ClientOrderId, Money> reservations, SortedMap<BotId, Money> holdings) {

        private State plus(Money difference) {
            return new State(free.plus(difference), reservations, holdings);
        }

        private State worth(BotId bot, Money worth) {
            if (worth.equals(holdings.get(bot))) {
                return this;
            }
            SortedMap<BotId, Money> changed = new TreeMap<>(holdings);
            changed.put(bot, worth);
            return new State(free, reservations, changed);
        }

        private Money equity() {
            Money equity = free;
            for (Money worth : holdings.values()) {
                equity = equity.plus(worth);
            }
            return equity;
        }

        private State with(ClientOrderId order, Money amount) {
            SortedMap<ClientOrderId, Money> more = new TreeMap<>(reservations);
            more.put(order, amount);
            return new State(free, more, holdings);
        }

        private Money available() {
            Money available = free;
            for (Money reserved : reservations.values()) {
                available = available.minus(reserved);
            }
            return available;
        }
    }
}
