package cab.infrastructure.marketdata.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.port.StorageException;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put into the store comes out again, or one clear sentence. */
final class CandleStoreTest {

    private static final long MINUTE = 60_000;
    private static final long SEED = 20_261_121L;
    private static final CandleKey KEY = new CandleKey("gateio", Symbol.of("BTC/USDT"), Timeframe.M1);

    @TempDir
    private Path folder;

    @Test
    void whatIsStoredIsReadAgainBitForBit() {
        CandleSeries candles = walk(0, 30_000);

        MergeOutcome outcome = store().merge(KEY, candles, false);

        assertThat(outcome).isEqualTo(new MergeOutcome.Merged(30_000, 0, 0, 30_000));
        assertSame(read(KEY), candles);
    }

    @Test
    void theSmallestAndTheLargestPricesSurvive() {
        CandleSeries candles = CandleSeries.builder(Timeframe.M1)
                .add(0, 1e-12, 2e-12, 1e-12, 2e-12, 0)
                .add(MINUTE, 1e9, 1e9, 1e9, 1e9, 1e15)
                .build();

        MergeOutcome _ = store().merge(KEY, candles, false);

        assertSame(read(KEY), candles);
    }

    @Test
    void candlesThatOverlapAndAreTheSameAreMergedSilently() {
        MergeOutcome _ = store().merge(KEY, walk(100, 200), false);

        assertThat(store().merge(KEY, walk(150, 300), false)).isEqualTo(new MergeOutcome.Merged(100, 50, 0, 200));
        assertThat(store().merge(KEY, walk(0, 120), false)).isEqualTo(new MergeOutcome.Merged(100, 20, 0, 300));
        assertSame(read(KEY), walk(0, 300));
    }

    @Test
    void aHoleIsFilledInItsPlace() {
        MergeOutcome _ = store().merge(KEY, walk(0, 10), false);
        MergeOutcome _ = store().merge(KEY, walk(20, 30), false);

        assertThat(store().merge(KEY, walk(10, 20), false)).isEqualTo(new MergeOutcome.Merged(10, 0, 0, 30));
        assertSame(read(KEY), walk(0, 30));
    }

    @Test
    void candlesThatDifferAreRefusedAndChangeNothing() {
        MergeOutcome _ = store().merge(KEY, walk(0, 10), false);

        MergeOutcome outcome = store().merge(KEY, flat(8, 12, 7), false);

        assertThat(outcome).isInstanceOfSatisfying(MergeOutcome.Conflict.class, conflict -> {
            assertThat(conflict.count()).isEqualTo(2);
            assertThat(conflict.atMs()).isEqualTo(8 * MINUTE);
            assertThat(conflict.offered()).isEqualTo("open 7.0 high 7.0 low 7.0 close 7.0 volume 1.0");
        });
        assertSame(read(KEY), walk(0, 10));
    }

    @Test
    void candlesThatDifferAreReplacedWhenThatIsAskedFor() {
        MergeOutcome _ = store().merge(KEY, flat(0, 10, 5), false);

        assertThat(store().merge(KEY, flat(8, 12, 7), true)).isEqualTo(new MergeOutcome.Merged(2, 0, 2, 12));

        assertThat(read(KEY).close(7)).isEqualTo(5);
        assertThat(read(KEY).close(8)).isEqualTo(7);
    }

    @Test
    void candlesBetweenTheTimesOfTheirTimeframeAreRefused() {
        CandleSeries odd = CandleSeries.builder(Timeframe.M1)
                .add(MINUTE + 1, 1, 1, 1, 1, 1)
                .build();

        assertThat(store().merge(KEY, odd, false))
                .isInstanceOfSatisfying(
                        MergeOutcome.Refused.class,
                        refused ->
                                assertThat(refused.message()).startsWith("candle 1: candles of 1m open at multiples"));
        assertThat(store().keys()).isEmpty();
    }

