package cab.infrastructure.exchange.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account that an earlier program has kept goes on. */
final class StoreUpgradeTest {

    private static final List<String> FIRST_FORMAT = List.of(
            "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
            """
            CREATE TABLE venue_order (id INTEGER PRIMARY KEY, account TEXT NOT NULL, symbol TEXT NOT NULL,
                client_order_id TEXT NOT NULL, side TEXT NOT NULL, type TEXT NOT NULL, quantity TEXT, amount TEXT,
                limit_price TEXT, trigger_price TEXT, placed_at_ms INTEGER NOT NULL, stage TEXT NOT NULL,
                state TEXT NOT NULL, filled TEXT NOT NULL, spent TEXT NOT NULL, locked TEXT NOT NULL,
                lock_price TEXT NOT NULL) STRICT
            """,
            """
            CREATE TABLE fill (id INTEGER PRIMARY KEY, account TEXT NOT NULL, symbol TEXT NOT NULL,
                client_order_id TEXT NOT NULL, side TEXT NOT NULL, price TEXT NOT NULL, quantity TEXT NOT NULL,
                fee TEXT NOT NULL, fee_currency TEXT NOT NULL, liquidity TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT
            """,
            "INSERT INTO fact VALUES ('format', '1'), ('market', 'sim 1'), ('market_ms', '5000'),"
                    + " ('next_order_id', '3'), ('next_trade_id', '2')",
            """
            INSERT INTO venue_order VALUES
                (1, 'paper', 'BTC/USDT', 'first', 'BUY', 'LIMIT', '1', NULL, '90', NULL, 1000, 'RESTING', 'ACCEPTED',
                    '0', '0', '90', '90'),
                (2, 'paper', 'BTC/USDT', 'second', 'BUY', 'MARKET', '1', NULL, NULL, NULL, 2000, 'ENDED', 'FILLED',
                    '1', '100', '0', '100')
            """,
            "INSERT INTO fill VALUES (1, 'paper', 'BTC/USDT', 'second', 'BUY', '100', '1', '0.1', 'USDT', 'TAKER', 2000)");

    @Test
    void ordersAndFillsOfTheFirstFormatAreRead(@TempDir Path folder) {
        Path file = folder.resolve("paper.sqlite3");
        try (Handle handle = Jdbi.create("jdbc:sqlite:" + file).open()) {
            FIRST_FORMAT.forEach(handle::execute);
        }

        for (int start = 0; start < 2; start++) {
            try (SimulatedExchangeStore store = SimulatedExchangeStore.open(file, "sim 1")) {
                ExchangeJournal.Recovered found = store.recover().orElseThrow();

                assertThat(found.orders())
                        .extracting(order -> order.id() + " " + order.ending() + " " + order.updatedAtMs() + " "
                                + order.placement().timeInForce())
                        .containsExactly("1 NONE 1000 GOOD_TILL_CANCELLED", "2 FILLED 2000 GOOD_TILL_CANCELLED");
                assertThat(found.fills())
                        .extracting(fill -> fill.trade().fill().clientOrderId() + " "
                                + fill.trade().isNamed())
                        .containsExactly("second true");
            }
        }
    }
}
