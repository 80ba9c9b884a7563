package cab.infrastructure.storage;

import cab.application.port.WantedSale;
import cab.domain.money.Price;
import cab.domain.order.BotId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Purpose;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads and writes rows of the table {@code wanted_sales}. */
final class WantedSaleRow {

    private WantedSaleRow() {}

    static void write(Handle handle, WantedSale sale) {
        handle.createUpdate("""
                        INSERT INTO wanted_sales (bot, position_at_ms, purpose, reference, at_ms)
                        VALUES (:bot, :positionAtMs, :purpose, :reference, :atMs)
                        ON CONFLICT (bot) DO UPDATE SET position_at_ms = excluded.position_at_ms,
                          purpose = excluded.purpose, reference = excluded.reference, at_ms = excluded.at_ms
                        """)
                .bind("bot", sale.position().bot().value())
                .bind("positionAtMs", sale.position().at().toEpochMilli())
                .bind("purpose", sale.purpose().name())
                .bind("reference", sale.reference().toString())
                .bind("atMs", sale.at().toEpochMilli())
                .execute();
    }

    static Optional<WantedSale> read(Handle handle, BotId bot) {
        return handle.createQuery("SELECT position_at_ms, purpose, reference, at_ms FROM wanted_sales WHERE bot = :bot")
                .bind("bot", bot.value())
                .map((row, context) -> new WantedSale(
                        new DecisionKey(bot, Instant.ofEpochMilli(row.getLong("position_at_ms"))),
                        Purpose.valueOf(row.getString("purpose")),
                        Price.of(row.getString("reference")),
                        Instant.ofEpochMilli(row.getLong("at_ms"))))
                .findOne();
    }
}
