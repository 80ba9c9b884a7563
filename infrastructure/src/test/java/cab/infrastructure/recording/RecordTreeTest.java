package cab.infrastructure.recording;

import static cab.application.testing.Fixtures.BTC;
import static cab.application.testing.Fixtures.BTC_USDT;
import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.USDT;
import static cab.application.testing.Fixtures.btc;
import static cab.application.testing.Fixtures.candle;
import static cab.application.testing.Fixtures.decision;
import static cab.application.testing.Fixtures.entry;
import static cab.application.testing.Fixtures.fill;
import static cab.application.testing.Fixtures.instrument;
import static cab.application.testing.Fixtures.limitEntry;
import static cab.application.testing.Fixtures.quote;
import static cab.application.testing.Fixtures.shown;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cab.application.port.BalancesReport;
import cab.application.port.BrokerEvent;
import cab.application.port.CancelReport;
import cab.application.port.CommitReport;
import cab.application.port.FillsReport;
import cab.application.port.HistoryReport;
import cab.application.port.LedgerCheckpoint;
import cab.application.port.LookupReport;
import cab.application.port.OpenOrdersReport;
import cab.application.port.PlacementReport;
import cab.application.port.RecoveredBook;
import cab.application.port.Standing;
import cab.application.port.WantedSale;
import cab.application.testing.Fixtures;
import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.market.Timeframe;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.Purpose;
import cab.domain.order.TradeId;
import cab.domain.position.ClosedTrade;
import cab.domain.position.LedgerState;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RecordTreeTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Test
    void whateverReachesACycleComesBackAsItWas() throws Exception {
        comesBack(new PlacementReport.Confirmed(shown(entry(NOON), OrderEvent.ACCEPTED, "0")), PlacementReport.class);
        comesBack(new PlacementReport.Rejected("LOT_SIZE", "too \"small\"\n"), PlacementReport.class);
        comesBack(new PlacementReport.Unknown("timeout"), PlacementReport.class);
        comesBack(new CancelReport.Requested(), CancelReport.class);
        comesBack(new LookupReport.NotFound(true), LookupReport.class);
        comesBack(
                new OpenOrdersReport.Known(List.of(shown(limitEntry(NOON, "1"), OrderEvent.ACCEPTED, "0"))),
                OpenOrdersReport.class);
        comesBack(new FillsReport.Known(List.of(fill(entry(NOON), "t-1", "0.5", "100"))), FillsReport.class);
        comesBack(new BalancesReport.Unknown("server error"), BalancesReport.class);
        comesBack(Fixtures.balances("1000.10", "0.00000001"), BalancesReport.class);
        comesBack(new CommitReport.Durable(), CommitReport.class);
        comesBack(new BrokerEvent.Filled(fill(entry(NOON), "t-1", "0.5", "100")), BrokerEvent.class);
        comesBack(new BrokerEvent.StreamRestored(), BrokerEvent.class);
        comesBack(quote("99.9", "100.1", NOON), Quote.class);
        comesBack(candle(NOON, 0.1 + 0.2), Candle.class);
        comesBack(instrument(), Instrument.class);
    }

    @Test
    void aBookComesBackAsItWas() throws Exception {
        comesBack(RecoveredBook.empty(), RecoveredBook.class);
        comesBack(
                new RecoveredBook(
                        List.of(Order.of(entry(NOON)), Order.of(limitEntry(NOON.plusSeconds(1), "2"))),
                        Optional.of(new LedgerCheckpoint(
                                BTC_USDT,
                                new LedgerState(
                                        List.of(),
                                        Quantity.ZERO,
                                        usdt("1.5"),
                                        usdt("0.2"),
                                        new TreeMap<>(Map.of(BTC, btc("0.001"), USDT, usdt("3")))),
                                Quantity.of("0.5"),
                                usdt("50"),
                                NOON)),
                        List.of(new RecoveredBook.BookedFill(
                                fill(entry(NOON), "t-1", "0.5", "100"), Optional.of(usdt("0.01")))),
                        Set.of(new TradeId("t-1"), new TradeId("t-2")),
                        Optional.empty(),
                        List.of(),
                        List.of(new ClosedTrade(usdt("50"), usdt("-1.25"), NOON)),
                        Optional.of(usdt("10000")),
                        Optional.of(new WantedSale(decision(NOON), Purpose.EXIT, Price.of("50"), NOON)),
                        Standing.FREE),
                RecoveredBook.class);
    }

    @Test
    void pastCandlesComeBackAsTheyWere() throws Exception {
        CandleSeries candles = CandleSeries.builder(Timeframe.M15)
                .add(0, 1, 1.5, 0.1, 1.1, 0)
                .add(900_000, 1.1, 2, 1, 1.7, 12.345678)
                .build();

        HistoryReport.Known back = (HistoryReport.Known)
                RecordTree.read(MAPPER.readTree(written(new HistoryReport.Known(candles))), HistoryReport.class);

        assertThat(back.candles().timeframe()).isEqualTo(Timeframe.M15);
        assertThat(back.candles().size()).isEqualTo(2);
        assertThat(back.candles().candle(0)).isEqualTo(candles.candle(0));
        assertThat(back.candles().candle(1)).isEqualTo(candles.candle(1));
    }

    @Test
    void aTreeNamesNoClassButACaseOfWhatWasExpected() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordTree.read(
                        MAPPER.readTree("{\"is\":\"java.lang.ProcessBuilder\"}"), PlacementReport.class));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordTree.read(MAPPER.readTree("{\"is\":\"Rejected\"}"), PlacementReport.class))
                .withMessageContaining("lacks code");
    }

    private static <T> void comesBack(T value, Class<T> type) throws JsonProcessingException {
        assertThat(RecordTree.read(MAPPER.readTree(written(value)), type)).isEqualTo(value);
    }

    private static String written(Object value) {
        return RecordTree.of(value).toString();
    }
}
