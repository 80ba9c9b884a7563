package cab.infrastructure.marketdata.store;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.marketdata.store.KnownGaps.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnownGapsTest {

    private static final CandleKey KEY = new CandleKey("gateio", Symbol.of("BTC/USDT"), Timeframe.M1);

    @TempDir
    private Path folder;

    @Test
    void spansThatTouchOrOverlapAreOne() {
        KnownGaps known = KnownGaps.none().with(10, 20).with(30, 40).with(50, 60);

        assertThat(known.with(20, 30).all()).containsExactly(new Span(10, 40), new Span(50, 60));
        assertThat(known.with(15, 55).all()).containsExactly(new Span(10, 60));
        assertThat(known.with(21, 29).all()).hasSize(4);
        assertThat(known.with(5, 5)).isEqualTo(known);
    }

    @Test
    void itKnowsWhatASetOfInstantsKnows() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            KnownGaps known = KnownGaps.none();
            BitSet instants = new BitSet();
            for (int step = 0; step < 20; step++) {
                int from = random.nextInt(100);
                int to = from + random.nextInt(12);
                known = known.with(from, to);
                instants.set(from, to);
            }
            BitSet told = new BitSet();
            known.all().forEach(span -> told.set((int) span.fromMs(), (int) span.toMs()));
            BitSet unknown = new BitSet();
            known.unknownOf(new Span(20, 80)).forEach(span -> unknown.set((int) span.fromMs(), (int) span.toMs()));
            instants.flip(20, 80);
            BitSet expected = instants.get(0, 80);
            expected.clear(0, 20);
            instants.flip(20, 80);

            assertThat(told).as("seed %d", seed).isEqualTo(instants);
            assertThat(unknown).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void whatHasBeenFilledIsNotKept() {
        CandleSeries candles = CandleSeries.builder(Timeframe.M1)
                .add(0, 1, 1, 1, 1, 1)
                .add(5 * 60_000, 1, 1, 1, 1, 1)
                .add(6 * 60_000, 1, 1, 1, 1, 1)
                .build();

        assertThat(KnownGaps.none().with(2 * 60_000, 9 * 60_000).within(candles).all())
                .containsExactly(new Span(2 * 60_000, 5 * 60_000));
        assertThat(KnownGaps.gapsOf(candles)).containsExactly(new Span(60_000, 5 * 60_000));
    }

    /** A market that trades seldom has so many: each of them must not be looked for among all others. */
    @Test
    void aHundredThousandOfThemAreNoMoreThanAsMany() {
        CandleSeries.Builder series = CandleSeries.builder(Timeframe.M1);
        List<Span> missing = new ArrayList<>();
        for (int index = 0; index < 200_000; index += 2) {
            series = series.add(index * 60_000L, 1, 1, 1, 1, 1);
            missing.add(new Span((index + 1) * 60_000L, (index + 2) * 60_000L));
        }
        CandleSeries candles = series.build();
        KnownGaps known = KnownGaps.none().with(missing);

        assertThat(known.all()).isEqualTo(missing);
        assertThat(known.within(candles).all()).isEqualTo(missing.subList(0, missing.size() - 1));
        assertThat(KnownGaps.gapsOf(candles))
                .allSatisfy(gap -> assertThat(known.unknownOf(gap)).isEmpty());
    }

    @Test
    void theStoreRemembersThem() throws IOException {
        CandleStore store = CandleStore.in(folder);
        KnownGaps known = KnownGaps.none().with(60_000, 120_000).with(240_000, 300_000);

        store.remember(KEY, known);

        assertThat(store.knownGaps(KEY)).isEqualTo(known);
        assertThat(store.keys()).as("no series of candles").isEmpty();
        Path file = store.fileOf(KEY).resolveSibling("BTC_USDT-1m.gaps");
        assertThat(file).isRegularFile();
        store.remember(KEY, KnownGaps.none());
        assertThat(file).doesNotExist();
    }

    @Test
    void linesThatAreNoSpansAreForgotten() throws IOException {
        CandleStore store = CandleStore.in(folder);
        store.remember(KEY, KnownGaps.none().with(1, 2));
        Path file = store.fileOf(KEY).resolveSibling("BTC_USDT-1m.gaps");

        Path _ = Files.writeString(file, "60000 120000\n7 nine\n-5 8\n99999999999999999999 3\n\n9 1\n");
        assertThat(store.knownGaps(KEY).all()).containsExactly(new Span(60_000, 120_000));
        Path _ = Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 10});
        assertThat(store.knownGaps(KEY)).isEqualTo(KnownGaps.none());
    }
}
