package cab.infrastructure.exchange.gateio;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.Subscription;
import cab.application.testing.ManualScheduler;
import cab.infrastructure.exchange.transport.ApiKey;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeStream;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.ScriptedDialer;
import cab.infrastructure.exchange.transport.ServerClock;
import cab.infrastructure.exchange.transport.StreamReceiver;
import cab.infrastructure.exchange.transport.StreamTopic;
import cab.infrastructure.secrets.Secret;
import cab.infrastructure.time.InlineMailbox;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stream in virtual time, over connections that do what a test says. */
final class GateioStreamTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final StreamTopic TICKERS = GateioTopics.tickers(GateioBench.BTC_USDT);
    private static final StreamTopic ORDERS = GateioTopics.ofAccount(GateioTopics.ORDERS, GateioBench.BTC_USDT);
    private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

    private final ManualScheduler time = new ManualScheduler(START);
    private final ScriptedDialer dialer = new ScriptedDialer();
    private final ServerClock clock = new ServerClock(time, System::nanoTime);
    private final ExchangeStream stream = new ExchangeStream(
            dialer,
            new GateioStreamDialect(
                    Optional.of(new GateioSigner(new ApiKey(new Secret("the-key"), new Secret("the-secret")))), clock),
            clock,
            time,
            new InlineMailbox(100),
            SILENCE_MAX,
            7);
    private final Heard heard = new Heard();

    @Test
    void aTopicIsSubscribedToOnceTheConnectionIsOpen() {
        subscribe(TICKERS);
        assertThat(dialer.last().sent()).isEmpty();

        dialer.last().listener().opened();

        JsonNode request = json(dialer.last().sent().getFirst());
        assertThat(request.path("channel").asText()).isEqualTo("spot.tickers");
        assertThat(request.path("event").asText()).isEqualTo("subscribe");
        assertThat(request.path("payload").path(0).asText()).isEqualTo("BTC_USDT");
        assertThat(request.path("time").asLong()).isEqualTo(START.getEpochSecond());
        assertThat(request.has("auth")).isFalse();
    }

    @Test
    void aPrivateTopicIsSignedAndTheSecretStaysHere() {
        subscribe(ORDERS);
        dialer.last().listener().opened();

        String request = dialer.last().sent().getFirst();

        assertThat(json(request).path("auth").path("KEY").asText()).isEqualTo("the-key");
        assertThat(json(request).path("auth").path("SIGN").asText()).hasSize(128);
        assertThat(request).doesNotContain("the-secret");
    }

    @Test
    void newsOfATopicAreToldToItsReceivers() {
        open(TICKERS);

        update("spot.tickers", "{\"last\":\"1\"}");
        update("spot.book_ticker", "{\"last\":\"2\"}");

        assertThat(heard.results).containsExactly("{\"last\":\"1\"}");
        assertThat(heard.restored).isZero();
    }

    @Test
    void afterABreakTheTopicIsThereAgainAndSaysSo() {
        open(TICKERS);
        dialer.last().listener().ended("cut");
        assertThat(stream.isBroken()).isTrue();

        time.advance(ExchangeStream.PAUSE_FIRST);
        assertThat(dialer.links()).hasSize(2);
        assertThat(heard.restored).isZero();
        dialer.last().listener().opened();
        assertThat(heard.restored).isZero();
        dialer.last().acknowledge();

        assertThat(heard.restored).isEqualTo(1);
        assertThat(stream.isBroken()).isFalse();
    }

    @Test
    void aFirstSubscriptionThatTookLongIsToldAsABreak() {
        subscribe(TICKERS);
        time.advance(ExchangeStream.ANSWER_MAX.plusSeconds(2));
        dialer.last().listener().opened();
        dialer.last().acknowledge();

        assertThat(heard.restored).isEqualTo(1);
    }

    @Test
    void aConnectionThatAnswersPingsAndTellsNothingIsReplaced() {
        open(TICKERS);
        for (int second = 0; second < 29; second++) {
            time.advance(Duration.ofSeconds(1));
            dialer.last().listener().message("{\"time\":1,\"channel\":\"spot.pong\",\"event\":\"\",\"error\":null}");
        }
        assertThat(dialer.last().aborted()).isFalse();

        time.advance(Duration.ofSeconds(2));

        assertThat(dialer.links().getFirst().aborted()).isTrue();
        assertThat(dialer.links()).hasSize(2);
    }

    @Test
    void aQuietAccountIsNotABrokenConnectionWhilePingsAreAnswered() {
        open(ORDERS);
        for (int second = 0; second < 300; second++) {
            time.advance(Duration.ofSeconds(1));
            dialer.last().listener().message("{\"time\":1,\"channel\":\"spot.pong\",\"event\":\"\",\"error\":null}");
        }

        assertThat(dialer.links()).hasSize(1);
        assertThat(dialer.last().sent())
                .filteredOn(text -> text.contains("spot.ping"))
                .hasSize(30);
    }

    @Test
    void aSubscriptionThatIsNotAnsweredReplacesTheConnection() {
        open(TICKERS);
        subscribe(ORDERS);
        for (int second = 0; second < 12; second++) {
            time.advance(Duration.ofSeconds(1));
            dialer.links().getFirst().listener().message(updateOf("spot.tickers", "{}"));
        }

        assertThat(dialer.links().getFirst().aborted()).isTrue();
    }

    @Test
    void aRefusedSubscriptionReplacesTheConnection() {
        subscribe(ORDERS);
        dialer.last().listener().opened();
        dialer.last()
                .listener()
                .message("{\"time\":1,\"id\":1,\"channel\":\"spot.orders\",\"event\":\"subscribe\","
                        + "\"error\":{\"code\":4,\"message\":\"Authentication fail\"},\"result\":null}");

        assertThat(dialer.last().aborted()).isTrue();
        assertThat(stream.isBroken()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "<html>", "[]", "null", "{\"event\":\"update\"}", "{\"channel\":[]}"})
    void whatCannotBeReadEndsTheConnectionRatherThanTheStream(String text) {
        open(TICKERS);
        dialer.last().listener().message(text);
        time.advance(ExchangeStream.PAUSE_FIRST);

        assertThat(dialer.links()).hasSize(2);
    }

    @Test
    void aMessageThatItsReceiverCannotReadIsReadAgain() {
        open(TICKERS);
        heard.refuses = true;

        update("spot.tickers", "{}");

        assertThat(heard.restored).isEqualTo(1);
        assertThat(dialer.links()).hasSize(1);
    }

    @Test
    void whatAnOldConnectionTellsIsNotHeard() {
        open(TICKERS);
        ScriptedDialer.Link old = dialer.last();
        old.listener().ended("cut");
        time.advance(ExchangeStream.PAUSE_FIRST);
        dialer.last().listener().opened();
        dialer.last().acknowledge();

        old.listener().message(updateOf("spot.tickers", "{\"last\":\"old\"}"));
        old.listener().ended("cut again");

        assertThat(heard.results).isEmpty();
        assertThat(dialer.last().aborted()).isFalse();
    }

    @Test
    void attemptsToConnectAreFewHoweverFastTheyFail() {
        subscribe(TICKERS);
        for (int step = 0; step < 6_000; step++) {
            dialer.last().listener().ended("refused");
            time.advance(Duration.ofMillis(100));
        }

        // Ten minutes: half a second doubled up to a minute, each scattered over its upper half.
        assertThat(dialer.links()).hasSizeBetween(12, 30);
    }

    @Test
    void connectionsThatDoNotLastAreFewToo() {
        subscribe(TICKERS);
        for (int step = 0; step < 6_000; step++) {
            ScriptedDialer.Link link = dialer.last();
            link.listener().opened();
            link.acknowledge();
            link.listener().ended("kicked");
            time.advance(Duration.ofMillis(100));
        }

        assertThat(dialer.links()).hasSizeBetween(12, 30);
    }

    @Test
    void aConnectionThatDoesNotOpenIsGivenUp() {
        subscribe(TICKERS);
        time.advance(ExchangeStream.ANSWER_MAX.plusSeconds(2));

        assertThat(dialer.links().getFirst().aborted()).isTrue();
        assertThat(dialer.links()).hasSize(2);
    }

    @Test
    void withoutSubscriptionsTheConnectionEndsAndComesBackWithTheNext() {
        Subscription subscription = stream.subscribe(TICKERS, heard);
        dialer.last().listener().opened();
        dialer.last().acknowledge();
        subscription.close();
        subscription.close();

        time.advance(Duration.ofSeconds(2));
        assertThat(dialer.last().aborted()).isTrue();
        assertThat(dialer.last().sent().getLast()).contains("\"unsubscribe\"");
        assertThat(time.waiting()).isZero();
        subscribe(TICKERS);
        assertThat(dialer.links()).hasSize(2);
    }

    @Test
    void aClosedStreamDoesNothingAnyMore() {
        open(TICKERS);
        stream.close();
        update("spot.tickers", "{}");
        dialer.last().listener().ended("cut");
        time.advance(Duration.ofMinutes(5));

        assertThat(heard.results).isEmpty();
        assertThat(dialer.links()).hasSize(1);
        assertThat(dialer.last().aborted()).isTrue();
    }

    private void subscribe(StreamTopic topic) {
        Subscription subscription = stream.subscribe(topic, heard);
        assertThat(subscription).isNotNull();
    }

    private void open(StreamTopic topic) {
        subscribe(topic);
        dialer.last().listener().opened();
        dialer.last().acknowledge();
    }

    private void update(String channel, String result) {
        dialer.last().listener().message(updateOf(channel, result));
    }

    private static String updateOf(String channel, String result) {
        return "{\"time\":1772366400,\"channel\":\"" + channel + "\",\"event\":\"update\",\"result\":" + result + "}";
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Heard implements StreamReceiver {

        private final List<String> results = new ArrayList<>();
        private int restored;
        private boolean refuses;

        @Override
        public void message(Instant at, JsonNode result) {
            if (refuses) {
                throw new ExchangeFault("not readable");
            }
            results.add(result.toString());
        }

        @Override
        public void restored() {
            restored++;
        }
    }
}
