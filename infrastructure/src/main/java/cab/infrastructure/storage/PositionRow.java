package cab.infrastructure.storage;

import cab.application.port.PositionRecord;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.position.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code positions}. Immutable.
 *
 * @param flatAfterFill the fill behind which the position was last flat; 0 when that was before all fills
 */
record PositionRow(
        String bot,
        String symbol,
        String quantity,
        String cost,
        @Nullable Long openedByAtMs,
        String entryPrice,
        String peakPrice,
        long changedAtMs,
        long flatAfterFill) {

    /** The columns, in the order of {@link #read}. */
    static final String COLUMNS =
            "bot, symbol, quantity, cost, opened_by_at_ms, entry_price, peak_price, changed_at_ms, flat_after_fill";

    static PositionRow from(PositionRecord position, long flatAfterFill) {
        return new PositionRow(
                position.bot().value(),
                position.symbol().toString(),
                position.position().quantity().toString(),
                Decimals.text(position.position().cost()),
                position.openedBy().map(Instant::toEpochMilli).orElse(null),
                Double.toString(position.entryPrice()),
                Double.toString(position.peak()),
                position.at().toEpochMilli(),
                flatAfterFill);
    }

    static PositionRow read(ResultSet row) throws SQLException {
        long openedByAtMs = row.getLong(5);
        boolean opened = !row.wasNull();
        return new PositionRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                opened ? openedByAtMs : null,
                row.getString(6),
                row.getString(7),
                row.getLong(8),
                row.getLong(9));
    }

    <S extends SqlStatement<S>> S bindTo(S statement) {
        return statement
                .bind("bot", bot)
                .bind("symbol", symbol)
                .bind("quantity", quantity)
                .bind("cost", cost)
                .bind("openedByAtMs", openedByAtMs)
                .bind("entryPrice", entryPrice)
                .bind("peakPrice", peakPrice)
                .bind("changedAtMs", changedAtMs)
                .bind("flatAfterFill", flatAfterFill);
    }

    PositionRecord toDomain() {
        Symbol pair = Symbol.of(symbol);
        return new PositionRecord(
                new BotId(bot),
                pair,
                new Position(Quantity.of(quantity), Money.of(cost, pair.quote())),
                Optional.ofNullable(openedByAtMs).map(Instant::ofEpochMilli),
                Double.parseDouble(entryPrice),
                Double.parseDouble(peakPrice),
                Instant.ofEpochMilli(changedAtMs));
    }
}
