package cab.infrastructure.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.optimize.Goal;
import cab.application.optimize.Objective;
import cab.application.optimize.Point;
import cab.application.optimize.SamplerKind;
import cab.application.optimize.Trial;
import cab.application.optimize.TrialFigures;
import cab.application.optimize.TrialOutcome;
import cab.application.optimize.WalkForwardPlan;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StudyFolderTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

    private static final StudyHead HEAD = new StudyHead(
            "20261121-101530-ema_cross",
            NOW,
            new StudyHead.Candles(
                    Optional.of("btc.csv"),
                    Optional.empty(),
                    Optional.of(NOW),
                    Optional.empty(),
                    Symbol.of("BTC/USDT"),
                    Timeframe.M15),
            List.of("ema_cross"),
            Map.of("PAPER_CASH", "10000"),
            List.of("STRATEGY_EMA_CROSS_FAST=5..50"),
            new StudyHead.Search(
                    SamplerKind.TPE,
                    200,
                    new Goal(Objective.CALMAR, 12),
                    7,
                    Optional.of(new WalkForwardPlan(Duration.ofDays(180), Duration.ofDays(30), true)),
                    9),
            Map.of("candles", "1000"));

    private static final Trial TRADED = new Trial(
            3,
            new Point(List.of(1, 22)),
            new TrialOutcome.Evaluated(
                    new TrialFigures(
                            0.1 + 0.2,
                            3.25,
                            40,
                            20,
                            OptionalDouble.of(-1.5e-7),
                            OptionalDouble.empty(),
                            OptionalDouble.of(1.0 / 3),
                            30,
                            2.5),
                    Optional.of("a model decides")));

    private static final Trial REFUSED =
            new Trial(4, new Point(List.of(2, 0)), new TrialOutcome.Refused("fast must be less than slow"));

    private static final Trial FAILED = new Trial(0, new Point(List.of(2, 1)), new TrialOutcome.Failed("overflow"));

    @TempDir
    private Path directory;

    private StudyFolder folder = new StudyFolder(Path.of("."));

    @BeforeEach
    void open() {
        folder = new StudyFolder(directory);
    }

    @Test
    void whatWasKeptIsReadToTheLastBit() {
        keep(TRADED, REFUSED, FAILED);

        KeptStudy kept = folder.read(HEAD.name()).orElseThrow();

        assertThat(kept.head()).isEqualTo(HEAD);
        assertThat(kept.ofWindow(0)).containsExactly(Map.entry(3, TRADED), Map.entry(4, REFUSED));
        assertThat(kept.ofWindow(8)).containsExactly(Map.entry(0, FAILED));
        assertThat(kept.done()).isEqualTo(3);
        assertThat(kept.planned()).isEqualTo(1_800);
        assertThat(folder.names()).containsExactly(HEAD.name());
    }

    @Test
    void aLineThatAKillCutOffIsDroppedAndWrittenOver() throws IOException {
        keep(TRADED, REFUSED, FAILED);
        Path file = directory.resolve("studies").resolve(HEAD.name() + ".jsonl");
        Path _ = Files.writeString(file, "{\"w\":0,\"n\":5,\"p\":[1", StandardOpenOption.APPEND);
        KeptStudy cut = folder.read(HEAD.name()).orElseThrow();
        assertThat(cut.done()).isEqualTo(3);

        try (StudyLog log = folder.goOn(cut, 200)) {
            log.add(1, FAILED);
        }

        assertThat(folder.read(HEAD.name()).orElseThrow().ofWindow(1)).containsExactly(Map.entry(0, FAILED));
    }

    @Test
    void anotherNumberOfTrialsIsKept() {
        keep(TRADED, REFUSED, FAILED);

        folder.goOn(folder.read(HEAD.name()).orElseThrow(), 300).close();

        assertThat(folder.read(HEAD.name()).orElseThrow().head().search().trials())
                .isEqualTo(300);
    }

    @Test
    void aStudyIsNotGoneOnWithTwiceAtOnce() {
        try (StudyLog first = folder.begin(HEAD)) {
            first.add(0, TRADED);
            KeptStudy kept = folder.read(HEAD.name()).orElseThrow();

            assertThatThrownBy(() -> folder.goOn(kept, 200)).hasMessageEndingWith("by another process");
        }
    }

    @Test
    void aFileThatIsNoStudyIsRefusedWithItsLine() throws IOException {
        keep(TRADED, REFUSED, FAILED);
        Path file = directory.resolve("studies").resolve(HEAD.name() + ".jsonl");
        Path _ = Files.writeString(file, "{\"w\":0,\"n\":-5}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> folder.read(HEAD.name()))
                .hasMessageContaining("line 5 is no line of a study: n is missing or wrong, was -5");

        Path _ = Files.writeString(file, "{\"study\":2}\n");
        assertThatThrownBy(() -> folder.read(HEAD.name())).hasMessageContaining("must be a study of version 1, was 2");
        Path _ = Files.writeString(file, "");
        assertThatThrownBy(() -> folder.read(HEAD.name())).hasMessageContaining("is empty");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(folder.read("nothing")).isEmpty();
        assertThat(folder.read("../etc/passwd")).isEmpty();
        assertThat(folder.names()).isEmpty();
    }

    @Test
    void twoStudiesOfOneSecondHaveTwoNames() {
        String first = folder.freeName(NOW, "ema_cross,rsi momentum");
        assertThat(first).isEqualTo("20261121-101530-ema_cross-rsi-momentum");
        assertThat(folder.freeName(NOW, "ema_cross")).isEqualTo(HEAD.name());
        folder.begin(HEAD).close();

        assertThat(folder.freeName(NOW, "ema_cross")).isEqualTo(HEAD.name() + "-2");
    }

    private void keep(Trial first, Trial second, Trial third) {
        try (StudyLog log = folder.begin(HEAD)) {
            log.add(0, first);
            log.add(0, second);
            log.add(8, third);
        }
    }
}
