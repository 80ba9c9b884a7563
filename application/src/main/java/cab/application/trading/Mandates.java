package cab.application.trading;

import cab.application.execution.Writer;
import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.Mandate;
import cab.domain.order.BotId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an operator allows a bot to do, in memory and in the journal.
 *
 * <p>Guarantees: (1) what restricts holds at once, and is written until it is; (2) what loosens holds once it is
 * durable, and not at all when it cannot be written or a later command came before; (3) every command stands in the
 * audit, in the same commit as what it changes. Owned by one thread.
 */
final class Mandates {

    /** What became of a command that loosens. */
    sealed interface Loosening {

        /** It is durable and holds from now on. */
        record Granted() implements Loosening {}

        /** A later command came while it was being written: that one holds. */
        record Overtaken() implements Loosening {}

        /** It could not be written: what held before goes on. */
        record Unwritten(String cause) implements Loosening {}
    }

    private final BotId bot;
    private final Writer writer;
    private final InstantSource clock;
    private Optional<Mandate> current;
    private long commands;

    /** The mandates of a bot, going on from {@code last}. */
    Mandates(BotId bot, Writer writer, InstantSource clock, Optional<Mandate> last) {
        this.bot = bot;
        this.writer = writer;
        this.clock = clock;
        this.current = last;
    }

    /** What holds now; empty when nobody has ever said anything, so that it may trade. */
    Optional<Mandate> current() {
        return current;
    }

    boolean is(Mandate.Level level) {
        return current.filter(mandate -> mandate.level() == level).isPresent();
    }

    Mandate of(Mandate.Level level, String actor, String reason) {
        return new Mandate(level, clock.instant(), actor, reason);
    }

    /** Holds from now on, in memory at once. */
    void restrict(Mandate next, String action, Consumer<CommitReport> then) {
        commands++;
        current = Optional.of(next);
        writer.command(entries(next, action), true, then);
    }

    /** Holds once it is durable; {@code then} is told behind that. */
    void loosen(Mandate next, String action, Consumer<Loosening> then) {
        commands++;
        long mine = commands;
        writer.command(entries(next, action), false, report -> {
            if (mine != commands) {
                then.accept(new Loosening.Overtaken());
                return;
            }
            switch (report) {
                case CommitReport.Durable durable -> {
                    current = Optional.of(next);
                    then.accept(new Loosening.Granted());
                }
                case CommitReport.Refused(String reason) -> unwritten(reason, then);
                case CommitReport.Failed(String cause) -> unwritten(cause, then);
            }
        });
    }

    /** A write that is said to have failed may have happened: what holds is written once more, behind it. */
    private void unwritten(String cause, Consumer<Loosening> then) {
        current.filter(Mandate::isRestriction)
                .ifPresent(held -> writer.facts(List.of(new JournalEntry.MandateChanged(bot, held))));
        then.accept(new Loosening.Unwritten(cause));
    }

    private List<JournalEntry> entries(Mandate mandate, String action) {
        return List.of(
                new JournalEntry.MandateChanged(bot, mandate),
                new JournalEntry.Noted(bot, mandate.since(), mandate.actor(), action, mandate.reason()));
    }
}
