package cab.app.assembly;

import cab.application.optimize.SearchSpace;
import cab.application.optimize.Trial;
import cab.application.port.StorageException;
import cab.cli.OptimizeProgram;
import cab.domain.market.CandleSeries;
import cab.domain.money.Money;
import cab.infrastructure.config.SettingsVariants;
import cab.infrastructure.config.StrategySettings;
import cab.infrastructure.config.TradingSettings;
import cab.infrastructure.study.KeptStudy;
import cab.infrastructure.study.StudyLog;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Searches settings for the command line. */
public final class OptimizeRunner implements OptimizeProgram {

    private final SettingsReader reader;
    private final InstantSource clock;

    public OptimizeRunner(SettingsReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public Outcome run(Request request, Listener listener) {
        Prepared prepared = prepare(request);
        StudyArchive archive = new StudyArchive(prepared.variants.base());
        Map<String, String> standsOn = prepared.standsOn();
        try (StudyLog log = archive.folder()
                .begin(archive.head(clock.instant(), request, prepared.lines, prepared.planned, standsOn))) {
            return prepared.run(listener, Map.of(), Optional.of(log));
        } catch (StorageException unwritable) {
            throw StudyArchive.refusal(unwritable.getMessage());
        }
    }

    @Override
    public Outcome resume(ResumeRequest request, Listener listener) {
        StudyArchive archive = new StudyArchive(reader.read(request.envFile()));
        KeptStudy study = archive.find(request.name());
        Prepared prepared = prepare(StudyArchive.request(study, request));
        StudyArchive.requireSame(study.head(), prepared.standsOn());
        if (request.isShownOnly()) {
            return prepared.run(new ShownOnly(listener), study.trials(), Optional.empty());
        }
        try (StudyLog log = archive.folder().goOn(study, prepared.planned.plan().trials())) {
            return prepared.run(listener, study.trials(), Optional.of(log));
        } catch (StorageException unwritable) {
            throw StudyArchive.refusal(unwritable.getMessage());
        }
    }

    @Override
    public List<Summary> list(Optional<Path> envFile) {
        try {
            return new StudyArchive(reader.read(envFile)).summaries();
        } catch (StorageException unreadable) {
            throw StudyArchive.refusal(unreadable.getMessage());
        }
    }

    private Prepared prepare(Request request) {
        Map<String, String> overrides = new HashMap<>(request.overrides());
        if (!request.strategies().isEmpty()) {
            overrides.put(StrategySettings.STRATEGY_SET.name(), String.join(",", request.strategies()));
        }
        SettingsVariants variants = reader.variants(request.envFile(), overrides);
        SpaceReader spaces = new SpaceReader(variants);
        SearchSpace space = spaces.read(request.space());
        CandleSupply.Supply supply =
                new CandleSupply(variants.base()).candles(request.candles(), request.symbol(), request.timeframe());
        PlannedStudy planned = PlannedStudy.of(space, request.search(), supply.candles());
        return new Prepared(request, variants, spaces.lines(), supply, planned);
    }

    /** A study that is ready to run. */
    private record Prepared(
            Request request,
            SettingsVariants variants,
            List<String> lines,
            CandleSupply.Supply supply,
            PlannedStudy planned) {

        Map<String, String> standsOn() {
            return StudyArchive.standsOn(variants.chosen(), supply.candles());
        }

        Outcome run(Listener listener, Map<Integer, Map<Integer, Trial>> known, Optional<StudyLog> log) {
            CandleSeries candles = supply.candles();
            listener.planned(new Planned(
                    planned.plan(),
                    Math.max(1, planned.windows().size()),
                    known.values().stream().mapToInt(Map::size).sum(),
                    supply.notes()));
            try (TrialWorkers workers = new TrialWorkers(request.jobs(), listener::isStopWanted)) {
                SearchedMarket market = new SearchedMarket(variants, request.symbol(), candles, workers);
                Money cash = new Money(
                        variants.base().get(TradingSettings.PAPER_CASH),
                        request.symbol().quote());
                return new RunningStudy(request, planned, market, candles, new StudyKeeper(listener, known, log))
                        .run(cash);
            }
        }
    }

    /** Lets nothing be run. */
    private record ShownOnly(Listener listener) implements Listener {

        @Override
        public void planned(Planned planned) {
            listener.planned(planned);
        }

        @Override
        public void ended(Trial trial) {
            throw new IllegalStateException("a study that is only shown runs no trial, ran " + trial);
        }

        @Override
        public boolean isStopWanted() {
            return true;
        }
    }
}
