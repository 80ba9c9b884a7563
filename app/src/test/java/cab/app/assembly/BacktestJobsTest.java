package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import cab.app.http.BacktestDesk.Submission;
import cab.app.http.BacktestWish;
import cab.app.jobs.JobLimits;
import cab.app.jobs.JobQueue;
import cab.app.jobs.JobState;
import cab.app.jobs.JobView;
import cab.cli.BacktestProgram;
import cab.cli.BacktestText;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.config.Setting;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SettingsCatalogue;
import cab.infrastructure.config.SettingsLoader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BacktestJobsTest {

    private static final Symbol BTC = Symbol.of("BTC/USDT");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Symbol ETH = Symbol.of("ETH/USDT");
    private static final long MEMORY = 1L << 30;

    private final AtomicInteger number = new AtomicInteger();
    private final JobQueue queue = new JobQueue(
            JobLimits.usual(), InstantSource.system(), System::nanoTime, () -> "id-" + number.incrementAndGet());
    private final Shelf shelf = new Shelf(walk(7, 30_000));

    @AfterEach
    void close() {
        queue.close();
    }

    /** Candles of BTC/USDT alone. */
    private static final class Shelf implements CandleSource {

        private final CandleSeries candles;
        private boolean isBroken;

        private Shelf(CandleSeries candles) {
            this.candles = candles;
        }

        @Override
        public Look look(BacktestWish wish, Symbol symbol) {
            return symbol.equals(BTC) || symbol.equals(ETH)
                    ? new Look.There(candles.size())
                    : new Look.Missing("no candles of " + symbol + " are stored, stored is BTC/USDT 15m");
        }

        @Override
        public CandleSupply.Supply read(BacktestWish wish, Symbol symbol) {
            if (isBroken) {
                throw new Refusal(ExitCode.DOES_NOT_HOLD, List.of("cab: /secret/path is damaged"));
            }
            return new CandleSupply.Supply(candles, List.of("a gap"));
        }
    }

    private static CandleSeries walk(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        CandleSeries.Builder builder = CandleSeries.builder(Timeframe.M15);
        double close = 30_000;
        for (int index = 0; index < count; index++) {
            double open = close;
            close = open * (1 + (random.nextDouble() - 0.5) * 0.01);
            builder = builder.add(
                    1_704_067_200_000L + index * 900_000L,
                    open,
                    Math.max(open, close) * 1.001,
                    Math.min(open, close) * 0.999,
                    close,
                    100);
        }
        return builder.build();
    }

    private static Settings running(Map<String, String> environment) {
        Map<String, String> values = new TreeMap<>(environment);
        values.put("STRATEGIES_DIR", "");
        return new SettingsReader(values).read(Optional.empty());
    }

    private BacktestJobs desk(Map<String, String> environment) {
        return new BacktestJobs(running(environment), shelf, queue, "test", MEMORY);
    }

    private static BacktestWish wish(Symbol symbol, Map<String, String> settings) {
        return new BacktestWish(
                List.of(symbol),
                Timeframe.M15,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("ema_cross"),
                Optional.empty(),
                settings,
                "10000",
                "0.1");
    }

    private static List<String> faults(Submission submission) {
        assertThat(submission).isInstanceOf(Submission.Refused.class);
        return ((Submission.Refused) submission).faults();
    }

    private JobView over(Submission submission) {
        assertThat(submission).isInstanceOf(Submission.Taken.class);
        String id = ((Submission.Taken) submission).job().id();
        JobView view = queue.find(id).orElseThrow();
        while (!view.state().isOver()) {
            Thread.onSpinWait();
            view = queue.find(id).orElseThrow();
        }
        return view;
    }

    @Test
    void theResultIsWhatTheCommandPrints() {
        JobView job = over(desk(Map.of()).submit(wish(BTC, Map.of("STOP_LOSS_PCT", "4"))));

        assertThat(job.state()).isEqualTo(JobState.DONE);
        JsonNode result = job.result().orElseThrow();
        Settings settings = new SettingsReader(Map.of(
                        "STRATEGIES_DIR", "",
                        "STRATEGY_SET", "ema_cross",
                        "STOP_LOSS_PCT", "4"))
                .read(Optional.empty());
        BacktestProgram.Outcome command = BacktestRunner.reported(
                        settings, BTC, new CandleSupply.Supply(shelf.candles, List.of()), "test", part -> true)
                .orElseThrow();
        Set<String> ofTheRun = Set.of("elapsed_ms", "candles_per_second");
        assertThat(command.result().trades()).isPositive();
        BacktestText.document(command).forEach((name, value) -> {
            assertThat(result.has(name)).as(name).isTrue();
            if (!ofTheRun.contains(name)) {
                assertThat(result.get(name)).as(name).isEqualTo(MAPPER.valueToTree(value));
            }
        });
        assertThat(result.get("notes").get(0).asText()).isEqualTo("a gap");
    }

    @Test
    void severalSymbolsShareOneCapital() {
        BacktestWish both = new BacktestWish(
                List.of(BTC, ETH),
                Timeframe.M15,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("ema_cross"),
                Optional.empty(),
                Map.of(),
                "10000",
                "0.1");

        JobView job = over(desk(Map.of()).submit(both));

        JsonNode result = job.result().orElseThrow();
        assertThat(job.request().get("symbol").asText()).isEqualTo("BTC/USDT,ETH/USDT");
        assertThat(result.get("symbol").asText()).isEqualTo("BTC/USDT,ETH/USDT");
        assertThat(result.get("symbols")).hasSize(2);
        assertThat(result.get("notes")).hasSize(2);
        BacktestJobs small = new BacktestJobs(running(Map.of()), shelf, queue, "test", 59_999 * 4L * 128);
        assertThat(faults(small.submit(both))).singleElement().asString().startsWith("timeframe: 60000 candles");
    }

    @Test
    void whatIsNotChosenIsAsTheProgramTrades() {
        BacktestWish plain = new BacktestWish(
                List.of(BTC),
                Timeframe.M15,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of(),
                "10000",
                "0.1");
        JobView asItTrades = over(desk(Map.of("STRATEGY_SET", "donchian", "TRAILING_STOP_PCT", "1"))
                .submit(plain));
        JobView chosen = over(desk(Map.of())
                .submit(new BacktestWish(
                        List.of(BTC),
                        Timeframe.M15,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("donchian"),
                        Optional.empty(),
                        Map.of("TRAILING_STOP_PCT", "1"),
                        "10000",
                        "0.1")));

        assertThat(asItTrades.request().get("strategies").get(0).asText()).isEqualTo("donchian");
        assertThat(hash(asItTrades))
                .isEqualTo(hash(chosen))
                .isNotEqualTo(hash(over(desk(Map.of()).submit(plain))));
    }

    private static String hash(JobView job) {
        return job.result().orElseThrow().get("decision_hash").asText();
    }

    @Test
    void aProgramThatTradesLiveGivesNoSecretToABacktest() {
        Map<String, String> live = Map.of(
                "MODE", "live",
                "PRICE_FEED", "live",
                "EXCHANGE", "gateio",
                "EXCHANGE_URL", "http://127.0.0.1:9",
                "API_KEY", "key-of-the-exchange",
                "API_SECRET", "secret-of-the-exchange",
                "API_TOKEN", "a-token-of-thirty-two-characters-or-more");

        JobView job = over(desk(live).submit(wish(BTC, Map.of())));

        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.toString()).doesNotContain("of-the-exchange", "a-token", "127.0.0.1");
    }

    @Test
    void everyFaultIsNamedByItsField() {
        BacktestWish wrong = new BacktestWish(
                List.of(Symbol.of("DOGE/USDT")),
                Timeframe.M15,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("nothing_like_it"),
                Optional.of("most"),
                Map.of("STOP_LOSS_PCT", "400", "API_KEY", "x", "STRATEGY_SET", "ema_cross", "NOT_THERE", "1"),
                "-1",
                "99");

        List<String> faults = faults(desk(Map.of()).submit(wrong));

        assertThat(faults)
                .contains(
                        "settings.API_KEY: cannot be chosen for a backtest",
                        "settings.NOT_THERE: cannot be chosen for a backtest",
                        "settings.STRATEGY_SET: has a field of its own, strategies",
                        "symbol: no candles of DOGE/USDT are stored, stored is BTC/USDT 15m")
                .anySatisfy(fault -> assertThat(fault).startsWith("settings.STOP_LOSS_PCT: is out of range"))
                .anySatisfy(fault -> assertThat(fault).startsWith("strategies: "))
                .anySatisfy(fault -> assertThat(fault).startsWith("mode: "))
                .anySatisfy(fault -> assertThat(fault).startsWith("cash: "))
                .anySatisfy(fault -> assertThat(fault).startsWith("fee: "));
        assertThat(queue.latest(10)).isEmpty();
    }

    /** Whoever adds a setting here must be sure that a stranger with the token may choose it. */
    @Test
    void noSecretNoPathAndNoAddressIsOnOffer() {
        Set<String> offered = new OfferedSettings(running(Map.of())).names();
        SettingsCatalogue catalogue = SettingsLoader.ofThisBuild().catalogue();

        assertThat(offered).contains("STOP_LOSS_PCT", "STRATEGY_EMA_CROSS_FAST", "RISK_MAX_DRAWDOWN_PCT");
        for (Setting<?> setting : catalogue.all()) {
            String name = setting.name();
            boolean isDelicate = setting.isSecret()
                    || setting.defaultValue() instanceof Path
                    || setting.defaultValue() instanceof Optional<?>
                    || name.matches(".*(_URL|_DIR|_FILE|_PATH|_HOST|_PORT|_KEY|_SECRET|_TOKEN|_USERS|_ID)");
            // Weights and the code of a coin are neither.
            if (isDelicate && !Set.of("STRATEGY_SCORES", "SIM_FEE_COIN").contains(name)) {
                assertThat(offered).as(name.toLowerCase(Locale.ROOT)).doesNotContain(name);
            }
        }
        assertThat(catalogue.all()).extracting(Setting::name).containsAll(offered);
    }

    @Test
    void moreCandlesThanFitIntoTheMemoryAreRefusedBeforeTheyAreRead() {
        BacktestJobs small = new BacktestJobs(running(Map.of()), shelf, queue, "test", 29_999 * 4L * 128);
        BacktestJobs enough = new BacktestJobs(running(Map.of()), shelf, queue, "test", 30_000 * 4L * 128);

        assertThat(faults(small.submit(wish(BTC, Map.of()))))
                .singleElement()
                .asString()
                .startsWith("timeframe: 30000 candles are stored for it, a backtest beside the trading can have 29999");
        assertThat(over(enough.submit(wish(BTC, Map.of()))).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void whatIsWrongWithAFileIsForTheLogAlone() {
        shelf.isBroken = true;

        JobView job = over(desk(Map.of()).submit(wish(BTC, Map.of())));

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.error()).contains("its candles or the model of the program cannot be used; the log says why");
    }

    @Test
    void oneThatRunsEndsSoonAfterItWasCancelled() {
        BacktestJobs desk = new BacktestJobs(running(Map.of()), new Shelf(walk(9, 1_500_000)), queue, "test", MEMORY);
        Submission taken = desk.submit(wish(BTC, Map.of()));
        String id = ((Submission.Taken) taken).job().id();
        while (desk.find(id).orElseThrow().progress() == 0) {
            Thread.onSpinWait();
        }

        JobView _ = desk.cancel(id).orElseThrow();

        JobView job = over(taken);
        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
        assertThat(job.progress()).isBetween(0.001, 0.999);
        assertThat(job.result()).isEmpty();
    }
}
