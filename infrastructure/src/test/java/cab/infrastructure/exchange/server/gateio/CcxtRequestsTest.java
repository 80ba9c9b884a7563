package cab.infrastructure.exchange.server.gateio;

import static org.assertj.core.api.Assertions.assertThat;

import cab.infrastructure.exchange.server.gateio.LocalGate.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The requests that ccxt makes, in the shapes of its own request tests. */
final class CcxtRequestsTest {

    private final LocalGate gate = new LocalGate();

    @AfterEach
    void stop() {
        gate.close();
    }

    @Test
    void itsMarketsAreLoaded() {
        assertThat(Stream.of(
                        "/spot/currencies",
                        "/spot/currency_pairs",
                        "/margin/currency_pairs",
                        "/spot/time",
                        "/spot/tickers",
                        "/spot/order_book?currency_pair=BTC_USDT&limit=20&with_id=true",
                        "/spot/trades?currency_pair=BTC_USDT&limit=100",
                        "/spot/candlesticks?currency_pair=BTC_USDT&interval=2h&limit=5"))
                .allSatisfy(path -> assertThat(gate.get(path).status()).as(path).isEqualTo(200));
    }

    @Test
    void itsOrdersAreTaken() {
        Answer limit = post("""
                {"currency_pair":"ETH_USDT","type":"limit","account":"spot","side":"buy","amount":"0.1","price":"9.5"}""");
        Answer marketBuy = post("""
                {"currency_pair":"BTC_USDT","type":"market","account":"spot","side":"buy","amount":"5","time_in_force":"ioc"}""");
        Answer marketSell = post("""
                {"currency_pair":"BTC_USDT","type":"market","account":"spot","side":"sell","amount":"0.05","time_in_force":"ioc"}""");

        assertThat(limit.label()).isEqualTo("INVALID_PARAM_VALUE");
        assertThat(limit.text("message")).contains("too small").contains("1 USDT");
        assertThat(marketBuy.text("status")).isEqualTo("closed");
        assertThat(marketSell.text("status")).isEqualTo("closed");
    }

    @Test
    void itAmendsByTheQuery() {
        String id = post("""
                {"currency_pair":"BTC_USDT","type":"limit","account":"spot","side":"buy","amount":"0.1","price":"50"}""").text("id");

        Answer amended =
                gate.signed("PATCH", "/spot/orders/" + id + "?currency_pair=BTC_USDT&account=spot&amount=0.11", "");

        assertThat(amended.text("amount")).isEqualTo("0.11");
    }

    @Test
    void itsQuestionsAreAnswered() {
        assertThat(Stream.of(
                        "/spot/my_trades?currency_pair=BTC_USDT&account=spot&limit=5&from=1699457638",
                        "/spot/open_orders?account=spot&currency_pair=BTC_USDT&status=open",
                        "/spot/price_orders?market=BTC_USDT&status=open",
                        "/spot/orders?account=spot&currency_pair=BTC_USDT&status=finished&limit=1000&from=1727308800"
                                + "&to=1727316000",
                        "/spot/price_orders?market=BTC_USDT&status=finished",
                        "/spot/accounts",
                        "/wallet/fee",
                        "/spot/batch_fee?currency_pairs=BTC_USDT,ETH_USDT",
                        "/account/detail"))
                .allSatisfy(path -> assertThat(gate.signed("GET", path, "").status())
                        .as(path)
                        .isEqualTo(200));
        assertThat(gate.signed("DELETE", "/spot/orders?account=spot&currency_pair=BTC_USDT", "")
                        .status())
                .isEqualTo(200);
        assertThat(gate.signed("DELETE", "/spot/price_orders?account=normal&market=BTC_USDT", "")
                        .status())
                .isEqualTo(200);
    }

    private Answer post(String order) {
        return gate.signed("POST", "/spot/orders", order);
    }
}
