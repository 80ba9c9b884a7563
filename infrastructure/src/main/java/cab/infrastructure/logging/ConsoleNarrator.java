package cab.infrastructure.logging;

import cab.application.event.Event;
import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.monitoring.Figures;
import cab.application.protection.RestingStop;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells trading as it happens, in a few lines for a person at the terminal:
 *
 * <pre>
 * -- Mon 2026-01-05 (UTC) --
 * 12:45  BTC/USDT   bought 0.0234 at 42,731.50  (999.92 USDT, fee 0.999)
 * 13:30  BTC/USDT   sold 0.0234 at 42,200.00  (987.48 USDT, fee 0.987)  stop loss, result -14.43 USDT (-1.44 %), today -14.43
 * 13:45  BTC/USDT   entry refused: cooldown (600 s since the last exit, 900 s needed)
 * 15:15  BTC/USDT   entry refused 4 more times: cooldown
 * </pre>
 *
 * <p>Times are those of the market. Nothing is repeated that is said already: refusals for the same rule are counted,
 * and differences found by reconciliation are told when they change. Owned by one thread, that of its subscription.
 */
public final class ConsoleNarrator implements Consumer<Event> {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEE uuuu-MM-dd", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SYMBOL_WIDTH = 9;
    private static final int DIFFERENCES_SHOWN = 10;
    private static final String START = "; it trades again after 'start' on the status page (POST /orchestrator/start)";

    private final Consumer<String> lines;
    private final Redaction redaction;
    private final Tint tint;
    private final Repeats refusals = new Repeats();
    private final Map<Symbol, List<String>> differences = new HashMap<>();
    private @Nullable LocalDate day;
    private boolean dayShown;
    private String health = "";
    private DayResult today = new DayResult();

    /**
     * @param lines takes one line at a time, without its end
     * @param colours whether results are coloured, for a terminal
     */
    public ConsoleNarrator(Consumer<String> lines, Redaction redaction, boolean colours) {
        this.lines = lines;
        this.redaction = redaction;
        this.tint = new Tint(colours);
    }

    /** Adds what was realised before this start, so that the result of the day goes on after a restart. */
    public void remember(Instant at, Money realised) {
        turnTo(at);
        today.add(realised);
    }

    @Override
    public void accept(Event event) {
        switch (event.payload()) {
            case EventPayload.TradeCompleted trade -> completed(event, trade);
            case EventPayload.TradeFailed failed -> failed(event, failed);
            case EventPayload.EntryBlocked blocked -> blocked(event, blocked);
            case EventPayload.Reconciled reconciled -> reconciled(event, reconciled);
            case EventPayload.OrchestratorChanged changed -> changed(event, changed);
            case EventPayload.Notice notice -> noticed(event, notice);
        }
    }

    private void completed(Event event, EventPayload.TradeCompleted trade) {
        if (!event.topic().equals(Topic.TRADE_COMPLETED)) {
            return; // order.executed tells the same trade once more
        }
        Money notional =
                trade.averagePrice().times(trade.quantity(), event.symbol().quote(), RoundingMode.HALF_EVEN);
        String text = (trade.side() == Side.BUY ? "bought " : "sold ")
                + Figures.quantity(trade.quantity()) + " at " + Figures.price(trade.averagePrice())
                + "  (" + Figures.amount(notional) + " " + notional.currency() + ", fee "
                + Figures.amount(trade.fees()) + ")";
        Optional<Money> result = trade.realisedPnl();
        if (result.isEmpty()) {
            tell(event, text);
            return;
        }
        turnTo(event.at());
        today.add(result.get());
        tell(event, text + "  " + told(trade, notional, result.get()));
    }

    private String told(EventPayload.TradeCompleted trade, Money notional, Money result) {
        String words = "result " + Figures.signed(result) + " " + result.currency() + share(trade, notional, result)
                + ", today " + Figures.signed(today.in(result.currency()));
        return stopWords(trade.purpose(), result) + tint.byResult(result, words);
    }

    private static String stopWords(Purpose purpose, Money result) {
        return switch (purpose) {
            case ENTRY, EXIT -> "";
            // Only a stop that trails can lie above what was paid.
            case PROTECTION -> result.isPositive() ? "trailing stop, " : "stop loss, ";
        };
    }

