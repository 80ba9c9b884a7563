package cab.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The whole table of transitions, and the numbered guarantees of {@link OrderStatus}. */
class OrderStatusTest {

    /** A row per state, a column per event: the state after it. {@code .} stays, {@code !} is out of turn. */
    private static final String TABLE = """
            state            | SEND    ACCEPTED REJECTED ANSWER_LOST PARTIALLY_FILLED FILLED CANCEL      CANCEL_REFUSED CANCELLED EXPIRED
            INTENDED         | SENDING OPEN     REJECTED UNKNOWN     PARTIALLY_FILLED FILLED !           .              CANCELLED EXPIRED
            SENDING          | !       OPEN     REJECTED UNKNOWN     PARTIALLY_FILLED FILLED !           .              CANCELLED EXPIRED
            OPEN             | !       .        UNKNOWN  UNKNOWN     PARTIALLY_FILLED FILLED CANCEL_SENT .              CANCELLED EXPIRED
            PARTIALLY_FILLED | !       .        UNKNOWN  UNKNOWN     .                FILLED CANCEL_SENT .              CANCELLED EXPIRED
            CANCEL_SENT      | !       .        UNKNOWN  UNKNOWN     .                FILLED .           OPEN           CANCELLED EXPIRED
            UNKNOWN          | !       OPEN     REJECTED .           PARTIALLY_FILLED FILLED .           .              CANCELLED EXPIRED
            FILLED           | !       .        .        .           .                .      .           .              .         .
            CANCELLED        | !       .        .        .           .                .      .           .              .         .
            EXPIRED          | !       .        .        .           .                .      .           .              .         .
            REJECTED         | !       .        .        .           .                .      .           .              .         .
            """;

    @TestFactory
    List<DynamicTest> everyStateAndEventLeadsWhereTheTableSays() {
        List<List<String>> rows = rows();
        List<OrderEvent> events =
                rows.getFirst().stream().skip(2).map(OrderEvent::valueOf).toList();
        return rows.stream()
                .skip(1)
                .flatMap(row -> events.stream()
                        .map(event ->
                                cell(OrderStatus.valueOf(row.getFirst()), event, row.get(2 + events.indexOf(event)))))
                .toList();
    }

    private static DynamicTest cell(OrderStatus state, OrderEvent event, String expected) {
        String name = String.format(Locale.ROOT, "%s after %s: %s", state, event, expected);
        return DynamicTest.dynamicTest(
                name,
                () -> assertThat(outcome(state, event)).isEqualTo(expected.equals(".") ? state.name() : expected));
    }

    private static String outcome(OrderStatus state, OrderEvent event) {
        try {
            return state.after(event).name();
        } catch (IllegalStateException outOfTurn) {
            assertThat(outOfTurn).hasMessage(event + " is out of turn for an order that is " + state);
            return "!";
        }
    }

    @Test
    void theTableHasEveryStateAndEveryEvent() {
        List<List<String>> rows = rows();

        assertThat(rows.getFirst().stream().skip(2))
                .containsExactlyInAnyOrder(
                        Arrays.stream(OrderEvent.values()).map(Enum::name).toArray(String[]::new));
        assertThat(rows.stream().skip(1).map(List::getFirst))
                .containsExactly(
                        Arrays.stream(OrderStatus.values()).map(Enum::name).toArray(String[]::new));
    }

    @Test
    void guarantee1AFinalStateIsNeverLeft() {
        for (OrderStatus state : OrderStatus.values()) {
            for (OrderEvent event : OrderEvent.values()) {
                if (state.isFinal() && event != OrderEvent.SEND) {
                    assertThat(state.after(event)).isEqualTo(state);
                }
            }
        }
    }

    @Test
    void guarantee2UnknownNeverLeadsBackToAStateThatMaySend() {
        for (OrderEvent event : OrderEvent.values()) {
            if (event != OrderEvent.SEND) {
                assertThat(OrderStatus.UNKNOWN.after(event)).isNotIn(OrderStatus.INTENDED, OrderStatus.SENDING);
            }
        }
    }

    @Test
    void guarantee2NoSequenceOfEventsSendsTwice() {
        for (OrderStatus state : OrderStatus.values()) {
            for (OrderEvent event : OrderEvent.values()) {
                if (state != OrderStatus.INTENDED) {
                    assertThat(outcome(state, event)).isNotEqualTo(OrderStatus.INTENDED.name());
                }
            }
        }
    }

    @Test
    void aStateIsLiveWhenTheExchangeIsKnownToHaveIt() {
        assertThat(OrderStatus.values())
                .filteredOn(OrderStatus::isLive)
                .containsExactly(OrderStatus.OPEN, OrderStatus.PARTIALLY_FILLED, OrderStatus.CANCEL_SENT);
        assertThat(OrderStatus.values())
                .filteredOn(OrderStatus::isFinal)
                .containsExactly(OrderStatus.FILLED, OrderStatus.CANCELLED, OrderStatus.EXPIRED, OrderStatus.REJECTED);
    }

    private static List<List<String>> rows() {
        return TABLE.lines().map(line -> List.of(line.split(" +"))).toList();
    }
}
