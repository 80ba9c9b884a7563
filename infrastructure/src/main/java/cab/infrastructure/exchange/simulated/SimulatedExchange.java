package cab.infrastructure.exchange.simulated;

import cab.application.port.Balance;
import cab.application.port.BrokerEvent;
import cab.application.port.CancelReport;
import cab.application.port.FillsReport;
import cab.application.port.PlacementReport;
import cab.application.port.Subscription;
import cab.application.port.VenueOrder;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.order.Fill;
import cab.infrastructure.time.VirtualScheduler;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The exchange itself: accounts, orders, fills, numbers. It knows nothing of bots, latency or faults; those lie between
 * it and its customers.
 *
 * <ol>
 *   <li>No balance is ever negative, and no money appears or vanishes but by {@link #deposit} and {@link #withdraw}.
 *   <li>What is acknowledged or reported has been committed before.
 *   <li>Orders are numbered in the order they arrive, trades in the order they happen.
 * </ol>
 *
 * <p>Owned by one thread: that of the market player.
 */
public final class SimulatedExchange implements BookRecord {

    private record CustomerKey(String account, Symbol symbol) implements Comparable<CustomerKey> {

        @Override
        public int compareTo(CustomerKey other) {
            int byAccount = account.compareTo(other.account);
            return byAccount != 0 ? byAccount : symbol.compareTo(other.symbol);
        }
    }

    private record Notice(CustomerBook customer, BrokerEvent event) {}

    private final ExchangeTerms terms;
    private final VirtualScheduler clock;
    private final ExchangeJournal journal;
    private final Optional<ExchangeJournal.Recovered> recovered;
    private final SortedMap<Symbol, SymbolBook> books = new TreeMap<>();
    private final SortedMap<String, SimulatedAccount> accounts = new TreeMap<>();
    private final SortedMap<CustomerKey, CustomerBook> customers = new TreeMap<>();
    private final Tally tally = new Tally();

    private final SequencedSet<ExchangeOrder> changedOrders = new LinkedHashSet<>();
    private final List<ExchangeJournal.OrderFill> newFills = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private long nextOrderId = 1;
    private long nextTradeId = 1;

    /** An exchange without symbols and accounts, or with the accounts that {@code journal} has kept. */
    SimulatedExchange(ExchangeTerms terms, VirtualScheduler clock, ExchangeJournal journal) {
        this.terms = terms;
        this.clock = clock;
        this.journal = journal;
        this.recovered = journal.recover();
        recovered.ifPresent(this::recoverAccounts);
    }

    /** Lists a symbol that trades along {@code path}; its stored orders live again. */
    SymbolBook list(Instrument instrument, PricePath path) {
        SymbolBook book = new SymbolBook(instrument, terms.fills(), path, this);
        if (books.putIfAbsent(instrument.symbol(), book) != null) {
            throw new IllegalArgumentException(instrument.symbol() + " is listed already");
        }
        recovered.ifPresent(stored -> recoverOrders(stored, book));
        return book;
    }

    /** The account of this name; a new one receives {@code deposits}, one that was stored keeps what it has. */
    public SimulatedAccount account(String name, List<Money> deposits) {
        SimulatedAccount known = accounts.get(name);
        if (known != null) {
            return known;
        }
        SimulatedAccount account = new SimulatedAccount(name);
        accounts.put(name, account);
        deposits.forEach(account::deposit);
        publish();
        return account;
    }

    /** Money from outside, as when a person moves coins to the account. */
    public void deposit(SimulatedAccount account, Money money) {
        account.deposit(money);
        publish();
    }

    /**
     * Money to the outside.
     *
     * @throws IllegalStateException when less than that is free
     */
    public void withdraw(SimulatedAccount account, Money money) {
        account.withdraw(money);
        publish();
    }

    /** Refuses an order that arrives later than {@code expiresAt}, which itself is in time; else {@link #place}s it. */
    public void place(
            SimulatedAccount account,
            Placement placement,
            Optional<Instant> expiresAt,
            Consumer<PlacementReport> answer) {
        if (expiresAt.filter(deadline -> clock.instant().isAfter(deadline)).isPresent()) {
            tally.rejected++;
            answer.accept(new PlacementReport.Rejected(
                    RejectCode.REQUEST_EXPIRED.name(), "the request was to arrive by " + expiresAt.get()));
            return;
        }
        place(account, placement, answer);
    }

    /** Takes or refuses an order, matches it as far as it goes at once, and answers. */
    public void place(SimulatedAccount account, Placement placement, Consumer<PlacementReport> answer) {
        SymbolBook book = books.get(placement.terms().symbol());
        if (book == null) {
            tally.rejected++;
            answer.accept(new PlacementReport.Rejected(
                    RejectCode.UNKNOWN_SYMBOL.name(), placement.terms().symbol() + " is not listed"));
            return;
        }
        CustomerBook customer = customer(account, book.instrument().symbol());
        ExchangeOrder order = new ExchangeOrder(nextOrderId, customer, placement, clock.millis());
        Optional<PlacementReport.Rejected> refusal =
                new OrderCheck(terms.orders(), book).refusalOf(order, clock.millis());
        if (refusal.isPresent()) {
            tally.rejected++;
            answer.accept(refusal.get());
            return;
        }
        nextOrderId++;
        tally.taken++;
        customer.add(order);
        moved(order);
        book.arrive(order, clock.millis());
        expireInTime(order, book);
        commit();
        answer.accept(new PlacementReport.Confirmed(order.view()));
        tell();
    }

    private void expireInTime(ExchangeOrder order, SymbolBook book) {
        long lifetimeMs = terms.orders().stopLifetime().toMillis();
        if (order.isStop() && lifetimeMs > 0) {
            // A stop that has ended before has nothing left to expire.
            var _ = clock.atMs(order.placedAtMs() + lifetimeMs, () -> {
                book.expire(order);
                publish();
            });
        }
    }

    /** Ends an open order, and answers. */
    public void cancel(SimulatedAccount account, OrderReference reference, Consumer<CancelReport> answer) {
        Optional<ExchangeOrder> found = find(account, reference);
        if (found.isEmpty()) {
            answer.accept(new CancelReport.NotOpen("ORDER_NOT_FOUND"));
            return;
        }
        ExchangeOrder order = found.get();
        if (!order.isOpen()) {
            answer.accept(new CancelReport.NotOpen("ORDER_ENDED: " + order.state()));
            return;
        }
        bookOf(order).cancel(order);
        commit();
        answer.accept(new CancelReport.Ended(order.view()));
        tell();
    }

    /** The order, open or ended; one that ended long ago is found in the store alone. */
    public Optional<VenueOrder> lookUp(SimulatedAccount account, OrderReference reference) {
        return find(account, reference).map(ExchangeOrder::view).or(() -> journal.order(account, reference));
    }

    /** The open orders of the account on the symbol, oldest first. */
    public List<VenueOrder> openOrders(SimulatedAccount account, Symbol symbol) {
        return customer(account, symbol).open().stream()
                .map(ExchangeOrder::view)
                .toList();
    }

    /** The fills of the account on the symbol from {@code since} on, oldest first; unknown where they are forgotten. */
    public FillsReport fills(SimulatedAccount account, Symbol symbol, Instant since) {
        CustomerBook customer = customer(account, symbol);
        if (since.toEpochMilli() > customer.forgottenFillsUntilMs()) {
            return new FillsReport.Known(customer.fillsSince(since.toEpochMilli()));
        }
        return journal.fills(customer, symbol.toString(), since)
                .<FillsReport>map(FillsReport.Known::new)
                .orElseGet(() -> new FillsReport.Unknown("fills before "
                        + Instant.ofEpochMilli(customer.forgottenFillsUntilMs()) + " are no longer known"));
    }

    public List<Balance> balances(SimulatedAccount account) {
        return account.balances();
    }

    /** Tells {@code listener} of every fill and order change of the account on the symbol, once it is committed. */
    public Subscription subscribe(SimulatedAccount account, Symbol symbol, Consumer<BrokerEvent> listener) {
        return customer(account, symbol).subscribe(listener);
    }

    public ExchangeStatistics statistics() {
        return tally.statistics();
    }

    ExchangeTerms terms() {
        return terms;
    }

    /** Commits what has changed and then tells the customers. */
    void publish() {
        commit();
        tell();
    }

    /** Notes where the market stands, even if nothing has changed. */
    void notePosition() {
        commitAlways();
    }

    /** Where an earlier run of the market ended, UTC milliseconds. */
    Optional<Long> recoveredPosition() {
        return recovered.map(ExchangeJournal.Recovered::marketMs);
    }

    @Override
    public long nextTradeId() {
        return nextTradeId++;
    }

    @Override
    public void moved(ExchangeOrder order) {
        if (!order.isOpen()) {
            order.customer().ended(order);
        }
        changedOrders.add(order);
        notices.add(new Notice(order.customer(), new BrokerEvent.OrderChanged(order.view())));
    }

    @Override
    public void filled(ExchangeOrder order, Fill fill, BigDecimal slippage) {
        order.customer().add(fill);
        changedOrders.add(order);
        newFills.add(new ExchangeJournal.OrderFill(order, fill));
        tally.filled(fill, slippage);
        notices.add(new Notice(order.customer(), new BrokerEvent.Filled(fill)));
    }

    @Override
    public void ambiguousCandle() {
        tally.ambiguousCandles++;
    }

    private void commit() {
        if (!changedOrders.isEmpty() || !newFills.isEmpty() || isAnyBalanceChanged()) {
            commitAlways();
        }
    }

    private boolean isAnyBalanceChanged() {
        for (SimulatedAccount account : accounts.values()) {
            if (account.isChanged()) {
                return true;
            }
        }
        return false;
    }

    private void commitAlways() {
        if (!journal.keeps()) {
            accounts.values().forEach(SimulatedAccount::forgetChanged);
            changedOrders.clear();
            newFills.clear();
            return;
        }
        Map<String, List<Balance>> balances = new TreeMap<>();
        accounts.forEach((name, account) -> balances.put(
                name, account.takeChanged().stream().map(account::balance).toList()));
        Map<String, BigDecimal> volumeUsed = new TreeMap<>();
        books.forEach((symbol, book) -> volumeUsed.put(symbol.toString(), book.volumeUsed()));
        journal.commit(new ExchangeJournal.Changes(
                clock.millis(),
                nextOrderId,
                nextTradeId,
                List.copyOf(changedOrders),
                List.copyOf(newFills),
                balances,
                volumeUsed));
        changedOrders.clear();
        newFills.clear();
    }

    private void tell() {
        if (notices.isEmpty()) {
            return;
        }
        List<Notice> told = List.copyOf(notices);
        notices.clear();
        for (Notice notice : told) {
            notice.customer.tell(notice.event);
        }
    }

    private Optional<ExchangeOrder> find(SimulatedAccount account, OrderReference reference) {
        CustomerBook customer = customer(account, reference.symbol());
        return switch (reference) {
            case OrderReference.ByVenueId byVenue -> customer.find(byVenue.number());
            case OrderReference.ByClientId byClient -> customer.find(byClient.clientOrderId());
        };
    }

    private CustomerBook customer(SimulatedAccount account, Symbol symbol) {
        return customers.computeIfAbsent(
                new CustomerKey(account.name(), symbol),
                absent -> new CustomerBook(account, terms.orders().ordersRemembered(), fillsForgottenUntilMs()));
    }

    /** Fills up to here may not have been read back from the store. */
    private long fillsForgottenUntilMs() {
        return recovered
                .filter(stored -> !stored.allFills())
                .map(stored -> stored.fills().getFirst().fill().at().toEpochMilli())
                .orElse(Long.MIN_VALUE);
    }

    private SymbolBook bookOf(ExchangeOrder order) {
        SymbolBook book = books.get(order.terms().symbol());
        if (book == null) {
            throw new IllegalStateException(order.terms().symbol() + " is not listed");
        }
        return book;
    }

    private void recoverAccounts(ExchangeJournal.Recovered stored) {
        nextOrderId = stored.nextOrderId();
        nextTradeId = stored.nextTradeId();
        stored.balances().forEach((name, balances) -> {
            SimulatedAccount account = new SimulatedAccount(name);
            balances.forEach(balance -> account.add(
                    balance.currency(),
                    balance.free().amount(),
                    balance.locked().amount()));
            account.forgetChanged();
            accounts.put(name, account);
        });
    }

    private void recoverOrders(ExchangeJournal.Recovered stored, SymbolBook book) {
        Symbol symbol = book.instrument().symbol();
        for (ExchangeJournal.StoredOrder storedOrder : stored.orders()) {
            if (!storedOrder.placement().terms().symbol().equals(symbol)) {
                continue;
            }
            CustomerBook customer = customer(account(storedOrder.account(), List.of()), symbol);
            ExchangeOrder order =
                    new ExchangeOrder(storedOrder.id(), customer, storedOrder.placement(), storedOrder.placedAtMs());
            order.restore(storedOrder);
            customer.add(order);
            if (order.isOpen()) {
                book.restore(order);
                expireInTime(order, book);
            }
        }
        for (ExchangeJournal.StoredFill storedFill : stored.fills()) {
            if (storedFill.fill().symbol().equals(symbol)) {
                CustomerBook customer = customer(account(storedFill.account(), List.of()), symbol);
                customer.add(storedFill.fill());
            }
        }
        book.restoreVolumeUsed(stored.volumeUsed().getOrDefault(symbol.toString(), BigDecimal.ZERO));
    }
}
