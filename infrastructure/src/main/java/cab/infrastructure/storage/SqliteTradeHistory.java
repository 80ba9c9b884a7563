package cab.infrastructure.storage;

import cab.application.port.Dust;
import cab.application.port.TradeHistory;
import cab.domain.market.Symbol;
import cab.domain.order.Fill;
import cab.domain.position.RealisedTrade;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** What was traded, read beside the journal's writer. Thread-safe. */
public final class SqliteTradeHistory implements TradeHistory {

    static final String REALISED = "SELECT " + TradeRow.COLUMNS + """
            FROM trades
            WHERE at_ms >= :fromMs AND at_ms < :toMs AND (:symbol IS NULL OR symbol = :symbol)
            ORDER BY at_ms, fill_sequence
            """;

    static final String FILLS = "SELECT " + FillRow.COLUMNS + """
            FROM fills
            WHERE at_ms >= :fromMs AND at_ms < :toMs AND (:symbol IS NULL OR symbol = :symbol)
            ORDER BY at_ms, sequence
            """;

    static final String ORDERS = """
            SELECT count(*) FROM orders
            WHERE decided_at_ms >= :fromMs AND decided_at_ms < :toMs AND (:symbol IS NULL OR symbol = :symbol)
            """;

    static final String DUST = "SELECT " + PositionRow.COLUMNS + " " + """
            FROM positions
            WHERE opened_by_at_ms IS NULL AND quantity <> '0' AND (:symbol IS NULL OR symbol = :symbol)
            ORDER BY bot
            """;

    static final String LATEST = "SELECT max(at_ms) FROM fills";

    private final SqliteDatabase database;

    public SqliteTradeHistory(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public List<RealisedTrade> realised(Optional<Symbol> symbol, Instant from, Instant to) {
        return database.read(
                handle -> within(handle.createQuery(REALISED), symbol, from, to)
                        .map((row, context) -> TradeRow.read(row))
                        .list()
                        .stream()
                        .map(TradeRow::toDomain)
                        .toList());
    }

    @Override
    public List<Fill> fills(Optional<Symbol> symbol, Instant from, Instant to) {
        return database.read(handle ->
                within(handle.createQuery(FILLS), symbol, from, to)
                        .map((row, context) -> FillRow.read(row))
                        .list()
                        .stream()
                        .map(FillRow::toDomain)
                        .toList());
    }

    @Override
    public int orders(Optional<Symbol> symbol, Instant from, Instant to) {
        return database.read(handle -> within(handle.createQuery(ORDERS), symbol, from, to)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public Optional<Instant> latestFillAt() {
        return database.read(
                handle -> handle.createQuery(LATEST).mapTo(Long.class).findOne().map(Instant::ofEpochMilli));
    }

    @Override
    public List<Dust> dust(Optional<Symbol> symbol) {
        return database.read(handle -> handle
                .createQuery(DUST)
                .bind("symbol", symbol.map(Symbol::toString).orElse(null))
                .map((row, context) -> PositionRow.read(row).toDomain())
                .list()
                .stream()
                .map(record -> new Dust(record.bot(), record.symbol(), record.position()))
                .toList());
    }

    private static Query within(Query query, Optional<Symbol> symbol, Instant from, Instant to) {
        return query.bind("symbol", symbol.map(Symbol::toString).orElse(null))
                .bind("fromMs", from.toEpochMilli())
                .bind("toMs", to.toEpochMilli());
    }
}
