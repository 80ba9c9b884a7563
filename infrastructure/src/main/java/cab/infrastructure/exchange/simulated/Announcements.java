package cab.infrastructure.exchange.simulated;

import cab.application.port.Balance;
import cab.application.port.BrokerEvent;
import cab.domain.market.Symbol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the exchange has done and has not told yet: it is committed first, and then customers and observers hear of it,
 * in the order it happened. Owned by the exchange's thread.
 */
final class Announcements {

    private record Notice(CustomerBook customer, BrokerEvent event) {}

    private final ExchangeJournal journal;
    private final SortedMap<String, SimulatedAccount> accounts;
    private final SortedMap<Symbol, SymbolBook> books;
    private final Function<ExchangeOrder, OrderStatement> statements;
    private final SequencedSet<ExchangeOrder> changedOrders = new LinkedHashSet<>();
    private final SequencedSet<PriceOrder> changedPriceOrders = new LinkedHashSet<>();
    private final List<ExchangeJournal.OrderFill> newFills = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final List<Consumer<ExchangeEvent>> observers = new ArrayList<>();
    private final List<ExchangeEvent> happenings = new ArrayList<>();

    /**
     * Nothing to tell yet.
     *
     * @param accounts of the exchange, as they are at any time
     * @param books of the exchange, as they are at any time
     * @param statements state all that is known of an order
     */
    Announcements(
            ExchangeJournal journal,
            SortedMap<String, SimulatedAccount> accounts,
            SortedMap<Symbol, SymbolBook> books,
            Function<ExchangeOrder, OrderStatement> statements) {
        this.journal = journal;
        this.accounts = accounts;
        this.books = books;
        this.statements = statements;
    }

    /** Tells {@code observer} of what happens to any account, once it is committed. */
    void observe(Consumer<ExchangeEvent> observer) {
        observers.add(observer);
    }

    /** An order is new, or has changed. */
    void moved(ExchangeOrder order, boolean isNew) {
        changedOrders.add(order);
        notices.add(new Notice(order.customer(), new BrokerEvent.OrderChanged(order.view())));
        if (!observers.isEmpty()) {
            happenings.add(new ExchangeEvent.OrderMoved(order.account().name(), statements.apply(order), isNew));
        }
    }

    /** An order was filled. */
    void filled(ExchangeOrder order, Trade trade) {
        changedOrders.add(order);
        newFills.add(new ExchangeJournal.OrderFill(order, trade.fill()));
        notices.add(new Notice(order.customer(), new BrokerEvent.Filled(trade.fill())));
        if (!observers.isEmpty()) {
            happenings.add(new ExchangeEvent.Traded(order.account().name(), trade));
        }
    }

    /** An order that waits for a price is new, or waits no longer. */
    void moved(PriceOrder order) {
        changedPriceOrders.add(order);
        if (!observers.isEmpty()) {
            happenings.add(new ExchangeEvent.PriceOrderMoved(order.account().name(), order.statement()));
        }
    }

    /**
     * Commits, if anything has changed.
     *
     * @param marketMs where the market stands
     */
    void commit(long marketMs, long nextOrderId, long nextTradeId) {
        if (!observers.isEmpty()) {
            noteBalances();
        }
        if (!changedOrders.isEmpty() || !changedPriceOrders.isEmpty() || !newFills.isEmpty() || isAnyBalanceChanged()) {
            commitAlways(marketMs, nextOrderId, nextTradeId);
        }
    }

    private void noteBalances() {
        accounts.forEach((name, account) -> {
            if (account.isChanged()) {
                happenings.add(new ExchangeEvent.BalancesMoved(name, account.changedBalances()));
            }
        });
    }

    private boolean isAnyBalanceChanged() {
        for (SimulatedAccount account : accounts.values()) {
            if (account.isChanged()) {
                return true;
            }
        }
        return false;
    }

    /** The same, and where the market stands even if nothing has changed. */
    void commitAlways(long marketMs, long nextOrderId, long nextTradeId) {
        if (journal.keeps()) {
            Map<String, List<Balance>> balances = new TreeMap<>();
            accounts.forEach((name, account) -> balances.put(
                    name, account.takeChanged().stream().map(account::balance).toList()));
            Map<String, BigDecimal> volumeUsed = new TreeMap<>();
            books.forEach((symbol, book) -> volumeUsed.put(symbol.toString(), book.volumeUsed()));
            journal.commit(new ExchangeJournal.Changes(
                    marketMs,
                    nextOrderId,
                    nextTradeId,
                    List.copyOf(changedOrders),
                    List.copyOf(changedPriceOrders),
                    List.copyOf(newFills),
                    balances,
                    volumeUsed));
        } else {
            accounts.values().forEach(SimulatedAccount::forgetChanged);
        }
        changedOrders.clear();
        changedPriceOrders.clear();
        newFills.clear();
    }

    /** Tells all of what has been committed. */
    void tell() {
        if (!happenings.isEmpty()) {
            List<ExchangeEvent> happened = List.copyOf(happenings);
            happenings.clear();
            happened.forEach(event -> observers.forEach(observer -> observer.accept(event)));
        }
        if (notices.isEmpty()) {
            return;
        }
        List<Notice> told = List.copyOf(notices);
        notices.clear();
        for (Notice notice : told) {
            notice.customer.tell(notice.event);
        }
    }
}
