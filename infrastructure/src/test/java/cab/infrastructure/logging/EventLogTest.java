package cab.infrastructure.logging;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.domain.order.Purpose;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EventLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(Logs.EVENTS);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            super.append(event);
        }
    };
    private final EventLog log = new EventLog();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(logged);
        logged.start();
    }

    @AfterEach
    void leave() {
        logger.detachAppender(logged);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void everyEventOfACycleCarriesItsTraceId() {
        log.accept(Told.bought("2026-01-05T12:45:00Z", "1", "100", "0.1"));
        log.accept(Told.sold("2026-01-05T13:45:00Z", Purpose.EXIT, "1", "110", "0.1", "9.8"));

        assertThat(logged.list)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.getMDCPropertyMap())
                        .containsEntry("trace_id", "trace-1")
                        .containsEntry("bot", "BTC/USDT"));
        assertThat(LogFields.of(logged.list.get(1)))
                .containsEntry("realised_pnl", "9.8 USDT")
                .containsEntry("market_time", "2026-01-05T13:45:00Z");
    }

    @Test
    void repeatedRefusalsAndSignsOfLifeDoNotFlood() {
        for (int number = 0; number < 10; number++) {
            log.accept(Told.at(
                    "2026-01-05T12:45:00Z", Topic.RISK_BLOCKED, new EventPayload.EntryBlocked("cooldown", "wait")));
            log.accept(
                    Told.at("2026-01-05T12:45:00Z", Topic.WATCHDOG_HEARTBEAT, new EventPayload.Notice("alive", "yes")));
        }

        assertThat(logged.list).hasSize(1);
    }

    @Test
    void whatAPersonMustSeeIsAWarning() {
        log.accept(Told.at(
                "2026-01-05T12:45:00Z",
                Topic.RECONCILIATION_POSITION_MISMATCH,
                new EventPayload.Reconciled(false, List.of("BTC: book 1, exchange 2"))));

        assertThat(logged.list)
                .singleElement()
                .extracting(ILoggingEvent::getLevel)
                .isEqualTo(Level.WARN);
    }
}
