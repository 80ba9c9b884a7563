package cab.infrastructure.exchange.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.testing.ManualScheduler;
import cab.infrastructure.exchange.transport.ApiKey;
import cab.infrastructure.exchange.transport.ExchangeStream;
import cab.infrastructure.exchange.transport.ScriptedDialer;
import cab.infrastructure.exchange.transport.ServerClock;
import cab.infrastructure.exchange.transport.StreamDialect;
import cab.infrastructure.exchange.transport.StreamReceiver;
import cab.infrastructure.exchange.transport.StreamTopic;
import cab.infrastructure.secrets.Secret;
import cab.infrastructure.time.InlineMailbox;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bybit's streams in virtual time, over connections that do what a test says. */
final class BybitStreamTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final StreamTopic ORDERS = new StreamTopic("order", List.of(), true);
    private static final StreamTopic TICKERS = new StreamTopic("tickers.BTCUSDT", List.of(), false);

    private final ManualScheduler time = new ManualScheduler(START);
    private final ServerClock clock = new ServerClock(time, System::nanoTime);
    private final BybitSigner signer = new BybitSigner(new ApiKey(new Secret("the-key"), new Secret("the-secret")));
    private final ScriptedDialer dialer = new ScriptedDialer();
    private final List<String> heard = new ArrayList<>();
    private int restored;

    @Test
    void anAccountIsSubscribedToBehindItsLogin() {
        ExchangeStream stream = stream(BybitStreamDialect.ofAccount(signer, clock));
        subscribe(stream, ORDERS);
        dialer.last().listener().opened();

        long expires = START.plusSeconds(10).toEpochMilli();
        assertThat(dialer.last().sent())
                .containsExactly("{\"req_id\":\"login\",\"op\":\"auth\",\"args\":[\"the-key\"," + expires + ",\""
                        + signer.ofLogin(expires) + "\"]}");

        tell("{\"success\":true,\"ret_msg\":\"\",\"op\":\"auth\",\"conn_id\":\"c\"}");
        assertThat(dialer.last().sent())
                .last()
                .isEqualTo("{\"req_id\":\"1\",\"op\":\"subscribe\",\"args\":[\"order\"]}");
        tell("{\"success\":true,\"ret_msg\":\"\",\"op\":\"subscribe\",\"conn_id\":\"c\"}");
        tell("{\"id\":\"x\",\"topic\":\"order\",\"creationTime\":1672364262474,\"data\":[{\"orderId\":\"1\"}]}");

        assertThat(heard).containsExactly("[{\"orderId\":\"1\"}]");
        assertThat(stream.isBroken()).isFalse();
    }

    @Test
    void aLoginThatIsRefusedOrNotAnsweredEndsTheConnection() {
        ExchangeStream stream = stream(BybitStreamDialect.ofAccount(signer, clock));
        subscribe(stream, ORDERS);
        dialer.last().listener().opened();
        tell("{\"success\":false,\"ret_msg\":\"Params Error\",\"op\":\"auth\"}");
        assertThat(dialer.last().aborted()).isTrue();

        time.advance(ExchangeStream.PAUSE_FIRST);
        dialer.last().listener().opened();
        time.advance(ExchangeStream.ANSWER_MAX.plusSeconds(1));

        assertThat(dialer.links().getLast().aborted()).isTrue();
        assertThat(stream.isBroken()).isTrue();
    }

    @Test
    void whatIsThereAgainAfterABreakIsSaidToBeReadAgain() {
        ExchangeStream stream = stream(BybitStreamDialect.ofMarket(clock));
        subscribe(stream, TICKERS);
        openMarket("1");
        assertThat(restored).isZero();

        dialer.last().listener().ended("cut");
        time.advance(ExchangeStream.PAUSE_FIRST);
        openMarket("2");

        assertThat(dialer.links()).hasSize(2);
        assertThat(restored).isEqualTo(1);
        assertThat(stream.isBroken()).isFalse();
    }

    @Test
    void aMarketThatAnswersPingsAndTellsNothingIsReplacedAndAQuietAccountIsNot() {
        ExchangeStream market = stream(BybitStreamDialect.ofMarket(clock));
        subscribe(market, TICKERS);
        openMarket("1");
        assertThat(isAliveBehindPongs("{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"c\",\"op\":\"ping\"}"))
                .isFalse();
        market.close();

        subscribe(stream(BybitStreamDialect.ofAccount(signer, clock)), ORDERS);
        dialer.last().listener().opened();
        tell("{\"success\":true,\"op\":\"auth\"}");
        tell("{\"success\":true,\"op\":\"subscribe\",\"req_id\":\"1\"}");
        assertThat(isAliveBehindPongs("{\"op\":\"pong\",\"args\":[\"1675418560633\"],\"conn_id\":\"c\"}"))
                .isTrue();
    }

    private boolean isAliveBehindPongs(String pong) {
        ScriptedDialer.Link link = dialer.last();
        for (int second = 0; second < 35; second++) {
            time.advance(Duration.ofSeconds(1));
            link.listener().message(pong);
        }
        return !link.aborted();
    }

    private void openMarket(String id) {
        dialer.last().listener().opened();
        tell("{\"success\":true,\"ret_msg\":\"\",\"op\":\"subscribe\",\"req_id\":\"" + id + "\"}");
    }

    private ExchangeStream stream(StreamDialect dialect) {
        return new ExchangeStream(dialer, dialect, clock, time, new InlineMailbox(100), Duration.ofSeconds(30), 7);
    }

    private void subscribe(ExchangeStream stream, StreamTopic topic) {
        var _ = stream.subscribe(topic, new StreamReceiver() {
            @Override
            public void message(Instant at, JsonNode result) {
                heard.add(result.toString());
            }

            @Override
            public void restored() {
                restored++;
            }
        });
    }

    private void tell(String text) {
        dialer.last().listener().message(text);
    }
}