    /** The result in percent of what was paid; empty when that is not known. */
    private static String share(EventPayload.TradeCompleted trade, Money notional, Money result) {
        Money cost = notional.minus(trade.fees()).minus(result);
        if (!cost.isPositive()) {
            return "";
        }
        BigDecimal percent = result.amount().movePointRight(2).divide(cost.amount(), 2, RoundingMode.HALF_EVEN);
        return " (" + (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + " %)";
    }

    private void failed(Event event, EventPayload.TradeFailed failed) {
        String what = failed.side() == Side.BUY ? "buy" : "sell";
        tell(event, tint.warning(what + " failed: " + words(failed.code(), failed.reason())));
    }

    private void blocked(Event event, EventPayload.EntryBlocked blocked) {
        turnTo(event.at());
        if (refusals.isNews(event.symbol(), blocked.rule())) {
            line(event, tint.quiet("entry refused: " + words(blocked.rule(), blocked.reason())));
        }
    }

    private void reconciled(Event event, EventPayload.Reconciled reconciled) {
        if (!event.topic().equals(Topic.RECONCILIATION_COMPLETED)) {
            return; // the mismatch tells the same differences once more
        }
        List<String> before = differences.put(event.symbol(), reconciled.differences());
        if (reconciled.differences().equals(before)) {
            return;
        }
        List<String> found = reconciled.differences();
        if (found.isEmpty()) {
            tell(event, "reconciled: book and exchange agree");
            return;
        }
        String verdict = reconciled.consistent() ? "reconciled, corrected: " : "does not agree with the exchange: ";
        for (String difference : found.subList(0, Math.min(found.size(), DIFFERENCES_SHOWN))) {
            String text = verdict + safe(difference);
            tell(event, reconciled.consistent() ? text : tint.warning(text));
        }
        if (found.size() > DIFFERENCES_SHOWN) {
            tell(event, "and " + (found.size() - DIFFERENCES_SHOWN) + " more differences");
        }
    }

    private void changed(Event event, EventPayload.OrchestratorChanged changed) {
        tell(
                event,
                switch (event.topic()) {
                    case Topic.ORCHESTRATOR_STARTED ->
                        "started, " + changed.state().toLowerCase(Locale.ROOT);
                    case Topic.ORCHESTRATOR_RESUMED -> because("resumed", changed.reason());
                    case Topic.ORCHESTRATOR_PAUSED -> tint.warning(because("paused", changed.reason()));
                    case Topic.ORCHESTRATOR_STOPPED -> tint.warning(because("stopped", changed.reason()) + START);
                    default -> tint.warning(because(safe(changed.state()), changed.reason()));
                });
    }

    /** A reason may be a whole sentence that says what happened already. */
    private String because(String what, String reason) {
        if (reason.isBlank()) {
            return what;
        }
        return reason.startsWith(what) ? safe(reason) : what + ": " + safe(reason);
    }

    private void noticed(Event event, EventPayload.Notice notice) {
        switch (event.topic()) {
            case Topic.WATCHDOG_HEARTBEAT, Topic.TRADE_SETTLED, Topic.TRADE_PARTIAL_FOLLOWUP, Topic.ORDER_EXECUTED -> {}
            case Topic.PROTECTION_STOP -> {
                String text = safe(notice.text());
                tell(event, notice.code().equals(RestingStop.PLACED) ? text : tint.warning(text));
            }
            case Topic.HEALTH_REPORT -> {
                if (!notice.code().equals(health)) {
                    health = notice.code();
                    tell(event, "health: " + words(notice.code(), notice.text()));
                }
            }
            default -> tell(event, tint.warning(words(notice.code(), notice.text())));
        }
    }

    private String words(String code, String reason) {
        return reason.isBlank() ? safe(code) : safe(code) + " (" + safe(reason) + ")";
    }

    private String safe(String text) {
        return PlainText.of(redaction.of(text));
    }

    /** A line after which a refusal for whatever rule is news again. */
    private void tell(Event event, String text) {
        turnTo(event.at());
        refusals.end(event.symbol()).forEach(held -> line(event, tint.quiet("entry refused " + safe(held.toString()))));
        line(event, text);
    }

    private void line(Event event, String text) {
        turnTo(event.at());
        if (!dayShown) {
            dayShown = true;
            lines.accept("-- " + DAY.format(event.at()) + " (UTC) --");
        }
        lines.accept(TIME.format(event.at()) + "  " + padded(event.symbol()) + "  " + text);
    }

    private static String padded(Symbol symbol) {
        return String.format(Locale.ROOT, "%-" + SYMBOL_WIDTH + "s", symbol);
    }

    private void turnTo(Instant at) {
        LocalDate date = LocalDate.ofInstant(at, ZoneOffset.UTC);
        if (date.equals(day)) {
            return;
        }
        for (Symbol symbol : refusals.symbols()) {
            refusals.end(symbol)
                    .forEach(held -> lines.accept(
                            "       " + padded(symbol) + "  " + tint.quiet("entry refused " + safe(held.toString()))));
        }
        if (dayShown && !today.isEmpty()) {
            lines.accept("       day ends: " + today.words());
        }
        day = date;
        dayShown = false;
        today = new DayResult();
    }
}
