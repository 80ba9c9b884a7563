package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.cli.DataProgram;
import cab.cli.ExchangeProgram;
import cab.cli.Refusal;
import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.exchange.live.CandleArchive;
import cab.infrastructure.exchange.live.UnreachableException;
import cab.infrastructure.exchange.server.ExchangeServer;
import cab.infrastructure.marketdata.store.CandleKey;
import cab.infrastructure.marketdata.store.CandleStore;
import cab.infrastructure.marketdata.store.StoredSeries;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Candles from an exchange into the store, whatever happens in between. */
final class CandleDownloadTest {

    private static final CandleKey KEY = new CandleKey("gateio", Symbol.of("BTC/USDT"), Timeframe.M15);
    private static final long LENGTH = Timeframe.M15.lengthMs();
    private static final long NOW = 100_000 * LENGTH + 1;

    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();
    private final List<DataProgram.Progress> progress = new ArrayList<>();

    @Test
    void candlesAreReadUpToNowAndThenFromWhereTheStoreEnds() {
        ScriptedArchive archive = new ScriptedArchive();
        DataProgram.Stored first = download(archive, from(99_950));
        archive.nowMs = NOW + 5 * LENGTH;
        archive.asked.clear();

        DataProgram.Stored second = download(archive, from(99_950));

        assertThat(first.added()).isEqualTo(50);
        assertThat(second.added()).isEqualTo(5);
        assertThat(second.total()).isEqualTo(55);
        assertThat(archive.asked).containsExactly("100000..100004");
        assertThat(progress.getLast().pages()).isEqualTo(progress.getLast().ofPages());
    }

    @Test
    void whatLiesBeforeTheStoreIsReadBackwardsWithoutAHole() {
        ScriptedArchive archive = new ScriptedArchive();
        DataProgram.Stored _ = download(archive, from(99_990));
        archive.asked.clear();

        DataProgram.Stored stored = download(archive, from(99_965));

        assertThat(archive.asked).containsExactly("99980..99989", "99970..99979", "99965..99969");
        assertThat(stored.total()).isEqualTo(35);
        assertThat(stored.missing()).isZero();
    }

    @Test
    void anInterruptionKeepsWhatWasReadAndTheSameCommandGoesOn() {
        ScriptedArchive archive = new ScriptedArchive();
        archive.answersLeft = 3;

        assertThatThrownBy(() -> download(archive, from(99_900)))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "cab: the line is down; 30 candles of BTC/USDT 15m were added, the same command goes on from"
                                + " there");
        assertThat(read().size()).isEqualTo(30);
        archive.answersLeft = Integer.MAX_VALUE;

