package cab.infrastructure.exchange.simulated;

import static cab.infrastructure.exchange.simulated.Bench.BTC_USDT;
import static cab.infrastructure.exchange.simulated.Bench.FREE;
import static cab.infrastructure.exchange.simulated.Bench.flat;
import static cab.infrastructure.exchange.simulated.Bench.limitBuy;
import static cab.infrastructure.exchange.simulated.Bench.marketBuy;
import static cab.infrastructure.exchange.simulated.Bench.minutes;
import static cab.infrastructure.exchange.simulated.Bench.terms;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.BrokerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Latency is 100 ms each way, and a sender gives up after 10 s. */
final class FaultTest {

    private final List<String> answers = new ArrayList<>();

    @Test
    void aRequestThatIsLostIsNeverCarriedOutAndTheSenderGivesUp() {
        Bench bench = bench(new Plan().onRequest(new FaultPlan.RequestFate.Lost()));
        bench.at(1_000, limitBuy("1", "50"));

        play(bench);

        assertThat(bench.heard).containsExactly("11000 UNKNOWN no answer in time");
        assertThat(openOrders(bench)).isZero();
    }

    @Test
    void aRequestWhoseAnswerIsLostIsCarriedOut() {
        Bench bench = bench(new Plan().onRequest(new FaultPlan.RequestFate.AnswerLost()));
        bench.at(1_000, limitBuy("1", "50"));

        play(bench);

        assertThat(bench.heard)
                .containsExactly("1200 ORDER ACCEPTED 0", "1200 ORDER ACCEPTED 0", "11000 UNKNOWN no answer in time");
        assertThat(openOrders(bench)).isEqualTo(1);
    }

    @Test
    void aRequestThatIsLateMayArriveLongAfterItsSenderGaveUp() {
        Bench bench = bench(new Plan().onRequest(new FaultPlan.RequestFate.Late(Duration.ofSeconds(30))));
        bench.at(1_000, marketBuy("1"));

        play(bench);

        assertThat(bench.heard)
                .containsExactly(
                        "11000 UNKNOWN no answer in time",
                        "31200 ORDER ACCEPTED 0",
                        "31200 FILL BUY 1@100",
                        "31200 ORDER FILLED 1");
    }

    @Test
    void aRequestThatIsALittleLateIsAnsweredOnce() {
        Bench bench = bench(new Plan().onRequest(new FaultPlan.RequestFate.Late(Duration.ofSeconds(3))));
        bench.at(1_000, limitBuy("1", "50"));

        play(bench);

        assertThat(bench.heard)
                .filteredOn(line -> line.contains("CONFIRMED"))
                .containsExactly("4200 CONFIRMED ACCEPTED 0");
        assertThat(bench.heard).noneMatch(line -> line.contains("UNKNOWN"));
    }

    @Test
    void aRequestThatIsRefusedIsNotCarriedOut() {
        Bench bench = bench(new Plan().onRequest(new FaultPlan.RequestFate.Refused("TOO_BUSY", "try later")));
        bench.at(1_000, limitBuy("1", "50"));

        play(bench);

        assertThat(bench.heard).containsExactly("1200 REJECTED TOO_BUSY");
        assertThat(openOrders(bench)).isZero();
    }

    @Test
    void anAnswerThatCannotBeReadSaysNothing() {
        Bench bench = bench(new Plan().onRequest(new FaultPlan.RequestFate.AnswerGarbled("502 Bad Gateway")));
        bench.at(1_000, limitBuy("1", "50"));

        play(bench);

        assertThat(bench.heard).contains("1200 UNKNOWN 502 Bad Gateway");
        assertThat(openOrders(bench)).isEqualTo(1);
    }

    @Test
    void aQuestionThatFailsSaysNothing() {
        Bench bench = bench(new Plan().onQuery(new FaultPlan.QueryFate.Failed("503")));

        bench.broker.openOrders(BTC_USDT, report -> answers.add(bench.clock.millis() + " " + report));
        play(bench);

        assertThat(answers).containsExactly("200 Unknown[cause=503]");
    }

