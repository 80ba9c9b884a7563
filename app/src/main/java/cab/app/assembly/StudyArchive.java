package cab.app.assembly;

import cab.application.optimize.Goal;
import cab.application.port.StorageException;
import cab.cli.CandleSelection;
import cab.cli.ExitCode;
import cab.cli.OptimizeProgram;
import cab.cli.Refusal;
import cab.domain.market.CandleSeries;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.StorageSettings;
import cab.infrastructure.study.KeptStudy;
import cab.infrastructure.study.StudyFolder;
import cab.infrastructure.study.StudyHead;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The studies that were kept, for the command line. Immutable. */
final class StudyArchive {

    private static final String CANDLES = "candles";
    private static final String CANDLES_HASH = "candles_sha256";

    /** Candles: a digest takes many in no more time than a few. */
    private static final int HASHED_AT_ONCE = 1_024;

    /** What settings begin with that have a bearing on a backtest. */
    private static final List<String> TRADED_BY = List.of(
            "STRATEGY_",
            "MTF_",
            "FUSION_",
            "RISK_",
            "SAFETY_",
            "STOP_",
            "TRAILING_",
            "POSITION_",
            "FIXED_",
            "SIM_",
            "PAPER_CASH",
            "AI_",
            "REGIME_",
            "SETTLEMENT_");

    private final StudyFolder folder;

    StudyArchive(Settings settings) {
        this.folder = new StudyFolder(settings.get(StorageSettings.DATA_DIR));
    }

    StudyFolder folder() {
        return folder;
    }

    /** @throws Refusal when there is no such study, or it cannot be read */
    KeptStudy find(Optional<String> name) {
        try {
            return name.isPresent() ? named(name.get()) : latestUnfinished();
        } catch (StorageException unreadable) {
            throw refusal(unreadable.getMessage());
        }
    }

    private KeptStudy named(String name) {
        List<String> names = folder.names();
        return folder.read(name)
                .orElseThrow(() -> new Refusal(
                        ExitCode.USAGE,
                        List.of("cab: there is no study '" + name + "' in " + folder.folder() + "; "
                                + (names.isEmpty() ? "none is kept" : "the latest is " + names.getFirst())
                                + "; see --list")));
    }

    private KeptStudy latestUnfinished() {
        for (String name : folder.names()) {
            Optional<KeptStudy> study = folder.read(name);
            if (study.isPresent() && study.get().done() < study.get().planned()) {
                return study.get();
            }
        }
        throw refusal("no study in " + folder.folder() + " was interrupted; --list shows those that are kept");
    }

    /** All studies, those that cannot be read with the reason. */
    List<OptimizeProgram.Summary> summaries() {
        return folder.names().stream().map(this::summary).toList();
    }

    private OptimizeProgram.Summary summary(String name) {
        try {
            KeptStudy study = folder.read(name).orElseThrow();
            StudyHead head = study.head();
            Goal goal = head.search().goal();
            OptionalDouble best = study.trials().values().stream()
                    .map(Map::values)
                    .flatMap(Collection::stream)
                    .flatMapToDouble(trial -> goal.of(trial).stream())
                    .max();
            String what = head.candles().symbol() + " " + head.candles().timeframe() + " "
                    + String.join(",", head.strategies()) + ", "
                    + head.search().sampler().word() + ", "
                    + goal.objective().word()
                    + (head.search().walkForward().isPresent() ? ", walk forward" : "");
            return new OptimizeProgram.Summary(name, what, study.done(), study.planned(), best, "");
        } catch (StorageException unreadable) {
            return new OptimizeProgram.Summary(
                    name, "", 0, 0, OptionalDouble.empty(), String.valueOf(unreadable.getMessage()));
        }
    }

    /** What was asked for when the study began, with what is asked for now. */
    static OptimizeProgram.Request request(KeptStudy study, OptimizeProgram.ResumeRequest resumed) {
        StudyHead head = study.head();
        return new OptimizeProgram.Request(
                resumed.envFile(),
                new CandleSelection(
                        head.candles().file().map(Path::of),
                        head.candles().exchange(),
                        head.candles().from(),
                        head.candles().to()),
                head.candles().symbol(),
                head.candles().timeframe(),
                head.strategies(),
                head.overrides(),
                head.space(),
                new OptimizeProgram.Search(
                        Optional.of(head.search().sampler()),
                        resumed.trials().or(() -> Optional.of(head.search().trials())),
                        head.search().goal(),
                        head.search().seed(),
                        head.search().walkForward()),
                resumed.jobs(),
                resumed.top(),
                resumed.report());
    }

    /** The head of a study that is about to begin. */
    StudyHead head(
            Instant now,
            OptimizeProgram.Request request,
            List<String> space,
            PlannedStudy planned,
            Map<String, String> standsOn) {
        return new StudyHead(
                folder.freeName(now, request.strategies().isEmpty() ? "study" : String.join("-", request.strategies())),
                now,
                new StudyHead.Candles(
                        request.candles()
                                .file()
                                .map(file -> file.toAbsolutePath().normalize().toString()),
                        request.candles().exchange(),
                        request.candles().from(),
                        request.candles().to(),
                        request.symbol(),
                        request.timeframe()),
                request.strategies(),
                request.overrides(),
                space,
                new StudyHead.Search(
                        planned.plan().sampler(),
                        planned.plan().trials(),
                        planned.plan().goal(),
                        planned.plan().seed(),
                        request.search().walkForward(),
                        Math.max(1, planned.windows().size())),
                standsOn);
    }

    /** What the trials of a study depend on, beside their own settings. */
    static Map<String, String> standsOn(Map<String, String> chosen, CandleSeries candles) {
        Map<String, String> standsOn = new TreeMap<>();
        chosen.forEach((name, value) -> {
            if (TRADED_BY.stream().anyMatch(name::startsWith)) {
                standsOn.put(name, value);
            }
        });
        standsOn.put(CANDLES, String.valueOf(candles.size()));
        standsOn.put(CANDLES_HASH, hash(candles));
        return standsOn;
    }

    /** @throws Refusal with what has changed since the study began */
    static void requireSame(StudyHead head, Map<String, String> now) {
        Map<String, String> names = new TreeMap<>(head.standsOn());
        names.putAll(now);
        for (String name : names.keySet()) {
            Optional<String> before = Optional.ofNullable(head.standsOn().get(name));
            Optional<String> today = Optional.ofNullable(now.get(name));
            if (!before.equals(today)) {
                throw refusal("study " + head.name() + " cannot be gone on with: " + name + " was "
                        + before.orElse("not set") + " and is " + today.orElse("not set"));
            }
        }
    }

    private static String hash(CandleSeries candles) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer rows = ByteBuffer.allocate(HASHED_AT_ONCE * 6 * Long.BYTES);
            for (int index = 0; index < candles.size(); index++) {
                rows.putLong(candles.openTimeMs(index))
                        .putDouble(candles.open(index))
                        .putDouble(candles.high(index))
                        .putDouble(candles.low(index))
                        .putDouble(candles.close(index))
                        .putDouble(candles.volume(index));
                if (!rows.hasRemaining() || index == candles.size() - 1) {
                    digest.update(rows.flip());
                    rows.clear();
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    static Refusal refusal(@Nullable String problem) {
        return new Refusal(ExitCode.DOES_NOT_HOLD, List.of("cab: " + problem));
    }
}