        assertThat(download(archive, from(99_900)).total()).isEqualTo(100);
        assertThat(read().missing()).isZero();
    }

    @Test
    void whatIsMissingInsideIsAskedForOnceAndFilled() {
        ScriptedArchive archive = new ScriptedArchive();
        storeWithout(99_950, 100_000, 99_960, 99_961, 99_965, 99_980, 99_990);

        DataProgram.Stored stored = download(archive, from(99_950));

        // Gaps that fit into one page share a question.
        assertThat(archive.asked).containsExactly("99960..99965", "99980..99980", "99990..99990");
        assertThat(stored.missing()).isZero();
        assertThat(read().candle(10).openTimeMs()).isEqualTo(99_960 * LENGTH);
        archive.asked.clear();
        assertThat(download(archive, from(99_950)).added()).isZero();
        assertThat(archive.asked).isEmpty();
    }

    @Test
    void whatTheExchangeDoesNotHaveEitherIsNotAskedForAgain() {
        ScriptedArchive archive = new ScriptedArchive();
        archive.lacks = List.of(99_961L, 99_993L);
        storeWithout(99_950, 99_992, 99_960, 99_961);

        DataProgram.Stored first = download(archive, from(99_950));

        // One was missing in the middle, the other in what came behind the end.
        assertThat(archive.asked).containsExactly("99992..99999", "99960..99961");
        assertThat(first.missing()).isEqualTo(2);
        archive.asked.clear();
        archive.nowMs = NOW + LENGTH;
        assertThat(download(archive, from(99_950)).missing()).isEqualTo(2);
        assertThat(archive.asked).containsExactly("100000..100000");
    }

    @Test
    void whatIsLackingForLessThanAnHourMayStillCome() {
        ScriptedArchive archive = new ScriptedArchive();
        archive.lacks = List.of(99_997L);
        storeWithout(99_950, 99_992);
        assertThat(download(archive, from(99_950)).missing()).isEqualTo(1);
        archive.lacks = List.of();
        archive.asked.clear();

        assertThat(download(archive, from(99_950)).missing()).isZero();
        assertThat(archive.asked).containsExactly("99997..99997");
    }

    @Test
    void whatLiesBeforeTheReachOfTheExchangeIsNeitherAskedForNorTakenForLacking() {
        ScriptedArchive archive = new ScriptedArchive();
        archive.reach = OptionalInt.of(22);
        storeWithout(99_950, 100_000, 99_960, 99_985);

        assertThat(download(archive, Optional.empty()).missing()).isEqualTo(1);
        assertThat(archive.asked).containsExactly("99985..99985");
        archive.asked.clear();
        archive.reach = OptionalInt.empty();

        assertThat(download(archive, from(99_950)).missing()).isZero();
        assertThat(archive.asked).containsExactly("99960..99960");
    }

    @Test
    void aGapBeforeTheSpanThatIsAskedForStays() {
        ScriptedArchive archive = new ScriptedArchive();
        storeWithout(99_950, 100_000, 99_960, 99_985);

        assertThat(download(archive, from(99_961)).missing()).isEqualTo(1);
        assertThat(archive.asked).containsExactly("99985..99985");
    }

    @Test
    void aLineThatBreaksInAGapLeavesItToBeAskedForAgain() {
        ScriptedArchive archive = new ScriptedArchive();
        archive.lacks = List.of(99_960L);
        archive.answersLeft = 1;
        storeWithout(99_950, 100_000, 99_960, 99_985);

        assertThatThrownBy(() -> download(archive, from(99_950))).hasMessageStartingWith("cab: the line is down");
        archive.asked.clear();
        archive.answersLeft = Integer.MAX_VALUE;

        assertThat(download(archive, from(99_950)).missing()).isEqualTo(1);
        assertThat(archive.asked).containsExactly("99985..99985");
    }

    private void storeWithout(long from, long to, long... missing) {
        CandleSeries.Builder candles = CandleSeries.builder(Timeframe.M15);
        for (long number = from; number < to; number++) {
            long here = number;
            if (Arrays.stream(missing).noneMatch(one -> one == here)) {
                candles = candles.add(number * LENGTH, 1, 2, 1, 2, (double) number);
            }
        }
        var _ = store().merge(KEY, candles.build(), false);
    }

    @Test
    void aQuestionThatFailsIsAskedAgain() {
        ScriptedArchive archive = new ScriptedArchive();
        archive.failsOnceAt = 3;

        assertThat(download(archive, from(99_900)).total()).isEqualTo(100);
    }

    @Test
    void whatWasNeverAnsweredIsNotAskedForAgain() {
        ScriptedArchive archive = new ScriptedArchive();
        archive.answersLeft = 0;

        assertThatThrownBy(() -> download(archive, from(99_900))).hasMessage("cab: the line is down");
        assertThat(archive.asked).hasSize(1);
    }

    @Test
    void theReachOfTheExchangeIsSaid() {
        ScriptedArchive archive = new ScriptedArchive();
        archive.reach = OptionalInt.of(22);

        DataProgram.Stored stored = download(archive, from(99_900));

        assertThat(stored.total()).isEqualTo(20);
        assertThat(notes).singleElement().asString().contains("serves the last 22 candles of 15m and none before");
        archive.nowMs = NOW + 100 * LENGTH;
        assertThat(download(archive, Optional.empty()).missing()).isEqualTo(80);
        assertThat(notes.getLast()).contains("the candles in between will be missing");
    }

    @Test
    void theTimeBeforeTheListingIsNotAskedForForEver() {
        ScriptedArchive archive = new ScriptedArchive();
        archive.listedAt = 99_950;

        DataProgram.Stored stored = download(archive, from(0));

        assertThat(stored.total()).isEqualTo(50);
        assertThat(archive.asked).hasSize(15);
        assertThat(notes).containsExactly("Scripted has no earlier candles of BTC/USDT");
    }

    @Test
    void aSpanInThePastIsReadToItsEnd() {
        ScriptedArchive archive = new ScriptedArchive();

        DataProgram.Stored stored = new CandleDownload(store(), KEY, archive, progress::add, Duration.ZERO)
                .run(from(500), from(530), notes::add);

        assertThat(stored.total()).isEqualTo(30);
        assertThat(read().openTimeMs(29)).isEqualTo(529 * LENGTH);
    }

    @Test
    void candlesComeOverSocketsFromBothExchanges() throws IOException {
        ExchangeProgram.Request served = new ExchangeProgram.Request(
                "127.0.0.1",
                0,
                List.of(KEY.symbol()),
                new ExchangeProgram.Market(Optional.empty(), Timeframe.M1, 1, 1, false),
                new ExchangeProgram.Access("local-key", "local-secret", 1, List.of(), false),
                "",
                Optional.empty(),
                false,
                true);
        try (ExchangeWorld world = ExchangeWorld.open(served, fault -> {
                    throw new AssertionError(fault);
                });
                ExchangeServer server = new ExchangeServer(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        world.faces(),
                        Optional.of(world.truth()),
                        world.faults())) {
            world.start();
            server.start();
            DataRunner runner = new DataRunner(new SettingsReader(
                    Map.of("DATA_DIR", folder.toString(), "STRATEGIES_DIR", "", "EXCHANGE_URL", server.url())));

            List<DataProgram.Stored> ofGate =
                    runner.download(request("gateio", Timeframe.M1), progress::add, notes::add);
            List<DataProgram.Stored> ofBybit =
                    runner.download(request("bybit", Timeframe.H1), progress::add, notes::add);

            assertThat(ofGate.getFirst().total()).isBetween(9_000, 9_998);
            assertThat(ofBybit.getFirst().total()).isBetween(8_000, 8_785);
            anHourIsTakenOutAndComesBack(runner);
            assertThat(notes).singleElement().asString().startsWith("Gate.io serves the last 10000 candles of 1m");
            assertThatThrownBy(() -> runner.download(request("gateio", Timeframe.M3), progress::add, notes::add))
                    .hasMessageContaining("Gate.io has no candles of 3m, but of 1m, 5m");
        }
    }

    private void anHourIsTakenOutAndComesBack(DataRunner runner) throws IOException {
        CandleKey key = new CandleKey("bybit", KEY.symbol(), Timeframe.H1);
        CandleStore store = CandleStore.in(folder);
        CandleSeries whole = ((StoredSeries.Read) store.read(key)).candles();
        CandleSeries.Builder holed = CandleSeries.builder(Timeframe.H1);
        for (int index = 0; index < whole.size(); index++) {
            if (index < 5_000 || index >= 5_030) {
                holed = holed.add(
                        whole.openTimeMs(index),
                        whole.open(index),
                        whole.high(index),
                        whole.low(index),
                        whole.close(index),
                        whole.volume(index));
            }
        }
        Files.delete(store.fileOf(key));
        var _ = store.merge(key, holed.build(), false);

        DataProgram.Stored refilled = runner.download(request("bybit", Timeframe.H1), progress::add, notes::add)
                .getFirst();

        assertThat(refilled.missing()).isEqualTo(whole.missing());
        assertThat(refilled.total()).isGreaterThanOrEqualTo(whole.size());
    }

    @Test
    void anExchangeWithoutAnAdapterIsNamed() {
        DataRunner runner =
                new DataRunner(new SettingsReader(Map.of("DATA_DIR", folder.toString(), "STRATEGIES_DIR", "")));

        assertThatThrownBy(() -> runner.download(request("coinbase", Timeframe.M1), progress::add, notes::add))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("oinbase");
    }

    private static DataProgram.DownloadRequest request(String exchange, Timeframe timeframe) {
        return new DataProgram.DownloadRequest(
                Optional.empty(),
                Optional.of(exchange),
                List.of(KEY.symbol()),
                List.of(timeframe),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Instant> from(long candle) {
        return Optional.of(Instant.ofEpochMilli(candle * LENGTH));
    }

    private DataProgram.Stored download(ScriptedArchive archive, Optional<Instant> from) {
        return new CandleDownload(store(), KEY, archive, progress::add, Duration.ZERO)
                .run(from, Optional.empty(), notes::add);
    }

    private CandleStore store() {
        return CandleStore.in(folder);
    }

    private CandleSeries read() {
        return store().read(KEY) instanceof StoredSeries.Read(CandleSeries candles)
                ? candles
                : CandleSeries.builder(Timeframe.M15).build();
    }

    /** Ten candles a page; answers as it is told to. */
    private static final class ScriptedArchive implements CandleArchive {

        private final List<String> asked = new ArrayList<>();
        private long nowMs = NOW;
        private OptionalInt reach = OptionalInt.empty();
        private long listedAt;
        private int answersLeft = Integer.MAX_VALUE;
        private int failsOnceAt;
        private List<Long> lacks = List.of();

        @Override
        public String title() {
            return "Scripted";
        }

        @Override
        public OptionalInt reach() {
            return reach;
        }

        @Override
        public int page() {
            return 10;
        }

        @Override
        public boolean has(Timeframe timeframe) {
            return true;
        }

        @Override
        public Instant now() {
            return Instant.ofEpochMilli(nowMs);
        }

        @Override
        public List<Candle> closedBetween(Symbol symbol, Timeframe timeframe, long fromMs, long toMs) {
            asked.add(fromMs / LENGTH + ".." + toMs / LENGTH);
            if (answersLeft-- <= 0 || asked.size() == failsOnceAt) {
                throw new UnreachableException("the line is down");
            }
            List<Candle> candles = new ArrayList<>();
            for (long openMs = Math.max(fromMs, listedAt * LENGTH); openMs <= toMs; openMs += LENGTH) {
                if (!lacks.contains(openMs / LENGTH)) {
                    candles.add(new Candle(openMs, openMs + LENGTH, 1, 2, 1, 2, openMs / (double) LENGTH));
                }
            }
            return candles;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