    @Test
    void aQuestionThatIsAnsweredTooLateIsGivenUp() {
        Bench bench = bench(new Plan().onQuery(new FaultPlan.QueryFate.Late(Duration.ofSeconds(20))));

        bench.broker.balances(report -> answers.add(bench.clock.millis() + " " + report));
        play(bench);

        assertThat(answers).containsExactly("10000 Unknown[cause=no answer in time]");
    }

    @Test
    void messagesOfTheStreamAreDroppedDoubledAndHeldUp() {
        assertThat(streamOf(new FaultPlan.StreamFate.Dropped())).isEmpty();
        assertThat(streamOf(new FaultPlan.StreamFate.Duplicated()))
                .containsExactly("1200 FILL BUY 1@100", "1200 FILL BUY 1@100");
        assertThat(streamOf(new FaultPlan.StreamFate.Late(Duration.ofSeconds(5))))
                .containsExactly("6200 FILL BUY 1@100");
    }

    @Test
    void anAnswerThatTravelsLongerThanItsSenderWaitsIsUnknownAtTheDeadline() {
        Duration slow = Duration.ofSeconds(6);
        Latency latency = new Latency(slow, slow, Duration.ZERO, Duration.ofSeconds(10));
        Bench bench = new Bench(minutes(flat(100), flat(100)), terms(FREE, 0).withLatency(latency));
        bench.at(1_000, limitBuy("1", "50"));

        play(bench);

        assertThat(bench.heard).startsWith("11000 UNKNOWN no answer in time");
        assertThat(bench.heard).noneMatch(line -> line.contains("CONFIRMED"));
        assertThat(openOrders(bench)).isEqualTo(1);
    }

    @Test
    void withJitterMessagesOvertakeEachOther() {
        Latency jittery = new Latency(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(10));
        Bench bench = new Bench(minutes(flat(100), flat(100)), terms(FREE, 0).withLatency(jittery));
        for (int count = 0; count < 20; count++) {
            bench.at(1_000, limitBuy("1", Integer.toString(50 + count)));
        }

        play(bench);

        List<String> confirmed =
                bench.heard.stream().filter(line -> line.contains("CONFIRMED")).toList();
        assertThat(confirmed).hasSize(20);
        assertThat(confirmed.stream()
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }

    private static List<String> streamOf(FaultPlan.StreamFate fate) {
        Bench bench = bench(new Plan().onFill(fate));
        bench.at(1_000, marketBuy("1"));
        play(bench);
        return bench.heard.stream().filter(line -> line.contains("FILL ")).toList();
    }

    private static Bench bench(FaultPlan faults) {
        return new Bench(minutes(flat(100), flat(100)), terms(FREE, 100), faults);
    }

    private static void play(Bench bench) {
        bench.venue.player().playToEnd();
    }

    private static int openOrders(Bench bench) {
        return bench.venue.exchange().openOrders(bench.account, BTC_USDT).size();
    }

    /** One fate for all, the others being served. */
    private static final class Plan implements FaultPlan {

        private RequestFate request = new RequestFate.Served();
        private QueryFate query = new QueryFate.Answered();
        private StreamFate fill = new StreamFate.Delivered();

        private Plan onRequest(RequestFate fate) {
            request = fate;
            return this;
        }

        private Plan onQuery(QueryFate fate) {
            query = fate;
            return this;
        }

        private Plan onFill(StreamFate fate) {
            fill = fate;
            return this;
        }

        @Override
        public RequestFate onRequest(Operation operation) {
            return request;
        }

        @Override
        public QueryFate onQuery(Operation operation) {
            return query;
        }

        @Override
        public StreamFate onStream(BrokerEvent event) {
            return event instanceof BrokerEvent.Filled ? fill : new StreamFate.Delivered();
        }
    }
}
