package cab.infrastructure.exchange.simulated;

import cab.application.port.Balance;
import cab.application.port.StorageException;
import cab.application.port.VenueOrder;
import cab.domain.order.Fill;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The memory of the simulated exchange of paper trading: a SQLite file of its own beside the bot's database, because an
 * exchange does not lose what the bot's book loses. Whatever the exchange has acknowledged or reported is on the disk
 * before. Owned by the exchange's thread; opened and closed before and after it.
 */
public final class SimulatedExchangeStore implements ExchangeJournal, AutoCloseable {

    /** Ended orders, and fills, that are read back at the start; older fills are read when they are asked for. */
    private static final int READ_BACK_MAX = 20_000;

    private static final int FORMAT = 3;
    private static final String FIRST_FORMAT = "1";
    private static final String SECOND_FORMAT = "2";
    private static final int BUSY_TIMEOUT_MS = 5_000;

    private static final String FORMAT_FACT = "format";
    private static final String MARKET_FACT = "market";
    private static final String MARKET_MS_FACT = "market_ms";
    private static final String NEXT_ORDER_FACT = "next_order_id";
    private static final String NEXT_TRADE_FACT = "next_trade_id";

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE IF NOT EXISTS fact (
                name TEXT PRIMARY KEY,
                value TEXT NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE IF NOT EXISTS balance (
                account TEXT NOT NULL,
                currency TEXT NOT NULL,
                free TEXT NOT NULL,
                locked TEXT NOT NULL,
                PRIMARY KEY (account, currency)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE IF NOT EXISTS venue_order (
                id INTEGER PRIMARY KEY,
                account TEXT NOT NULL,
                symbol TEXT NOT NULL,
                client_order_id TEXT NOT NULL,
                side TEXT NOT NULL,
                type TEXT NOT NULL,
                quantity TEXT,
                amount TEXT,
                limit_price TEXT,
                trigger_price TEXT,
                placed_at_ms INTEGER NOT NULL,
                stage TEXT NOT NULL,
                state TEXT NOT NULL,
                filled TEXT NOT NULL,
                spent TEXT NOT NULL,
                locked TEXT NOT NULL,
                lock_price TEXT NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE IF NOT EXISTS fill (
                id INTEGER PRIMARY KEY,
                account TEXT NOT NULL,
                symbol TEXT NOT NULL,
                client_order_id TEXT NOT NULL,
                side TEXT NOT NULL,
                price TEXT NOT NULL,
                quantity TEXT NOT NULL,
                fee TEXT NOT NULL,
                fee_currency TEXT NOT NULL,
                liquidity TEXT NOT NULL,
                at_ms INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX IF NOT EXISTS fill_by_time ON fill (account, symbol, at_ms)",
            "CREATE INDEX IF NOT EXISTS order_by_name ON venue_order (account, symbol, client_order_id)",
            "CREATE INDEX IF NOT EXISTS open_order ON venue_order (stage) WHERE stage <> 'ENDED'",
            """
            CREATE TABLE IF NOT EXISTS price_order (
                id INTEGER PRIMARY KEY,
                account TEXT NOT NULL,
                symbol TEXT NOT NULL,
                trigger_price TEXT NOT NULL,
                on_rise INTEGER NOT NULL,
                lifetime_ms INTEGER NOT NULL,
                source TEXT NOT NULL,
                named INTEGER NOT NULL,
                side TEXT NOT NULL,
                type TEXT NOT NULL,
                quantity TEXT,
                amount TEXT,
                limit_price TEXT,
                time_in_force TEXT NOT NULL,
                created_at_ms INTEGER NOT NULL,
                ended_at_ms INTEGER NOT NULL,
                status TEXT NOT NULL,
                fired_order_id INTEGER NOT NULL,
                reason TEXT NOT NULL
            ) STRICT
            """,
            "CREATE INDEX IF NOT EXISTS open_price_order ON price_order (status) WHERE status = 'OPEN'",
            """
            CREATE TABLE IF NOT EXISTS volume_used (
                symbol TEXT PRIMARY KEY,
                used TEXT NOT NULL
            ) STRICT, WITHOUT ROWID
            """);

    /** What the second format adds to the tables of the first. */
    private static final List<String> FROM_FIRST_FORMAT = List.of(
            "ALTER TABLE venue_order ADD COLUMN time_in_force TEXT NOT NULL DEFAULT 'GOOD_TILL_CANCELLED'",
            "ALTER TABLE venue_order ADD COLUMN named INTEGER NOT NULL DEFAULT 1",
            "ALTER TABLE venue_order ADD COLUMN updated_at_ms INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE venue_order ADD COLUMN ending TEXT NOT NULL DEFAULT 'NONE'",
            "ALTER TABLE venue_order ADD COLUMN fee TEXT NOT NULL DEFAULT '0'",
            "ALTER TABLE fill ADD COLUMN order_id INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE fill ADD COLUMN named INTEGER NOT NULL DEFAULT 1",
            "UPDATE venue_order SET updated_at_ms = placed_at_ms",
            "UPDATE venue_order SET ending = iif(state = 'FILLED', 'FILLED', 'CANCELLED') WHERE stage = 'ENDED'");

    private final Path file;
    private final Handle handle;

    private SimulatedExchangeStore(Path file, Handle handle) {
        this.file = file;
        this.handle = handle;
    }

    /**
     * Opens the file, or creates it.
     *
     * @param market names the market that is played, such as {@code sim 42}: an account goes on in its own market alone
     * @throws StorageException when the file cannot be used, was written by a newer program, or belongs to another
     *     market
     */
    public static SimulatedExchangeStore open(Path file, String market) {
        prepare(file);
        Handle handle = connect(file);
        SimulatedExchangeStore store = new SimulatedExchangeStore(file, handle);
        try {
            store.perform(
                    "opened",
                    () -> handle.useTransaction(transaction -> {
                        store.createTables(transaction);
                        store.requireFact(FORMAT_FACT, Integer.toString(FORMAT));
                        store.requireFact(MARKET_FACT, market);
                    }));
            return store;
        } catch (StorageException unusable) {
            handle.close();
            throw unusable;
        }
    }

    /** The number that was written under this name, or, the first time, {@code first}, which is written. */
    public long remembered(String name, long first) {
        return guarded(
                "read",
                () -> handle.inTransaction(transaction -> {
                    Optional<String> known = fact(name);
                    if (known.isEmpty()) {
                        put(transaction, name, Long.toString(first));
                    }
                    return known.map(Long::parseLong).orElse(first);
                }));
    }

    private void createTables(Handle transaction) {
        TABLES.forEach(transaction::execute);
        // A new file is made as the first format was, and then brought on. The third has one more table.
        String found = fact(FORMAT_FACT).orElse(FIRST_FORMAT);
        if (found.equals(FIRST_FORMAT)) {
            FROM_FIRST_FORMAT.forEach(transaction::execute);
        }
        if (found.equals(FIRST_FORMAT) || found.equals(SECOND_FORMAT)) {
            put(transaction, FORMAT_FACT, Integer.toString(FORMAT));
        }
    }

    @Override
    public Optional<Recovered> recover() {
        return guarded(
                "read",
                () -> handle.inTransaction(transaction -> {
                    Optional<String> marketMs = fact(MARKET_MS_FACT);
                    if (marketMs.isEmpty()) {
                        return Optional.empty();
                    }
                    List<StoredFill> fills = FillRow.latest(transaction, READ_BACK_MAX);
                    return Optional.of(new Recovered(
                            Long.parseLong(marketMs.get()),
                            Long.parseLong(requireFact(NEXT_ORDER_FACT)),
                            Long.parseLong(requireFact(NEXT_TRADE_FACT)),
                            balances(),
                            OrderRow.openAndLatest(transaction, READ_BACK_MAX),
                            PriceOrderRow.openAndLatest(transaction, READ_BACK_MAX),
                            fills,
                            fills.size() < READ_BACK_MAX,
                            volumeUsed()));
                }));
    }

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public Optional<VenueOrder> order(SimulatedAccount account, OrderReference reference) {
        return guarded("read", () -> OrderRow.find(handle, account.name(), reference));
    }

    @Override
    public void commit(Changes changes) {
        perform("written", () -> handle.useTransaction(transaction -> write(transaction, changes)));
    }

    @Override
    public Optional<List<Fill>> fills(CustomerBook customer, String symbol, Instant since) {
        return guarded(
                "read",
                () -> Optional.of(FillRow.since(handle, customer.account().name(), symbol, since.toEpochMilli())));
    }

    /** Brings everything into the file and closes it. */
    @Override
    public void close() {
        perform("closed", () -> {
            handle.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            handle.close();
        });
    }

    private void write(Handle transaction, Changes changes) {
        put(transaction, MARKET_MS_FACT, Long.toString(changes.marketMs()));
        put(transaction, NEXT_ORDER_FACT, Long.toString(changes.nextOrderId()));
        put(transaction, NEXT_TRADE_FACT, Long.toString(changes.nextTradeId()));
        changes.balances()
                .forEach((account, balances) -> balances.forEach(balance -> put(transaction, account, balance)));
        changes.orders().forEach(order -> OrderRow.put(transaction, order));
        changes.priceOrders().forEach(order -> PriceOrderRow.put(transaction, order));
        changes.fills().forEach(fill -> FillRow.insert(transaction, fill));
        changes.volumeUsed()
                .forEach((symbol, used) -> transaction.execute(
                        "INSERT INTO volume_used (symbol, used) VALUES (?, ?)"
                                + " ON CONFLICT (symbol) DO UPDATE SET used = excluded.used",
                        symbol,
                        used.toPlainString()));
    }

    private static void put(Handle transaction, String fact, String value) {
        transaction.execute(
                "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                fact,
                value);
    }

    private static void put(Handle transaction, String account, Balance balance) {
        transaction.execute(
                "INSERT INTO balance (account, currency, free, locked) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (account, currency) DO UPDATE SET free = excluded.free,"
                        + " locked = excluded.locked",
                account,
                balance.currency().code(),
                balance.free().amount().toPlainString(),
                balance.locked().amount().toPlainString());
    }

    private Map<String, List<Balance>> balances() {
        Map<String, List<Balance>> byAccount = new TreeMap<>();
        handle.createQuery("SELECT account, currency, free, locked FROM balance ORDER BY account, currency")
                .map((row, context) -> Map.entry(row.getString("account"), BalanceRow.of(row)))
                .forEach(entry -> byAccount
                        .computeIfAbsent(entry.getKey(), absent -> new ArrayList<>())
                        .add(entry.getValue()));
        return byAccount;
    }

    private Map<String, BigDecimal> volumeUsed() {
        Map<String, BigDecimal> used = new TreeMap<>();
        handle.createQuery("SELECT symbol, used FROM volume_used")
                .map((row, context) -> Map.entry(row.getString("symbol"), new BigDecimal(row.getString("used"))))
                .forEach(entry -> used.put(entry.getKey(), entry.getValue()));
        return used;
    }

    private Optional<String> fact(String name) {
        return handle.createQuery("SELECT value FROM fact WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    private String requireFact(String name) {
        return fact(name).orElseThrow(() -> new StorageException("paper account " + file + " lacks " + name));
    }

    /** Writes the fact at the first time, and refuses a file that says something else later. */
    private void requireFact(String name, String expected) {
        String found = fact(name).orElse(expected);
        if (!found.equals(expected)) {
            throw new StorageException("paper account " + file + " has " + name + " '" + found + "', expected '"
                    + expected + "'; move the file away to start a new account");
        }
        put(handle, name, expected);
    }

    private void perform(String what, Runnable work) {
        boolean performed = guarded(what, () -> {
            work.run();
            return true;
        });
        assert performed;
    }

    private <T> T guarded(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException | IllegalArgumentException failure) {
            throw new StorageException(
                    "paper account " + file + " cannot be " + what + ": " + failure.getMessage(), failure);
        }
    }

    /** Creates folder and file, readable by the owner alone. */
    private static void prepare(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (Files.notExists(file)) {
                boolean posix =
                        FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
                if (posix) {
                    Files.createFile(
                            file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                }
            }
        } catch (IOException unusable) {
            throw new StorageException("paper account " + file + " cannot be created: " + unusable, unusable);
        }
    }

    private static Handle connect(Path file) {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
        settings.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        settings.setBusyTimeout(BUSY_TIMEOUT_MS);
        settings.enforceForeignKeys(true);
        settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(settings);
        source.setUrl("jdbc:sqlite:" + file);
        try {
            return Jdbi.create(source).open();
        } catch (JdbiException unusable) {
            throw new StorageException(
                    "paper account " + file + " cannot be opened: " + unusable.getMessage(), unusable);
        }
    }
}
