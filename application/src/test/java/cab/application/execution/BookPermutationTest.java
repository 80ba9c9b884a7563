package cab.application.execution;

import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.btc;
import static cab.application.testing.Fixtures.decision;
import static cab.application.testing.Fixtures.entry;
import static cab.application.testing.Fixtures.fill;
import static cab.application.testing.Fixtures.sale;
import static cab.application.testing.Fixtures.shown;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.JournalEntry;
import cab.application.testing.Desk;
import cab.domain.money.Money;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.Purpose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same messages, in any order and any number, give the same book (INV 6, 16, 19): two purchases whose words cross
 * each other, then a sale whose words cross with repetitions of everything before.
 */
class BookPermutationTest {

    private static final int ORDERS_TRIED = 30;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void anyOrderAndRepetitionOfTheSameMessagesGivesTheSameBook(long seed) {
        Random random = new Random(seed);
        List<Fill> bought = fills(entry(NOON), "a", random);
        bought.addAll(fills(followUp(), "b", random));
        List<Fill> sold = fills(sale(Purpose.EXIT, NOON, 0, "1.5"), "c", random);
        Optional<String> first = Optional.empty();
        for (int tried = 0; tried < ORDERS_TRIED; tried++) {
            String state = outcome(bought, sold, random);
            first = first.or(() -> Optional.of(state));
            assertThat(state).as("seed %d, order %d", seed, tried).isEqualTo(first.orElseThrow());
        }
    }

    private static OrderIntent followUp() {
        OrderIntent first = entry(NOON);
        return new OrderIntent(
                ClientOrderId.followUp(decision(NOON), Purpose.ENTRY, 1),
                first.decision(),
                Purpose.ENTRY,
                first.terms(),
                first.reference(),
                Optional.of(first.clientOrderId()),
                NOON.plusSeconds(1));
    }

    /** An order filled in parts of a quarter, for 1.5 in all. */
    private static List<Fill> fills(OrderIntent intent, String name, Random random) {
        List<Fill> fills = new ArrayList<>();
        for (int part = 0; part < 6; part++) {
            String price = "50.0" + (1 + random.nextInt(9));
            Money fee = random.nextBoolean() && intent.purpose() == Purpose.ENTRY ? btc("0.00001234") : usdt("0.0123");
            fills.add(fill(intent, name + part, "0.25", price, fee));
        }
        return fills;
    }

    private static String outcome(List<Fill> bought, List<Fill> sold, Random random) {
        Desk desk = new Desk();
        for (OrderIntent intent : List.of(entry(NOON), followUp())) {
            desk.writer.facts(List.of(desk.book.intend(intent)));
            desk.bookkeeper.moved(intent.clientOrderId(), OrderEvent.SEND);
        }
        List<Runnable> messages = messages(desk, entry(NOON), bought.subList(0, 6));
        messages.addAll(messages(desk, followUp(), bought.subList(6, 12)));
        deliver(messages, random);

        OrderIntent sale = sale(Purpose.EXIT, NOON, 0, "1.5");
        desk.writer.facts(List.of(desk.book.intend(sale)));
        desk.bookkeeper.moved(sale.clientOrderId(), OrderEvent.SEND);
        messages.addAll(messages(desk, sale, sold));
        deliver(messages, random);
        return stateOf(desk);
    }

    /** What the exchange says of an order that is filled in part and cancelled then. */
    private static List<Runnable> messages(Desk desk, OrderIntent intent, List<Fill> fills) {
        List<Runnable> messages = new ArrayList<>(List.of(
                () -> desk.bookkeeper.shown(shown(intent, OrderEvent.ACCEPTED, "0")),
                () -> desk.bookkeeper.shown(shown(intent, OrderEvent.PARTIALLY_FILLED, "0.5")),
                () -> desk.bookkeeper.shown(shown(intent, OrderEvent.CANCELLED, "1.5")),
                () -> desk.bookkeeper.moved(intent.clientOrderId(), OrderEvent.ANSWER_LOST)));
        for (Fill fill : fills) {
            messages.add(() -> {
                var _ = desk.bookkeeper.filled(fill);
            });
        }
        return messages;
    }

    /** Each message at least once, some twice, in any order. */
    private static void deliver(List<Runnable> messages, Random random) {
        List<Runnable> delivered = new ArrayList<>(messages);
        for (Runnable message : messages) {
            if (random.nextInt(3) == 0) {
                delivered.add(message);
            }
        }
        Collections.shuffle(delivered, random);
        delivered.forEach(Runnable::run);
    }

    /** Which lots are sold first depends on which came first; that nothing of their cost is lost does not. */
    private static String stateOf(Desk desk) {
        Money cost = desk.book.position().cost();
        Money realised = usdt("0");
        for (JournalEntry.Filled filled : desk.journal.written(JournalEntry.Filled.class)) {
            if (filled.realised().isPresent()) {
                cost = cost.plus(filled.realised().get().cost());
                realised = realised.plus(filled.realised().get().proceeds());
            }
        }
        StringBuilder state = new StringBuilder(300)
                .append(desk.book.position().quantity())
                .append(" paid ")
                .append(cost)
                .append(" received ")
                .append(realised)
                .append(" fees ")
                .append(desk.book.fees())
                .append(" entry ")
                .append(desk.book.stop().entryPrice())
                .append(" opened by ")
                .append(desk.book.openedBy())
                .append(" working ")
                .append(desk.book.working().size())
                .append(" ended ")
                .append(desk.settled.size());
        for (OrderIntent intent : List.of(entry(NOON), followUp(), sale(Purpose.EXIT, NOON, 0, "1.5"))) {
            Order order = desk.book.order(intent.clientOrderId()).orElseThrow();
            state.append('\n')
                    .append(order.clientOrderId())
                    .append(' ')
                    .append(order.status())
                    .append(' ')
                    .append(order.filled())
                    .append(' ')
                    .append(order.filledQuote());
        }
        return state.toString();
    }
}