    @Test
    void everyByteThatIsChangedIsNoticed() throws IOException {
        MergeOutcome _ = store().merge(KEY, walk(0, 3), false);
        byte[] whole = Files.readAllBytes(file());

        for (int index = 0; index < whole.length; index++) {
            byte[] changed = whole.clone();
            changed[index] ^= 0x10;
            Path _ = Files.write(file(), changed);

            assertThat(store().read(KEY))
                    .as("byte %d", index)
                    .isInstanceOfSatisfying(
                            StoredSeries.Refused.class,
                            refused -> assertThat(refused.message())
                                    .startsWith(file() + " ")
                                    .endsWith("; remove it and import or download its candles again"));
        }
    }

    @Test
    void everyLengthButTheRightOneIsNoticed() throws IOException {
        MergeOutcome _ = store().merge(KEY, walk(0, 3), false);
        byte[] whole = Files.readAllBytes(file());

        for (int length = 0; length < whole.length; length++) {
            Path _ = Files.write(file(), Arrays.copyOf(whole, length));
            assertThat(store().read(KEY)).as("length %d", length).isInstanceOf(StoredSeries.Refused.class);
        }
        Path _ = Files.write(file(), Arrays.copyOf(whole, whole.length + 1));
        assertThat(store().read(KEY)).isInstanceOf(StoredSeries.Refused.class);
    }

    @Test
    void aForeignFileIsRefusedAndNotOverwritten() throws IOException {
        Path _ = Files.createDirectories(file().getParent());
        Path _ = Files.writeString(file(), "timestamp_ms,open\n".repeat(50));

        assertThat(store().merge(KEY, walk(0, 3), true))
                .isInstanceOfSatisfying(
                        MergeOutcome.Refused.class,
                        refused -> assertThat(refused.message()).contains("is no candle file of this program"));
        assertThat(file()).content().startsWith("timestamp_ms,open");
        assertThat(store().shelves())
                .singleElement()
                .satisfies(shelf -> assertThat(shelf.fault()).contains("is no candle file of this program"));
    }

    @Test
    void aFileOfAnotherSymbolUnderThisNameIsRefused() throws IOException {
        CandleKey other = new CandleKey("gateio", Symbol.of("ETH/USDT"), Timeframe.M1);
        MergeOutcome _ = store().merge(other, walk(0, 3), false);
        Path _ = Files.move(store().fileOf(other), file());

        assertThat(store().read(KEY))
                .isInstanceOfSatisfying(
                        StoredSeries.Refused.class,
                        refused ->
                                assertThat(refused.message()).contains("holds ETH/USDT 1m, its name says BTC/USDT 1m"));
    }

    @Test
    void whatAnInterruptedWriteLeftIsNoFileOfTheStore() throws IOException {
        MergeOutcome _ = store().merge(KEY, walk(0, 3), false);
        Path left = Files.writeString(file().resolveSibling(file().getFileName() + ".new"), "half");

        assertThat(store().keys()).containsExactly(KEY);
        assertSame(read(KEY), walk(0, 3));
        assertThat(store().merge(KEY, walk(3, 4), false)).isEqualTo(new MergeOutcome.Merged(1, 0, 0, 4));
        assertThat(left).doesNotExist();
    }

