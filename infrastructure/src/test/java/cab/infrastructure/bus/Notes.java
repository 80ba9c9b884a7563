package cab.infrastructure.bus;

import cab.application.event.Event;
import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.domain.market.Symbol;
import cab.domain.order.BotId;
import java.time.Instant;

/** Events that say no more than their number. */
final class Notes {

    private Notes() {}

    static Event note(int number) {
        return new Event(
                "n-" + number,
                Instant.ofEpochSecond(number),
                Topic.WATCHDOG_HEARTBEAT,
                new BotId("tester"),
                Symbol.of("BTC/USDT"),
                "t-" + number,
                new EventPayload.Notice("number", Integer.toString(number)));
    }
}
