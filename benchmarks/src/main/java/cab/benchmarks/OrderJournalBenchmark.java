package cab.benchmarks;

import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.domain.market.Symbol;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.infrastructure.storage.SqliteDatabase;
import cab.infrastructure.storage.SqliteOrderJournal;
import cab.infrastructure.storage.VenueAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How many intents a second become durable on the disk of the temporary folder: one at a time, and many at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class OrderJournalBenchmark {

    private static final int AT_ONCE = 256;
    private static final BotId BOT = new BotId("benchmark");
    private static final Symbol SYMBOL = Symbol.of("BTC/USDT");

    private final Semaphore answers = new Semaphore(0);
    private long decisionAtMs = 1_700_000_000_000L;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private SqliteDatabase database;

    @SuppressWarnings("NullAway.Init")
    private SqliteOrderJournal journal;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("journal");
        database = SqliteDatabase.open(folder.resolve("benchmark.sqlite3").toString());
        journal = SqliteOrderJournal.open(
                database, new VenueAccount("none", "benchmark"), InstantSource.fixed(Instant.EPOCH));
    }

    @TearDown
    public void close() throws IOException {
        journal.close();
        database.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** A bot that waits for each intent before it goes on. */
    @Benchmark
    public void oneAtATime() throws InterruptedException {
        commit();
        answers.acquire();
    }

    /** Many bots that decide at the same moment. */
    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public void manyAtOnce() throws InterruptedException {
        for (int call = 0; call < AT_ONCE; call++) {
            commit();
        }
        answers.acquire(AT_ONCE);
    }

    private void commit() {
        decisionAtMs++;
        DecisionKey decision = new DecisionKey(BOT, Instant.ofEpochMilli(decisionAtMs));
        OrderIntent intent = new OrderIntent(
                ClientOrderId.of(decision, Purpose.ENTRY, 0),
                decision,
                Purpose.ENTRY,
                OrderTerms.market(SYMBOL, Side.BUY, new OrderSize.OfBase(Quantity.of("0.01"))),
                Price.of("50000"),
                Optional.empty(),
                decision.at());
        journal.commit(List.of(new JournalEntry.Intended(intent)), this::answered);
    }

    private void answered(CommitReport report) {
        if (!(report instanceof CommitReport.Durable)) {
            throw new IllegalStateException("intent was not written: " + report);
        }
        answers.release();
    }
}
