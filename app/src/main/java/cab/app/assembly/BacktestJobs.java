package cab.app.assembly;

import cab.app.http.BacktestDesk;
import cab.app.http.BacktestWish;
import cab.app.jobs.JobEnd;
import cab.app.jobs.JobProgress;
import cab.app.jobs.JobQueue;
import cab.app.jobs.JobView;
import cab.cli.BacktestText;
import cab.cli.PortfolioText;
import cab.cli.Refusal;
import cab.domain.market.Symbol;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SimulationSettings;
import cab.infrastructure.config.StrategySettings;
import cab.infrastructure.config.TradingSettings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backtests beside a running program: with its strategies and settings where nothing else is chosen, over candles that
 * are stored on its machine, one at a time. What is kept of one is its document. Thread-safe.
 */
final class BacktestJobs implements BacktestDesk {

    private static final Logger LOG = LoggerFactory.getLogger(BacktestJobs.class);

    /** Candles of one backtest: four years of minutes and more. */
    static final long CANDLES_MAX = 3_000_000;

    /** What a candle takes while it is read and played: the file, and the part of it that is meant. */
    private static final long BYTES_A_CANDLE = 128;

    /** One part in so many of the memory is for candles at most: the rest is for the trading. */
    private static final long SHARE_OF_MEMORY = 4;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final OfferedSettings offered;
    private final CandleSource candles;
    private final JobQueue jobs;
    private final String version;
    private final long candlesMax;

    /**
     * @param running the settings that the program trades by
     * @param version of the program
     */
    BacktestJobs(Settings running, CandleSource candles, JobQueue jobs, String version) {
        this(running, candles, jobs, version, Runtime.getRuntime().maxMemory());
    }

    /** @param memory bytes that the program may use */
    BacktestJobs(Settings running, CandleSource candles, JobQueue jobs, String version, long memory) {
        this.version = version;
        this.offered = new OfferedSettings(running);
        this.candles = candles;
        this.jobs = jobs;
        this.candlesMax = Math.min(CANDLES_MAX, memory / SHARE_OF_MEMORY / BYTES_A_CANDLE);
    }

    @Override
    public Submission submit(BacktestWish wish) {
        List<String> faults = new ArrayList<>();
        Optional<Settings> settings = settings(wish, faults);
        long count = 0;
        for (Symbol symbol : wish.symbols()) {
            switch (candles.look(wish, symbol)) {
                case CandleSource.Look.Missing(String fault) -> faults.add("symbol: " + fault);
                case CandleSource.Look.There(long some) -> count += some;
            }
        }
        if (count > candlesMax) {
            faults.add("timeframe: " + count + " candles are stored for it, a backtest beside the trading can have "
                    + candlesMax + " on this machine: store longer ones");
        }
        if (settings.isEmpty() || !faults.isEmpty()) {
            return new Submission.Refused(faults);
        }
        return jobs.submit(shown(wish, settings.get()), progress -> run(wish, settings.get(), progress))
                .<Submission>map(Submission.Taken::new)
                .orElseGet(() -> new Submission.Full(jobs.waitingMax()));
    }

    private Optional<Settings> settings(BacktestWish wish, List<String> faults) {
        Map<String, String> fields = new TreeMap<>();
        fields.put(TradingSettings.PAPER_CASH.name(), wish.cash());
        fields.put(SimulationSettings.SIM_FEE_PCT.name(), wish.fee());
        if (!wish.strategies().isEmpty()) {
            fields.put(StrategySettings.STRATEGY_SET.name(), String.join(",", wish.strategies()));
        }
        wish.mode().ifPresent(mode -> fields.put(StrategySettings.STRATEGY_MODE.name(), mode));
        return switch (offered.with(wish.settings(), fields)) {
            case OfferedSettings.Outcome.Valid(Settings settings) -> Optional.of(settings);
            case OfferedSettings.Outcome.Invalid(List<String> wrong) -> {
                faults.addAll(wrong);
                yield Optional.empty();
            }
        };
    }

    private JobEnd run(BacktestWish wish, Settings settings, JobProgress progress) {
        try {
            return wish.symbols().size() == 1 ? alone(wish, settings, progress) : together(wish, settings, progress);
        } catch (Refusal refusal) {
            // It may name files, which are for the log alone.
            LOG.warn("a backtest cannot be run: {}", refusal.getMessage());
            return new JobEnd.Failed("its candles or the model of the program cannot be used; the log says why");
        }
    }

    private JobEnd alone(BacktestWish wish, Settings settings, JobProgress progress) {
        Symbol symbol = wish.symbols().getFirst();
        CandleSupply.Supply supply = candles.read(wish, symbol);
        return BacktestRunner.reported(settings, symbol, supply, version, progress::at)
                .<JobEnd>map(done -> new JobEnd.Done(document(BacktestText.document(done), done.notes())))
                .orElseGet(JobEnd.Cancelled::new);
    }

    private JobEnd together(BacktestWish wish, Settings settings, JobProgress progress) {
        List<PortfolioRunner.Market> markets = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Symbol symbol : wish.symbols()) {
            CandleSupply.Supply supply = candles.read(wish, symbol);
            markets.add(new PortfolioRunner.Market(symbol, supply.candles(), supply.finer()));
            notes.addAll(supply.notes());
            if (!progress.at(0)) {
                return new JobEnd.Cancelled();
            }
        }
        Optional<String> fault = PortfolioRunner.faultOf(markets);
        if (fault.isPresent()) {
            return new JobEnd.Failed(fault.get());
        }
        return PortfolioRunner.together(settings, markets, notes, version, 1, progress::at)
                .<JobEnd>map(done -> new JobEnd.Done(document(PortfolioText.document(done), done.notes())))
                .orElseGet(JobEnd.Cancelled::new);
    }

    /** What {@code cab backtest --json} prints, and what it says beside it. */
    private static JsonNode document(Map<String, ? extends @Nullable Object> printed, List<String> said) {
        ObjectNode document = MAPPER.valueToTree(printed);
        ArrayNode notes = document.putArray("notes");
        said.forEach(notes::add);
        return document;
    }

    /** The wish with what was not said filled in. */
    private static ObjectNode shown(BacktestWish wish, Settings settings) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("symbol", wish.symbols().stream().map(Symbol::toString).collect(Collectors.joining(",")))
                .put("timeframe", wish.timeframe().label())
                .put("from", wish.from().map(Instant::toString).orElse(null))
                .put("to", wish.to().map(Instant::toString).orElse(null));
        wish.exchange().ifPresent(name -> json.put("exchange", name));
        ArrayNode strategies = json.putArray("strategies");
        settings.get(StrategySettings.STRATEGY_SET).forEach(strategies::add);
        json.put("mode", settings.get(StrategySettings.STRATEGY_MODE).name().toLowerCase(Locale.ROOT))
                .put("cash", settings.get(TradingSettings.PAPER_CASH).toPlainString())
                .put("fee", settings.get(SimulationSettings.SIM_FEE_PCT).value().toPlainString());
        ObjectNode chosen = json.putObject("settings");
        new TreeMap<>(wish.settings()).forEach(chosen::put);
        return json;
    }

    @Override
    public List<JobView> latest(int count) {
        return jobs.latest(count);
    }

    @Override
    public Optional<JobView> find(String id) {
        return jobs.find(id);
    }

    @Override
    public Optional<JobView> cancel(String id) {
        return jobs.cancel(id);
    }
}
