package cab.infrastructure.storage;

import cab.application.port.DayLimit;
import cab.application.port.Mandate;
import cab.application.port.Standing;
import cab.domain.order.BotId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows that hold a bot back beyond a restart, within a transaction of the caller. */
final class StandingRows {

    private StandingRows() {}

    static void write(Handle handle, BotId bot, Mandate mandate) {
        handle.createUpdate("""
                        INSERT INTO mandates (bot, level, since_at_ms, actor, reason)
                        VALUES (:bot, :level, :sinceAtMs, :actor, :reason)
                        ON CONFLICT (bot) DO UPDATE SET
                          level = excluded.level, since_at_ms = excluded.since_at_ms, actor = excluded.actor,
                          reason = excluded.reason
                        """)
                .bind("bot", bot.value())
                .bind("level", mandate.level().name())
                .bind("sinceAtMs", mandate.since().toEpochMilli())
                .bind("actor", mandate.actor())
                .bind("reason", mandate.reason())
                .execute();
    }

    static void write(Handle handle, BotId bot, DayLimit limit) {
        handle.createUpdate("""
                        INSERT INTO day_limits (bot, until_at_ms, rule, reason)
                        VALUES (:bot, :untilAtMs, :rule, :reason)
                        ON CONFLICT (bot) DO UPDATE SET
                          until_at_ms = excluded.until_at_ms, rule = excluded.rule, reason = excluded.reason
                        """)
                .bind("bot", bot.value())
                .bind("untilAtMs", limit.until().toEpochMilli())
                .bind("rule", limit.rule())
                .bind("reason", limit.reason())
                .execute();
    }

    static Standing read(Handle handle, BotId bot) {
        return new Standing(mandate(handle, bot), dayLimit(handle, bot));
    }

    private static Optional<Mandate> mandate(Handle handle, BotId bot) {
        return handle.createQuery("SELECT level, since_at_ms, actor, reason FROM mandates WHERE bot = :bot")
                .bind("bot", bot.value())
                .map((row, context) -> new Mandate(
                        Mandate.Level.valueOf(row.getString(1)),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3),
                        row.getString(4)))
                .findOne();
    }

    private static Optional<DayLimit> dayLimit(Handle handle, BotId bot) {
        return handle.createQuery("SELECT until_at_ms, rule, reason FROM day_limits WHERE bot = :bot")
                .bind("bot", bot.value())
                .map((row, context) ->
                        new DayLimit(Instant.ofEpochMilli(row.getLong(1)), row.getString(2), row.getString(3)))
                .findOne();
    }
}
