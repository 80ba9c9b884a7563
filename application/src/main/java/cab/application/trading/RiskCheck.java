package cab.application.trading;

import cab.application.execution.Book;
import cab.application.execution.Equity;
import cab.application.execution.Writer;
import cab.application.port.BotPorts;
import cab.application.port.DayLimit;
import cab.application.port.JournalEntry;
import cab.domain.market.Candle;
import cab.domain.market.Quote;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.position.Position;
import cab.domain.risk.EntryProposal;
import cab.domain.risk.MaxDrawdown;
import cab.domain.risk.RiskManager;
import cab.domain.risk.RiskState;
import cab.domain.risk.RiskVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the risk rules, tells them how the bot stands, and does what follows from a no: behind a limit of the day the
 * bot is read-only until the next UTC day, and a drawdown is measured anew when an operator resumes in spite of it.
 * Owned by one thread.
 */
final class RiskCheck {

    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private final Book book;
    private final RiskManager rules;
    private final BotPorts ports;
    private final Equity equity;
    private final Lifecycle lifecycle;
    private final Writer writer;
    private final boolean measuresDrawdown;
    private @Nullable DayLimit dayLimit;
    private boolean deniedByDrawdown;

    /** A check that goes on under {@code last}, the limit of a day that was reached before the start. */
    RiskCheck(
            Book book,
            RiskManager rules,
            BotPorts ports,
            Equity equity,
            Lifecycle lifecycle,
            Writer writer,
            Optional<DayLimit> last) {
        this.book = book;
        this.rules = rules;
        this.ports = ports;
        this.equity = equity;
        this.lifecycle = lifecycle;
        this.writer = writer;
        this.measuresDrawdown = rules.rules().stream().anyMatch(MaxDrawdown.class::isInstance);
        last.ifPresent(this::readOnly);
    }

    /** Whether all rules let an entry pass, or the first that does not. */
    RiskVerdict check(EntryProposal proposal) {
        RiskVerdict verdict = rules.check(proposal, new BookRiskState(proposal));
        deniedByDrawdown = false;
        if (verdict instanceof RiskVerdict.Denied denied) {
            deniedByDrawdown = denied.rule().equals(MaxDrawdown.CODE);
            if (denied.isForTheDay()) {
                DayLimit reached = new DayLimit(endOfDay(proposal.at()), denied.rule(), denied.reason());
                readOnly(reached);
                writer.facts(List.of(new JournalEntry.DayLimitReached(book.bot(), reached)));
            }
        }
        return verdict;
    }

    /** The day ends when a later one begins: a clock that has gone back brings none to its end. */
    private static Instant endOfDay(Instant at) {
        return Instant.ofEpochMilli((Math.floorDiv(at.toEpochMilli(), DAY_MS) + 1) * DAY_MS);
    }

    private void readOnly(DayLimit reached) {
        dayLimit = reached;
        lifecycle.hold(EntryBlocks.DAY_LIMIT, reached.rule() + ": " + reached.reason());
    }

    /** The time is {@code nowMs} and the price {@code price}: lifts what held for a day, measures what is due. */
    void observe(long nowMs, double price) {
        if (dayLimit != null && nowMs >= dayLimit.until().toEpochMilli()) {
            dayLimit = null;
            lifecycle.lift(EntryBlocks.DAY_LIMIT);
        }
        // While an order is working, its fills and the balance may be from different moments.
        if (measuresDrawdown && equity.isDue(nowMs) && price > 0 && !book.isBusy() && equity.isExact()) {
            List<JournalEntry> facts = new ArrayList<>();
            equity.measure(equity.at(book.position(), Candle.exactPrice(price)), Instant.ofEpochMilli(nowMs))
                    .ifPresent(facts::add);
            writer.facts(facts);
        }
    }

    /** Goes on from what is left when the last entry was denied for its drawdown; else nothing. */
    void acceptDrawdown(String actor, double price) {
        if (!deniedByDrawdown) {
            return;
        }
        deniedByDrawdown = false;
        Instant now = ports.scheduler().instant();
        Money left = equity.at(book.position(), Candle.exactPrice(price));
        String detail = "drawdown is measured from " + left + " on, was from "
                + equity.peak().map(Money::toString).orElse("nothing");
        writer.facts(List.of(
                equity.acceptLoss(left, now), new JournalEntry.Noted(book.bot(), now, actor, "accept_loss", detail)));
    }

    /** What risk rules may ask, answered from the book. */
    private final class BookRiskState implements RiskState {

        private final Price reference;
        private final Instant now;
        private Optional<Quote> quote = Optional.empty();
        private boolean asked;

        private BookRiskState(EntryProposal proposal) {
            this.reference = proposal.reference();
            this.now = proposal.at();
        }

        @Override
        public Optional<Quote> quote() {
            // Several rules ask, at one instant.
            if (!asked) {
                asked = true;
                quote = ports.marketData().quote(book.symbol());
            }
            return quote;
        }

        @Override
        public Optional<Instant> lastOrderAt() {
            return book.activity().lastOrderAt();
        }

        @Override
        public int ordersSince(Instant since) {
            return book.activity().ordersSince(since);
        }

        @Override
        public int ordersToday() {
            return book.activity().ordersToday(now);
        }

        @Override
        public Money turnoverSince(Instant since) {
            return book.activity().turnoverSince(since);
        }

        @Override
        public Money turnoverToday() {
            return book.activity().turnoverToday(now);
        }

        @Override
        public int lossStreakToday() {
            return book.activity().lossStreakToday(now);
        }

        @Override
        public Money realisedToday() {
            return book.activity().realisedToday(now);
        }

        @Override
        public Position position() {
            return book.position();
        }

        @Override
        public Money equity() {
            return equity.at(book.position(), reference);
        }

        @Override
        public Money peakEquity() {
            return equity.peak().orElseGet(this::equity);
        }

        @Override
        public Percent takerFee() {
            return book.instrument().fees().taker();
        }
    }
}
