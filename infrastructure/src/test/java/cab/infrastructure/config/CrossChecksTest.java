package cab.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What settings must keep together. */
class CrossChecksTest {

    private static final String GOOD_TOKEN = "9f86d081884c7d659a2feaa0c55ad015";

    private static final Map<String, String> LIVE = Map.of(
            "MODE", "live",
            "EXCHANGE", "gateio",
            "API_KEY", "k",
            "API_SECRET", "s",
            "PRICE_FEED", "live",
            "LIVE_ARMED", "real-money");

    @TempDir
    private Path directory;

    @Test
    void trendWeightsSumToExactlyOne() {
        Map<String, String> thirds =
                Map.of("MTF_W_M15", "0.2", "MTF_W_H1", "0.2", "MTF_W_H4", "0.2", "MTF_W_D1", "0.2", "MTF_W_W1", "0.2");
        assertThat(Loading.settings(thirds).get(TimeframeSettings.MTF_W_W1)).isEqualByComparingTo("0.2");

        assertThat(Loading.problems(with(thirds, "MTF_W_W1", "0.200000000000000001")))
                .singleElement()
                .asString()
                .startsWith("MTF_W_M15: weights do not sum to 1 (got MTF_W_M15 0.2 + ")
                .contains(" = 1.000000000000000001; expected a sum of exactly 1)");
    }

    @Test
    void theFastAverageOfTrendsIsFasterThanTheSlowOne() {
        assertThat(Loading.settings(Map.of("MTF_EMA_FAST", "25")).get(TimeframeSettings.MTF_EMA_FAST))
                .isEqualTo(25);
        assertThat(Loading.problems(Map.of("MTF_EMA_FAST", "26")))
                .singleElement()
                .asString()
                .isEqualTo("MTF_EMA_FAST: is not faster than MTF_EMA_SLOW (got 26; expected fewer candles than 26)");
    }

    @Test
    void fusionWeightsSumToExactlyOne() {
        assertThat(Loading.settings(Map.of("FUSION_W_TECHNICAL", "1.0", "FUSION_W_AI", "0.0"))
                        .get(TimeframeSettings.FUSION_W_AI))
                .isEqualByComparingTo("0");
        assertThat(Loading.problems(Map.of("FUSION_W_AI", "0.36")))
                .singleElement()
                .asString()
                .isEqualTo(
                        "FUSION_W_AI: weights do not sum to 1 (got FUSION_W_TECHNICAL 0.65 + FUSION_W_AI 0.36 = 1.01;"
                                + " expected a sum of exactly 1)");
    }

    @Test
    void aWeightThatIsWrongInItselfIsNotSummed() {
        assertThat(Loading.problems(Map.of("FUSION_W_AI", "2", "MTF_W_H1", "x")))
                .extracting(SettingProblem::problem)
                .containsExactly("is not a decimal number, in the environment", "is out of range, in the environment");
    }

    @Test
    void strategiesMustBeKnown() {
        assertThat(Loading.problems(Map.of("STRATEGY_SET", "ema_cros,weather")))
                .extracting(SettingProblem::toString)
                .containsExactly(
                        "STRATEGY_SET: names an unknown strategy; did you mean ema_cross? (got ema_cros; expected one of "
                                + known() + ")",
                        "STRATEGY_SET: names an unknown strategy (got weather; expected one of " + known() + ")");
        assertThat(Loading.problems(Map.of("STRATEGY_SCORES", "ema_cros=1")))
                .singleElement()
                .asString()
                .startsWith("STRATEGY_SCORES: names an unknown strategy; did you mean ema_cross?");
    }

    @Test
    void weightedStrategiesNeedAScoreEachAndNoOther() {
        assertThat(Loading.settings(Map.of("STRATEGY_MODE", "weighted", "STRATEGY_SCORES", "ema_cross=1"))
                        .get(StrategySettings.STRATEGY_SCORES))
                .isPresent();
        assertThat(Loading.problems(Map.of("STRATEGY_MODE", "weighted")))
                .singleElement()
                .asString()
                .isEqualTo("STRATEGY_SCORES: does not match STRATEGY_SET, as STRATEGY_MODE=weighted needs (got nothing;"
                        + " expected a weight for each of ema_cross and no other)");
        assertThat(Loading.problems(Map.of("STRATEGY_MODE", "weighted", "STRATEGY_SCORES", "ema_cross=1,rsi=1")))
                .extracting(SettingProblem::name)
                .containsOnly("STRATEGY_SCORES");
    }