    @Test
    void writersAtTheSameTimeLoseNothing() throws InterruptedException {
        int writers = 8;
        CountDownLatch ready = new CountDownLatch(writers);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < writers; writer++) {
                int first = writer * 50;
                threads.execute(() -> {
                    ready.countDown();
                    await(ready);
                    for (int part = 0; part < 5; part++) {
                        MergeOutcome _ = store().merge(KEY, walk(first + part * 10, first + part * 10 + 10), false);
                    }
                });
            }
        }

        assertSame(read(KEY), walk(0, 50 * writers));
    }

    @Test
    void whoDoesNotGetTheLockSaysSo() throws IOException {
        Path _ = Files.createDirectories(folder);
        CandleStore hasty = new CandleStore(folder, Duration.ZERO);
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            assertThatThrownBy(() -> hasty.merge(KEY, walk(0, 1), false))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("another process has been writing candles");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");

        assertThatThrownBy(() -> new CandleStore(file).merge(KEY, walk(0, 1), false))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void filesAreListedWithTheirSpanAndGaps() {
        MergeOutcome _ = store().merge(KEY, walk(0, 10), false);
        MergeOutcome _ = store().merge(KEY, walk(13, 20), false);

        assertThat(store().shelves()).singleElement().satisfies(shelf -> {
            assertThat(shelf.key()).isEqualTo(KEY);
            Shelf.Content content = shelf.content().orElseThrow();
            assertThat(content.count()).isEqualTo(17);
            assertThat(content.fromMs()).isZero();
            assertThat(content.toMs()).isEqualTo(20 * MINUTE);
            assertThat(content.gaps().gaps()).isEqualTo(1);
            assertThat(content.gaps().missing()).isEqualTo(3);
        });
    }

    @Test
    void aHundredSymbolsAreAHundredFiles() {
        for (int coin = 0; coin < 100; coin++) {
            MergeOutcome _ = store().merge(
                            new CandleKey("gateio", Symbol.of("C" + coin + "/USDT"), Timeframe.M1),
                            flat(0, 2, 1 + coin),
                            false);
        }

        assertThat(store().keys()).hasSize(100).isSorted();
        assertThat(read(new CandleKey("gateio", Symbol.of("C41/USDT"), Timeframe.M1))
                        .close(1))
                .isEqualTo(42);
    }

    @Test
    void theNextFinerTimeframeIsTheLongestThatDivides() {
        for (Timeframe timeframe : new Timeframe[] {Timeframe.M1, Timeframe.M5, Timeframe.M30, Timeframe.H1}) {
            CandleSeries one =
                    CandleSeries.builder(timeframe).add(0, 1, 1, 1, 1, 1).build();
            MergeOutcome _ = store().merge(new CandleKey("gateio", KEY.symbol(), timeframe), one, false);
        }

        assertThat(store().finer("gateio", KEY.symbol(), Timeframe.M15).map(CandleKey::timeframe))
                .contains(Timeframe.M5);
        assertThat(store().finer("gateio", KEY.symbol(), Timeframe.H1).map(CandleKey::timeframe))
                .contains(Timeframe.M30);
        assertThat(store().finer("gateio", KEY.symbol(), Timeframe.M1)).isEmpty();
        assertThat(store().finer("bybit", KEY.symbol(), Timeframe.M15)).isEmpty();
    }

    private CandleStore store() {
        return new CandleStore(folder);
    }

    private Path file() {
        return store().fileOf(KEY);
    }

    private CandleSeries read(CandleKey key) {
        return switch (store().read(key)) {
            case StoredSeries.Read(CandleSeries candles) -> candles;
            case StoredSeries.Absent _ -> throw new AssertionError("absent");
            case StoredSeries.Refused(String message) -> throw new AssertionError(message);
        };
    }

    private static void assertSame(CandleSeries found, CandleSeries expected) {
        assertThat(found.size()).isEqualTo(expected.size());
        for (int index = 0; index < found.size(); index++) {
            assertThat(found.candle(index)).as("seed %d", SEED).isEqualTo(expected.candle(index));
        }
    }

    /** The same minute has the same candle, whichever part of the walk is asked for. */
    private static CandleSeries walk(int fromMinute, int toMinute) {
        CandleSeries.Builder walk = CandleSeries.builder(Timeframe.M1);
        for (int minute = fromMinute; minute < toMinute; minute++) {
            SplittableRandom random = new SplittableRandom(SEED + minute);
            double low = 1 + random.nextDouble();
            double high = low + random.nextDouble();
            walk = walk.add(minute * MINUTE, low, high, low, high, random.nextDouble());
        }
        return walk.build();
    }

    private static CandleSeries flat(int fromMinute, int toMinute, double price) {
        CandleSeries.Builder flat = CandleSeries.builder(Timeframe.M1);
        for (int minute = fromMinute; minute < toMinute; minute++) {
            flat = flat.add(minute * MINUTE, price, price, price, price, 1);
        }
        return flat.build();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
