package cab.infrastructure.logging;

import static cab.infrastructure.logging.Told.at;
import static cab.infrastructure.logging.Told.bought;
import static cab.infrastructure.logging.Told.sold;
import static cab.infrastructure.logging.Told.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.domain.order.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ConsoleNarratorTest {

    private final List<String> lines = new ArrayList<>();
    private final Redaction redaction = new Redaction();
    private final ConsoleNarrator narrator = new ConsoleNarrator(lines::add, redaction, false);

    @Test
    void aTradeIsToldFromBuyToSell() {
        narrator.accept(bought("2026-01-05T12:45:00Z", "0.0234", "42731.5", "0.999"));
        narrator.accept(sold("2026-01-05T13:30:00Z", Purpose.PROTECTION, "0.0234", "42200", "0.987", "-14.43"));
        narrator.accept(sold("2026-01-05T14:00:00Z", Purpose.EXIT, "0.0234", "43500.123456", "1.018", "17.63"));

        assertThat(lines)
                .containsExactly(
                        "-- Mon 2026-01-05 (UTC) --",
                        "12:45  BTC/USDT   bought 0.0234 at 42,731.50  (999.92 USDT, fee 0.999)",
                        "13:30  BTC/USDT   sold 0.0234 at 42,200.00  (987.48 USDT, fee 0.987)"
                                + "  stop loss, result -14.43 USDT (-1.44 %), today -14.43",
                        "14:00  BTC/USDT   sold 0.0234 at 43,500.12  (1,017.90 USDT, fee 1.02)"
                                + "  result +17.63 USDT (+1.76 %), today +3.20");
    }

    @Test
    void aStopInProfitIsATrailingOne() {
        narrator.accept(sold("2026-01-05T13:30:00Z", Purpose.PROTECTION, "1", "110", "0.1", "9.8"));

        assertThat(lines.getLast()).contains("trailing stop, result +9.80 USDT");
    }

    @Test
    void theSameTradeUnderAnotherTopicIsNotToldTwice() {
        narrator.accept(bought("2026-01-05T12:45:00Z", "1", "100", "0.1"));
        narrator.accept(at(
                "2026-01-05T12:45:00Z",
                Topic.ORDER_EXECUTED,
                bought("2026-01-05T12:45:00Z", "1", "100", "0.1").payload()));

        assertThat(lines).hasSize(2);
    }

    @Test
    void refusalsForTheSameRuleAreToldOnceAndCounted() {
        for (int minute = 0; minute < 5; minute++) {
            narrator.accept(refused(minute, "cooldown", (900 - minute) + " s to wait"));
        }
        narrator.accept(bought("2026-01-05T12:45:00Z", "1", "100", "0.1"));
        narrator.accept(refused(46, "cooldown", "899 s to wait"));

        assertThat(lines)
                .containsExactly(
                        "-- Mon 2026-01-05 (UTC) --",
                        "12:00  BTC/USDT   entry refused: cooldown (900 s to wait)",
                        "12:45  BTC/USDT   entry refused 4 more times: cooldown",
                        "12:45  BTC/USDT   bought 1 at 100.00  (100.00 USDT, fee 0.1)",
                        "12:46  BTC/USDT   entry refused: cooldown (899 s to wait)");
    }

    @Test
    void refusalsForTwoRulesThatAlternateDoNotFlood() {
        for (int minute = 0; minute < 20; minute++) {
            narrator.accept(refused(minute, minute % 2 == 0 ? "cooldown" : "spread_cap", "again"));
        }

        assertThat(lines).hasSize(3);
    }

    @Test
    void theResultOfTheDayGoesOnAfterARestartAndEndsAtMidnight() {
        narrator.remember(Instant.parse("2026-01-05T08:00:00Z"), usdt("5"));
        narrator.accept(sold("2026-01-05T13:30:00Z", Purpose.EXIT, "1", "110", "0.1", "9.8"));
        narrator.accept(sold("2026-01-06T00:00:00Z", Purpose.EXIT, "1", "110", "0.1", "-1"));

        assertThat(lines.get(1)).endsWith("today +14.80");
        assertThat(lines.subList(2, lines.size()))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("       day ends: 2 sales, result +14.80 USDT"),
                        line -> assertThat(line).isEqualTo("-- Tue 2026-01-06 (UTC) --"),
                        line -> assertThat(line).startsWith("00:00").endsWith("today -1.00"));
    }

    @Test
    void changesOfStateAreToldWithTheirReason() {
        narrator.accept(changed(Topic.ORCHESTRATOR_STARTED, "RUNNING", "started"));
        narrator.accept(changed(Topic.ORCHESTRATOR_PAUSED, "PAUSED", "daily loss"));
        narrator.accept(changed(Topic.ORCHESTRATOR_PAUSED, "PAUSED", "paused by ann: lunch"));
        narrator.accept(changed(Topic.ORCHESTRATOR_RESUMED, "RUNNING", ""));
        narrator.accept(changed(Topic.ORCHESTRATOR_STOPPED, "STOPPED", "maintenance"));

        assertThat(lines.stream().map(line -> line.substring(line.lastIndexOf("  ") + 2)))
                .contains(
                        "started, running",
                        "paused: daily loss",
                        "paused by ann: lunch",
                        "resumed",
                        "stopped: maintenance; it trades again after 'start' on the status page"
                                + " (POST /orchestrator/start)");
    }

    @Test
    void differencesAreToldWhenTheyChange() {
        narrator.accept(reconciled(true));
        narrator.accept(reconciled(true));
        narrator.accept(reconciled(false, "BTC: book 1, exchange 2"));
        narrator.accept(reconciled(false, "BTC: book 1, exchange 2"));
        narrator.accept(reconciled(true));

        assertThat(lines)
                .containsExactly(
                        "-- Mon 2026-01-05 (UTC) --",
                        "12:00  BTC/USDT   reconciled: book and exchange agree",
                        "12:00  BTC/USDT   does not agree with the exchange: BTC: book 1, exchange 2",
                        "12:00  BTC/USDT   reconciled: book and exchange agree");
    }

    @Test
    void textOfOthersCannotForgeALineOrShowASecret() {
        redaction.register("canary-secret");
        narrator.accept(at(
                "2026-01-05T12:00:00Z",
                Topic.TRADE_FAILED,
                new EventPayload.TradeFailed(
                        Told.ORDER,
                        cab.domain.order.Side.BUY,
                        Purpose.ENTRY,
                        "REJECTED",
                        "no\n12:00  BTC/USDT   sold\u001b[2J canary-secret")));

        assertThat(lines).hasSize(2);
        assertThat(lines.getLast())
                .contains("buy failed: REJECTED (no\\n12:00", "\\u001b[2J", "***")
                .doesNotContain("canary-secret", "\u001b", "\n");
    }

    @Test
    void aTerminalGetsColoursAndAFileDoesNot() {
        List<String> coloured = new ArrayList<>();
        ConsoleNarrator onTerminal = new ConsoleNarrator(coloured::add, redaction, true);

        onTerminal.accept(sold("2026-01-05T13:30:00Z", Purpose.EXIT, "1", "110", "0.1", "9.8"));
        narrator.accept(sold("2026-01-05T13:30:00Z", Purpose.EXIT, "1", "110", "0.1", "9.8"));

        assertThat(coloured.getLast()).contains("\u001b[32mresult +9.80");
        assertThat(lines.getLast()).doesNotContain("\u001b");
    }

    @Test
    void theLinesDoNotDependOnTheMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            narrator.accept(bought("2026-01-05T12:45:00Z", "1", "1234.5", "0.1"));
        } finally {
            Locale.setDefault(before);
        }

        assertThat(lines)
                .containsExactly(
                        "-- Mon 2026-01-05 (UTC) --",
                        "12:45  BTC/USDT   bought 1 at 1,234.50  (1,234.50 USDT, fee 0.1)");
    }

    private static cab.application.event.Event refused(int minute, String rule, String reason) {
        return at(
                Instant.parse("2026-01-05T12:00:00Z").plusSeconds(60L * minute).toString(),
                Topic.RISK_BLOCKED,
                new EventPayload.EntryBlocked(rule, reason));
    }

    private static cab.application.event.Event changed(String topic, String state, String reason) {
        return at("2026-01-05T12:00:00Z", topic, new EventPayload.OrchestratorChanged(Told.SYMBOL, state, reason));
    }

    private static cab.application.event.Event reconciled(boolean consistent, String... differences) {
        return at(
                "2026-01-05T12:00:00Z",
                Topic.RECONCILIATION_COMPLETED,
                new EventPayload.Reconciled(consistent, List.of(differences)));
    }
}