    @Test
    void parametersOfAStrategyFitTogether() {
        assertThat(Loading.settings(Map.of("STRATEGY_EMA_CROSS_FAST", "25"))
                        .strategyParameters("ema_cross")
                        .whole("fast"))
                .isEqualTo(25);
        assertThat(Loading.problems(Map.of("STRATEGY_EMA_CROSS_FAST", "26")))
                .singleElement()
                .asString()
                .startsWith("STRATEGY_EMA_CROSS_FAST: strategy ema_cross: fast must be less than slow")
                .contains("(got 26; expected ");
        assertThat(Loading.problems(Map.of("STRATEGY_EMA_CROSS_SLOW", "12")))
                .singleElement()
                .asString()
                .startsWith("STRATEGY_EMA_CROSS_SLOW: strategy ema_cross: fast must be less than slow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.0.2", "bot.example.com"})
    void whoListensBeyondThisMachineNeedsARealToken(String host) {
        assertThat(Loading.problems(Map.of("API_HOST", host)))
                .singleElement()
                .asString()
                .startsWith("API_TOKEN: is missing, as API_HOST=" + host)
                .contains("(got nothing; expected a random token of at least 32 characters");
        assertThat(Loading.settings(Map.of("API_HOST", host, "API_TOKEN", GOOD_TOKEN))
                        .get(HttpSettings.API_HOST))
                .isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "canary,                                is too short",
        "9f86d081884c7d659a2feaa0c55ad01,       is too short",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,  looks like a sample",
        "change-me-0123456789-0123456789-0123,  looks like a sample",
        "your-token-0123456789-0123456789-012,  looks like a sample"
    })
    void aTokenThatCanBeGuessedIsRefusedBeyondThisMachineAndNoticedOnIt(String token, String weakness) {
        assertThat(Loading.problems(Map.of("API_HOST", "0.0.0.0", "API_TOKEN", token)))
                .singleElement()
                .asString()
                .startsWith("API_TOKEN: " + weakness)
                .contains("(got ***;")
                .doesNotContain(token);
        assertThat(Loading.settings(Map.of("API_TOKEN", token)).notices())
                .containsExactly("API_TOKEN " + weakness + "; it is accepted only because API_HOST is this machine");
    }

    @Test
    void telegramNeedsATokenAndAChat() {
        assertThat(Loading.problemsOfACompleteBuild(Map.of("TELEGRAM_ENABLED", "1")))
                .extracting(SettingProblem::name)
                .containsExactly("TELEGRAM_BOT_TOKEN", "TELEGRAM_CHAT_ID");
        assertThat(Loading.settingsOfACompleteBuild(Map.of(
                                "TELEGRAM_ENABLED", "1", "TELEGRAM_BOT_TOKEN", "1:x", "TELEGRAM_CHAT_ID", "-100"))
                        .get(TelegramSettings.TELEGRAM_CHAT_ID))
                .contains(-100L);
    }

    @Test
    void liveTradingNeedsExchangeKeySecretAndLivePrices() {
        assertThat(Loading.settingsOfACompleteBuild(LIVE).get(TradingSettings.MODE))
                .isEqualTo(TradingMode.LIVE);
        assertThat(Loading.problemsOfACompleteBuild(Map.of("MODE", "live")))
                .extracting(SettingProblem::name)
                .containsExactly("EXCHANGE", "API_KEY", "API_SECRET", "PRICE_FEED", "LIVE_ARMED");
        for (String needed : List.of("EXCHANGE", "API_KEY", "API_SECRET", "PRICE_FEED", "LIVE_ARMED")) {
            Map<String, String> lacking = new TreeMap<>(LIVE);
            lacking.remove(needed);
            assertThat(Loading.problemsOfACompleteBuild(lacking))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.name()).isEqualTo(needed));
        }
    }

    @Test
    void anExchangeOnThisMachineNeedsNoArmingAndMayRunFaster() {
        Map<String, String> local = new TreeMap<>(LIVE);
        local.remove("LIVE_ARMED");
        local.put("EXCHANGE_URL", "http://127.0.0.1:8080");
        local.put("EXCHANGE_SPEED", "20");
        assertThat(ExchangeSettings.isLocal(Loading.settings(local))).isTrue();

        local.put("EXCHANGE_WS_URL", "wss://api.gateio.ws/ws/v4/");
        assertThat(Loading.problems(local))
                .as("one address beyond this machine is enough")
                .extracting(SettingProblem::name)
                .containsExactly("LIVE_ARMED", "EXCHANGE_SPEED");
    }

    @Test
    void aDemoAccountNeedsNoArmingAndAnExchangeThatHasOne() {
        Map<String, String> demo = new TreeMap<>(LIVE);
        demo.remove("LIVE_ARMED");
        demo.put("EXCHANGE", "bybit");
        demo.put("EXCHANGE_SANDBOX", "1");
        assertThat(ExchangeSettings.isPractice(Loading.settings(demo))).isTrue();

        demo.put("EXCHANGE_URL", "https://api.bybit.com");
        assertThat(Loading.problems(demo))
                .as("an address of its own may lead to money")
                .extracting(SettingProblem::name)
                .containsExactly("LIVE_ARMED");
        assertThat(Loading.problems(with(LIVE, "EXCHANGE_SANDBOX", "1")))
                .singleElement()
                .asString()
                .startsWith("EXCHANGE_SANDBOX: asks for a demo account, which gateio does not have here");
    }

    @Test
    void keysNeverCrossANetworkInPlainText() {
        assertThat(Loading.problems(with(LIVE, "EXCHANGE_URL", "http://api.gateio.ws")))
                .singleElement()
                .asString()
                .startsWith("EXCHANGE_URL: is not encrypted and not on this machine");
        assertThat(Loading.settings(with(LIVE, "EXCHANGE_URL", "https://api.gateio.ws"))
                        .notices())
                .isEmpty();
    }

    @Test
    void anExchangeWithoutAdapterIsRefusedByName() {
        assertThat(Loading.problems(with(LIVE, "EXCHANGE", "coinbase")))
                .singleElement()
                .asString()
                .startsWith("EXCHANGE: is not supported with MODE=live: ")
                .contains("Advanced Trade", "expected gateio or bybit");
        assertThat(Loading.problems(with(LIVE, "EXCHANGE", "kraken")))
                .singleElement()
                .asString()
                .contains("Kraken lacks orders whose outcome can be proven, ", "got kraken");
    }

    @Test
    void paperTradesAtLivePricesWithoutAKeyAndKeepsABookOfItsOwn() {
        Settings settings = Loading.settings(Map.of("PRICE_FEED", "live"));

        assertThat(StorageSettings.databaseFile(settings)).hasValue(Path.of("./data/trader-gateio-paper-live.sqlite3"));
        assertThat(StorageSettings.databaseFile(Loading.settings(Map.of())))
                .hasValue(Path.of("./data/trader-gateio-paper.sqlite3"));
        assertThat(Loading.problems(Map.of("PRICE_FEED", "live", "EXCHANGE", "coinbase")))
                .singleElement()
                .asString()
                .startsWith("EXCHANGE: is not supported with PRICE_FEED=live: ");
        assertThat(Loading.problems(Map.of("PRICE_FEED", "live", "EXCHANGE_SPEED", "20")))
                .singleElement()
                .asString()
                .startsWith("EXCHANGE_SPEED: is for a local exchange alone");
    }

    @Test
    void aFixedPriceMustBeGiven() {
        assertThat(Loading.settings(Map.of("PRICE_FEED", "fixed", "FIXED_PRICE", "50000"))
                        .get(TradingSettings.FIXED_PRICE))
                .isPresent();
        assertThat(Loading.problems(Map.of("PRICE_FEED", "fixed")))
                .singleElement()
                .asString()
                .startsWith("FIXED_PRICE: is missing, as PRICE_FEED=fixed needs it (got nothing; expected a decimal");
    }

    @Test
    void aReplayNeedsAFileThatCanBeRead() throws IOException {
        Path file = Files.writeString(directory.resolve("c.csv"), "");

        assertThat(Loading.settings(Map.of("PRICE_FEED", "replay", "REPLAY_FILE", file.toString()))
                        .get(TradingSettings.REPLAY_FILE))
                .contains(file);
        assertThat(replayProblem(Map.of())).startsWith("REPLAY_FILE: is missing");
        assertThat(replayProblem(Map.of("REPLAY_FILE", directory.toString()))).startsWith("REPLAY_FILE: names no file");
        assertThat(replayProblem(Map.of("REPLAY_FILE", file + "x"))).startsWith("REPLAY_FILE: names no file");
        assertThat(replayProblem(Map.of("REPLAY_FILE", file.toString(), "SYMBOLS", "BTC/USDT,ETH/USDT")))
                .startsWith("SYMBOLS: has several symbols");
    }

    @Test
    void aReplayFileThatMayNotBeReadIsAProblem() throws IOException {
        Path file = Files.writeString(directory.resolve("c.csv"), "");
        assumeFalse(file.toFile().setReadable(false) && Files.isReadable(file), "this user may read every file");

        assertThat(replayProblem(Map.of("REPLAY_FILE", file.toString()))).contains("may not be read");
    }

    @Test
    void symbolsShareTheirQuoteCurrency() {
        assertThat(Loading.problems(Map.of("SYMBOLS", "BTC/USDT,ETH/BTC")))
                .singleElement()
                .asString()
                .startsWith("SYMBOLS: has different quote currencies")
                .endsWith("expected symbols that all end with /USDT)");
    }

    @Test
    void theDataDirectoryIsNoFile() throws IOException {
        Path file = Files.writeString(directory.resolve("data"), "");

        assertThat(Loading.problems(Map.of("DATA_DIR", file.toString())))
                .singleElement()
                .asString()
                .startsWith("DATA_DIR: names a file");
        assertThat(Loading.settings(Map.of("DATA_DIR", directory.toString())).notices())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MODE,            live",
        "PRICE_FEED,      live",
        "POSITION_SIZER,  target_volatility",
        "POSITION_SIZER,  fractional_kelly",
        "REGIME_ENABLED,  1",
        "TELEGRAM_ENABLED,1",
        "EVENT_BUS_URL,   redis://:canary@localhost",
        "DB_URL,          postgresql://u:canary@localhost/d",
        "LOCK_URL,        redis://:canary@localhost",
        "DMS_TIMEOUT_SEC, 60",
        "AI_MODEL_PATH,   model.onnx",
        "BOTS_FILE,       bots.yaml"
    })
    void whatABuildCannotDoYetIsRefusedWhenItIsSwitchedOn(String name, String value) {
        SettingsLoader bare = new SettingsLoader(SettingsLoader.ofThisBuild().catalogue(), Set.of());

        assertThat(bare.load(Optional.empty(), Map.of(name, value)))
                .isInstanceOfSatisfying(
                        SettingsOutcome.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .anySatisfy(problem -> assertThat(problem.toString())
                                        .startsWith(name + ": is not available yet: this build has no support for ")
                                        .doesNotContain("canary")));
    }

    @Test
    void aSettingThatNothingUsesYetIsNoticedWhenItIsChanged() {
        SettingsLoader bare = new SettingsLoader(SettingsLoader.ofThisBuild().catalogue(), Set.of());

        assertThat(bare.load(Optional.empty(), Map.of("RISK_MAX_LOSS_STREAK", "3", "BROKER_RATE_RPS", "8")))
                .isInstanceOfSatisfying(
                        SettingsOutcome.Valid.class,
                        valid -> assertThat(valid.settings().notices())
                                .containsExactly(
                                        "RISK_MAX_LOSS_STREAK has no effect: this build has no support for the risk rule"
                                                + " on losses in a row"));
        assertThat(Loading.settingsOfACompleteBuild(Map.of("RISK_MAX_LOSS_STREAK", "3"))
                        .notices())
                .isEmpty();
    }

    @Test
    void limitsThatNoEntryCanPassAreNoticed() {
        assertThat(Loading.settingsOfACompleteBuild(Map.of(
                                "RISK_MAX_TURNOVER_5M_QUOTE", "999",
                                "SAFETY_MAX_TURNOVER_QUOTE_PER_DAY", "1000",
                                "PAPER_CASH", "900"))
                        .notices())
                .containsExactly(
                        "RISK_MAX_TURNOVER_5M_QUOTE=999 is less than FIXED_AMOUNT=1000: no entry can pass",
                        "FIXED_AMOUNT=1000 is more than PAPER_CASH=900: a new paper account cannot pay for an entry");
        assertThat(Loading.settingsOfACompleteBuild(
                                Map.of("POSITION_SIZER", "equity_share", "RISK_MAX_TURNOVER_5M_QUOTE", "999"))
                        .notices())
                .isEmpty();
    }

    private String replayProblem(Map<String, String> environment) {
        return Loading.problems(with(environment, "PRICE_FEED", "replay")).stream()
                .map(SettingProblem::toString)
                .collect(Collectors.joining("\n"));
    }

    private static String known() {
        return String.join(", ", SettingsLoader.ofThisBuild().catalogue().strategies());
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(name, value);
        return more;
    }
}
