package cab.infrastructure.storage;

import static cab.application.port.JournalFixtures.BOT;
import static cab.application.port.JournalFixtures.BTC_USDT;
import static cab.application.port.JournalFixtures.NOON;
import static cab.application.port.JournalFixtures.entry;
import static cab.application.port.JournalFixtures.exit;
import static cab.application.port.JournalFixtures.fill;
import static cab.application.port.JournalFixtures.filled;
import static cab.application.port.JournalFixtures.flat;
import static cab.application.port.JournalFixtures.holding;
import static cab.application.port.JournalFixtures.realised;
import static cab.application.port.JournalFixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.JournalEntry;
import cab.domain.market.Symbol;
import cab.domain.order.Fill;
import cab.domain.order.OrderIntent;
import cab.domain.position.RealisedTrade;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SqliteTradeHistoryTest {

    private static final Optional<Symbol> ALL = Optional.empty();

    private final SqliteDatabase database = SqliteDatabase.open(SqliteDatabase.IN_MEMORY);
    private final SqliteOrderJournal journal =
            SqliteOrderJournal.open(database, new VenueAccount("gateio", "paper"), InstantSource.fixed(NOON));
    private final SqliteTradeHistory history = new SqliteTradeHistory(database);
    private final OrderIntent bought = entry(NOON);
    private final OrderIntent sold = exit(NOON, NOON.plusMillis(10));
    private final Fill purchase = fill(bought, "t-1", "2", "50", usdt("0.1"));
    private final Fill sale = fill(sold, "t-2", "2", "60", usdt("0.12"));
    private final RealisedTrade trade = realised(sale, "19.78", sale.at());

    @BeforeEach
    void buyAndSell() {
        journal.commit(
                List.of(
                        new JournalEntry.Intended(bought),
                        new JournalEntry.Intended(sold),
                        filled(purchase, holding("2", "100.1", NOON)),
                        filled(sale, trade, flat(sale.at()))),
                report -> {});
        assertThat(journal.load(BOT).position()).isPresent();
    }

    @AfterEach
    void close() {
        journal.close();
        database.close();
    }

    @Test
    void aSpanBeginsWithItsFirstInstantAndEndsBeforeItsLast() {
        assertThat(history.realised(ALL, sale.at(), sale.at().plusMillis(1))).containsExactly(trade);
        assertThat(history.realised(ALL, sale.at().plusMillis(1), sale.at().plusSeconds(1)))
                .isEmpty();
        assertThat(history.realised(ALL, sale.at().minusSeconds(1), sale.at())).isEmpty();
        assertThat(history.fills(ALL, purchase.at(), sale.at())).containsExactly(purchase);
        assertThat(history.orders(ALL, NOON, NOON.plusMillis(10))).isEqualTo(1);
        assertThat(history.orders(ALL, NOON, NOON.plusMillis(11))).isEqualTo(2);
    }

    @Test
    void aSymbolSeesItsOwnAndAllSeesEverything() {
        Optional<Symbol> other = Optional.of(Symbol.of("ETH/USDT"));
        Optional<Symbol> own = Optional.of(BTC_USDT);

        assertThat(history.fills(ALL, NOON, NOON.plusSeconds(1))).containsExactly(purchase, sale);
        assertThat(history.fills(own, NOON, NOON.plusSeconds(1))).containsExactly(purchase, sale);
        assertThat(history.fills(other, NOON, NOON.plusSeconds(1))).isEmpty();
        assertThat(history.realised(own, NOON, NOON.plusSeconds(1))).containsExactly(trade);
        assertThat(history.realised(other, NOON, NOON.plusSeconds(1))).isEmpty();
        assertThat(history.orders(own, NOON, NOON.plusSeconds(1))).isEqualTo(2);
        assertThat(history.orders(other, NOON, NOON.plusSeconds(1))).isZero();
    }

    @Test
    void theOrderIsThatOfTimeNotOfBooking() {
        Fill earlier = fill(entry(NOON.minusSeconds(5)), "t-0", "1", "40", usdt("0"));
        journal.commit(
                List.of(
                        new JournalEntry.Intended(entry(NOON.minusSeconds(5))),
                        filled(earlier, holding("1", "40", NOON.minusSeconds(5)))),
                report -> {});
        assertThat(journal.load(BOT).openFills()).hasSize(1);

        assertThat(history.fills(ALL, NOON.minusSeconds(60), NOON.plusSeconds(60)))
                .containsExactly(earlier, purchase, sale);
    }

    @Test
    void theLatestFillIsThatOfTheMarketsTime() {
        assertThat(history.latestFillAt()).contains(sale.at());
        try (SqliteDatabase empty = SqliteDatabase.open(SqliteDatabase.IN_MEMORY)) {
            assertThat(new SqliteTradeHistory(empty).latestFillAt()).isEmpty();
        }
    }

    @Test
    void noQueryReadsAWholeTable() {
        for (String query : List.of(
                SqliteTradeHistory.REALISED,
                SqliteTradeHistory.FILLS,
                SqliteTradeHistory.ORDERS,
                BookReader.ORDERS,
                BookReader.OPEN_FILLS,
                BookReader.TRADE_IDS,
                BookReader.ORDER,
                BookReader.TRADE_IDS_OF_ORDER,
                BookReader.POSITION,
                BookReader.REALISED,
                BookReader.SALES)) {
            List<String> plan = database.read(handle -> handle.createQuery("EXPLAIN QUERY PLAN " + query)
                    .bind("symbol", "BTC/USDT")
                    .bind("fromMs", 1)
                    .bind("toMs", 2)
                    .bind("bot", "b")
                    .bind("sinceMs", 1)
                    .bind("openedByAtMs", 1)
                    .bind("afterFill", 1)
                    .bind("clientOrderId", "c")
                    .bind("count", 1)
                    .map((row, context) -> row.getString("detail"))
                    .list());

            assertThat(plan).as("plan of %s", query).isNotEmpty().noneMatch(step -> step.startsWith("SCAN"));
        }
    }
}
