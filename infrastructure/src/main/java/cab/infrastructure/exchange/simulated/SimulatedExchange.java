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
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.Fill;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.infrastructure.time.VirtualScheduler;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    private final ExchangeTerms terms;
    private final VirtualScheduler clock;
    private final ExchangeJournal journal;
    private final Optional<ExchangeJournal.Recovered> recovered;
    private final SortedMap<Symbol, SymbolBook> books = new TreeMap<>();
    private final SortedMap<String, SimulatedAccount> accounts = new TreeMap<>();
    private final SortedMap<CustomerKey, CustomerBook> customers = new TreeMap<>();
    private final Tally tally;
    private final Map<Symbol, Tally> tallies = new HashMap<>();
    private final Announcements announcements;
    private final PriceOrders priceOrders;

    /** Asked from any thread. */
    private final Set<Symbol> delisted = ConcurrentHashMap.newKeySet();

    private MatchingFaults disturbance = MatchingFaults.none();

    /** Who asked last: nearly always who asks next. */
    private @Nullable CustomerBook lastCustomer;

    private long nextOrderId = 1;
    private long nextTradeId = 1;

    /** An exchange without symbols and accounts, or with the accounts that {@code journal} has kept. */
    SimulatedExchange(ExchangeTerms terms, VirtualScheduler clock, ExchangeJournal journal) {
        this.terms = terms;
        this.tally = new Tally(terms.fills().spread());
        this.clock = clock;
        this.journal = journal;
        this.announcements = new Announcements(journal, accounts, books, this::statement);
        this.priceOrders = new PriceOrders(this, terms.orders(), clock, announcements);
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

    /** From now on does to orders what {@code faults} say. */
    public void disturb(MatchingFaults faults) {
        disturbance = faults;
    }

    /** Ends all orders on the symbol, and takes none until it is {@link #relist relisted}. */
    void delist(Symbol symbol) {
        delisted.add(symbol);
        customers.forEach((key, customer) -> {
            if (key.symbol().equals(symbol)) {
                customer.open().forEach(order -> bookOf(order).cancel(order, BigDecimal.ZERO));
            }
        });
        publish();
    }

    /** Takes orders on the symbol again. */
    void relist(Symbol symbol) {
        delisted.remove(symbol);
    }

    boolean isListed(Symbol symbol) {
        return delisted.isEmpty() || !delisted.contains(symbol);
    }

    @Override
    public long nowMs() {
        return clock.millis();
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
        if (book == null || !isListed(placement.terms().symbol())) {
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
        take(order, book);
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
        bookOf(order).cancel(order, disturbance.onCancel(order.terms()));
        commit();
        answer.accept(new CancelReport.Ended(order.view()));
        tell();
    }

    /**
     * Lets an open limit order ask for another quantity or price, and answers. One that asks for no more than is filled
     * already ends.
     */
    public void amend(
            SimulatedAccount account,
            OrderReference reference,
            Optional<Quantity> quantity,
            Optional<Price> price,
            Consumer<AmendReport> answer) {
        Optional<ExchangeOrder> found = find(account, reference);
        if (found.isEmpty() || !found.get().isOpen() || !found.get().isLimit()) {
            answer.accept(new AmendReport.NotOpen(found.isEmpty() ? "ORDER_NOT_FOUND" : "ORDER_ENDED"));
            return;
        }
        ExchangeOrder order = found.get();
        SymbolBook book = bookOf(order);
        OrderTerms asked = OrderTerms.limit(
                order.terms().symbol(),
                order.side(),
                new OrderSize.OfBase(
                        quantity.orElseGet(() -> new Quantity(order.filled().add(order.left())))),
                price.orElseGet(() -> order.terms().limit().orElseThrow()));
        Optional<AmendReport.Refused> refusal =
                new OrderCheck(terms.orders(), book).refusalOf(order, asked, clock.millis());
        if (refusal.isPresent()) {
            answer.accept(refusal.get());
            return;
        }
        if (quantity.filter(wanted -> wanted.value().compareTo(order.filled()) <= 0)
                .isPresent()) {
            book.cancel(order, BigDecimal.ZERO);
        } else if (!book.amend(order, asked, clock.millis())) {
            answer.accept(new AmendReport.Refused(
                    RejectCode.BALANCE_NOT_ENOUGH, "the account has less than the change would bind"));
            return;
        }
        commit();
        answer.accept(new AmendReport.Amended(statement(order)));
        tell();
    }

    /** The orders that wait for a price. */
    public PriceOrders priceOrders() {
        return priceOrders;
    }

    /** The number that the next order has. */
    long nextOrderId() {
        return nextOrderId;
    }

    /** The number has been given. */
    void useOrderId() {
        nextOrderId++;
    }

    /** The book of a symbol, when it was ever listed. */
    Optional<SymbolBook> book(Symbol symbol) {
        return Optional.ofNullable(books.get(symbol));
    }

    /** Takes an order that has been checked and whose funds are bound. */
    void take(ExchangeOrder order, SymbolBook book) {
        useOrderId();
        tally.taken++;
        order.customer().add(order);
        moved(order, true);
        book.arrive(order, clock.millis());
    }

    /** All that is known of the order, as long as it is remembered. */
    public Optional<OrderStatement> statement(SimulatedAccount account, OrderReference reference) {
        return find(account, reference).map(this::statement);
    }

    /** The orders of the account on the symbol that are open, oldest first. */
    public List<OrderStatement> openStatements(SimulatedAccount account, Symbol symbol) {
        return customer(account, symbol).open().stream().map(this::statement).toList();
    }

    /** The remembered orders of the account on the symbol that are over, oldest first. */
    public List<OrderStatement> endedStatements(SimulatedAccount account, Symbol symbol) {
        return customer(account, symbol).ended().stream().map(this::statement).toList();
    }

    /** The remembered trades of the account on the symbol, oldest first. */
    public List<Trade> trades(SimulatedAccount account, Symbol symbol) {
        return customer(account, symbol).trades();
    }

    /** Tells {@code observer} of what happens to any account, once it is committed. */
    public void observe(Consumer<ExchangeEvent> observer) {
        announcements.observe(observer);
    }

    /** Stops or resumes the trading of a symbol; what rests stays. */
    public void halt(Symbol symbol, boolean isHalted) {
        SymbolBook book = books.get(symbol);
        if (book == null) {
            throw new IllegalArgumentException(symbol + " is not listed");
        }
        book.halt(isHalted);
    }

    /** Whether orders of a listed symbol are refused at the moment. */
    public boolean isHalted(Symbol symbol) {
        SymbolBook book = books.get(symbol);
        return book != null && book.isHalted();
    }

    /** Ends an open order of its own accord; nothing when there is none of that name. */
    public void cancelUnasked(SimulatedAccount account, OrderReference reference) {
        find(account, reference).filter(ExchangeOrder::isOpen).ifPresent(order -> {
            bookOf(order).cancel(order, BigDecimal.ZERO);
            publish();
        });
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

    /** What has happened in the market of {@code symbol} alone; orders that were refused are not told apart. */
    ExchangeStatistics statistics(Symbol symbol) {
        return tallyOf(symbol).statistics();
    }

    private Tally tallyOf(Symbol symbol) {
        return tallies.computeIfAbsent(symbol, absent -> new Tally(terms.fills().spread()));
    }

    ExchangeTerms terms() {
        return terms;
    }

    /** Commits what has changed and then tells the customers. */
    void publish() {
        priceOrders.placeFired();
        commit();
        tell();
    }

    /** Notes where the market stands, even if nothing has changed. */
    void notePosition() {
        announcements.commitAlways(clock.millis(), nextOrderId, nextTradeId);
    }

    /** Where an earlier run of the market ended, UTC milliseconds. */
    Optional<Long> recoveredPosition() {
        return recovered.map(ExchangeJournal.Recovered::marketMs);
    }

    @Override
    public MatchingFaults disturbance() {
        return disturbance;
    }

    @Override
    public long nextTradeId() {
        return nextTradeId++;
    }

    @Override
    public void moved(ExchangeOrder order) {
        moved(order, false);
    }

    private void moved(ExchangeOrder order, boolean isNew) {
        order.updatedAtMs(clock.millis());
        if (!order.isOpen()) {
            order.customer().ended(order);
        }
        announcements.moved(order, isNew);
    }

    @Override
    public void filled(ExchangeOrder order, Fill fill, Execution execution) {
        Trade trade = new Trade(order.id(), order.placement().isNamed(), fill);
        order.customer().add(trade);
        tally.filled(fill, execution);
        tallyOf(fill.symbol()).filled(fill, execution);
        announcements.filled(order, trade);
    }

    @Override
    public void shortOfVolume(ExchangeOrder order) {
        if (order.noteShortOfVolume()) {
            tally.shortOfVolume++;
            tallyOf(order.terms().symbol()).shortOfVolume++;
        }
    }

    @Override
    public void reached(PriceOrder order) {
        priceOrders.fire(order);
    }

    @Override
    public void ambiguousCandle(Symbol symbol) {
        tally.ambiguousCandles++;
        tallyOf(symbol).ambiguousCandles++;
    }

    private OrderStatement statement(ExchangeOrder order) {
        return order.statement(bookOf(order).feeCurrency(order.side()));
    }

    private void commit() {
        announcements.commit(clock.millis(), nextOrderId, nextTradeId);
    }

    private void tell() {
        announcements.tell();
    }

    private Optional<ExchangeOrder> find(SimulatedAccount account, OrderReference reference) {
        CustomerBook customer = customer(account, reference.symbol());
        return switch (reference) {
            case OrderReference.ByVenueId byVenue -> customer.find(byVenue.number());
            case OrderReference.ByClientId byClient -> customer.find(byClient.clientOrderId());
        };
    }

    CustomerBook customer(SimulatedAccount account, Symbol symbol) {
        CustomerBook last = lastCustomer;
        if (last != null && last.account().equals(account) && last.symbol().equals(symbol)) {
            return last;
        }
        CustomerBook customer = customers.computeIfAbsent(
                new CustomerKey(account.name(), symbol),
                absent ->
                        new CustomerBook(account, symbol, terms.orders().ordersRemembered(), fillsForgottenUntilMs()));
        lastCustomer = customer;
        return customer;
    }

    /** Fills up to here may not have been read back from the store. */
    private long fillsForgottenUntilMs() {
        return recovered
                .filter(stored -> !stored.allFills())
                .map(stored -> stored.fills().getFirst().trade().fill().at().toEpochMilli())
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
        for (ExchangeJournal.StoredPriceOrder waiting : stored.priceOrders()) {
            if (waiting.statement().terms().symbol().equals(symbol)) {
                priceOrders.restore(
                        PriceOrder.restored(account(waiting.account(), List.of()), waiting.statement()), book);
            }
        }
        for (ExchangeJournal.StoredFill storedFill : stored.fills()) {
            if (storedFill.trade().fill().symbol().equals(symbol)) {
                CustomerBook customer = customer(account(storedFill.account(), List.of()), symbol);
                customer.add(storedFill.trade());
            }
        }
        book.restoreVolumeUsed(stored.volumeUsed().getOrDefault(symbol.toString(), BigDecimal.ZERO));
    }
}
