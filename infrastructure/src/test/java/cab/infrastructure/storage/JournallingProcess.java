package cab.infrastructure.storage;

import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.JournalFixtures;
import cab.domain.order.OrderIntent;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A program that writes intents without end to the database named by its argument, and says which are durable. */
final class JournallingProcess {

    /** Ends the line of an intent that is durable. */
    static final String DURABLE = " durable";

    private JournallingProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        SqliteDatabase database = SqliteDatabase.open(arguments[0]);
        SqliteOrderJournal journal = SqliteOrderJournal.open(
                database, new VenueAccount("gateio", "paper"), InstantSource.fixed(JournalFixtures.NOON));
        PrintStream answers =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
        Semaphore room = new Semaphore(32);
        Instant at = JournalFixtures.NOON.plusSeconds(Long.parseLong(arguments[1]));
        while (true) {
            room.acquire();
            at = at.plusMillis(1);
            OrderIntent intent = JournalFixtures.entry(at);
            journal.commit(List.of(new JournalEntry.Intended(intent)), report -> {
                if (report instanceof CommitReport.Durable) {
                    answers.println(intent.clientOrderId() + DURABLE);
                }
                room.release();
            });
        }
    }
}
