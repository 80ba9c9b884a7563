package cab.infrastructure.storage;

import cab.application.port.LedgerCheckpoint;
import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.position.LedgerState;
import cab.domain.position.Lot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The rows of the last ledger checkpoint of a bot, within a transaction of the caller. */
final class CheckpointRows {

    private CheckpointRows() {}

    /**
     * A checkpoint with its place among the fills.
     *
     * @param afterFill the last fill that is in it
     * @param checkpoint the ledger behind that
     */
    record Placed(long afterFill, LedgerCheckpoint checkpoint) {}

    /** Writes {@code checkpoint} in the place of the one before. */
    static void write(Handle handle, BotId bot, LedgerCheckpoint checkpoint, long afterFill) {
        LedgerState ledger = checkpoint.ledger();
        handle.createUpdate("""
                        INSERT INTO ledger_checkpoints (
                          bot, symbol, after_fill, oversold, realised_pnl, fees, entered_base, entered_quote, at_ms)
                        VALUES (
                          :bot, :symbol, :afterFill, :oversold, :realisedPnl, :fees, :enteredBase, :enteredQuote, :atMs)
                        ON CONFLICT (bot) DO UPDATE SET
                          symbol = excluded.symbol, after_fill = excluded.after_fill, oversold = excluded.oversold,
                          realised_pnl = excluded.realised_pnl, fees = excluded.fees,
                          entered_base = excluded.entered_base, entered_quote = excluded.entered_quote,
                          at_ms = excluded.at_ms
                        """)
                .bind("bot", bot.value())
                .bind("symbol", checkpoint.symbol().toString())
                .bind("afterFill", afterFill)
                .bind("oversold", ledger.oversold().toString())
                .bind("realisedPnl", Decimals.text(ledger.realisedPnl()))
                .bind("fees", Decimals.text(ledger.fees()))
                .bind("enteredBase", checkpoint.enteredBase().toString())
                .bind("enteredQuote", Decimals.text(checkpoint.enteredQuote()))
                .bind("atMs", checkpoint.at().toEpochMilli())
                .execute();
        writeLots(handle, bot, ledger.lots());
        writeFees(handle, bot, ledger.unvaluedFees());
    }

    private static void writeLots(Handle handle, BotId bot, List<Lot> lots) {
        handle.createUpdate("DELETE FROM checkpoint_lots WHERE bot = :bot")
                .bind("bot", bot.value())
                .execute();
        for (int place = 0; place < lots.size(); place++) {
            Lot lot = lots.get(place);
            handle.createUpdate("""
                            INSERT INTO checkpoint_lots (bot, place, quantity, cost, bought_at_ms)
                            VALUES (:bot, :place, :quantity, :cost, :boughtAtMs)
                            """)
                    .bind("bot", bot.value())
                    .bind("place", place)
                    .bind("quantity", lot.quantity().toString())
                    .bind("cost", Decimals.text(lot.cost()))
                    .bind("boughtAtMs", lot.boughtAt().toEpochMilli())
                    .execute();
        }
    }

    private static void writeFees(Handle handle, BotId bot, SortedMap<Currency, Money> fees) {
        handle.createUpdate("DELETE FROM checkpoint_fees WHERE bot = :bot")
                .bind("bot", bot.value())
                .execute();
        fees.forEach((coin, fee) -> handle.createUpdate(
                        "INSERT INTO checkpoint_fees (bot, currency, amount) VALUES (:bot, :currency, :amount)")
                .bind("bot", bot.value())
                .bind("currency", coin.code())
                .bind("amount", Decimals.text(fee))
                .execute());
    }

    static Optional<Placed> read(Handle handle, BotId bot) {
        return handle.createQuery("""
                        SELECT symbol, after_fill, oversold, realised_pnl, fees, entered_base, entered_quote, at_ms
                        FROM ledger_checkpoints WHERE bot = :bot
                        """)
                .bind("bot", bot.value())
                .map((row, context) -> {
                    Symbol symbol = Symbol.of(row.getString(1));
                    Currency quote = symbol.quote();
                    LedgerState ledger = new LedgerState(
                            lots(handle, bot, quote),
                            Quantity.of(row.getString(3)),
                            Money.of(row.getString(4), quote),
                            Money.of(row.getString(5), quote),
                            fees(handle, bot));
                    return new Placed(
                            row.getLong(2),
                            new LedgerCheckpoint(
                                    symbol,
                                    ledger,
                                    Quantity.of(row.getString(6)),
                                    Money.of(row.getString(7), quote),
                                    Instant.ofEpochMilli(row.getLong(8))));
                })
                .findOne();
    }

    private static List<Lot> lots(Handle handle, BotId bot, Currency quote) {
        return handle.createQuery(
                        "SELECT quantity, cost, bought_at_ms FROM checkpoint_lots WHERE bot = :bot ORDER BY place")
                .bind("bot", bot.value())
                .map((row, context) -> new Lot(
                        Quantity.of(row.getString(1)),
                        Money.of(row.getString(2), quote),
                        Instant.ofEpochMilli(row.getLong(3))))
                .list();
    }

    private static SortedMap<Currency, Money> fees(Handle handle, BotId bot) {
        SortedMap<Currency, Money> fees = new TreeMap<>();
        handle.createQuery("SELECT currency, amount FROM checkpoint_fees WHERE bot = :bot")
                .bind("bot", bot.value())
                .map((row, context) -> Money.of(row.getString(2), new Currency(row.getString(1))))
                .forEach(fee -> fees.put(fee.currency(), fee));
        return fees;
    }
}
