package cab.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.market.Symbol;
import cab.domain.strategy.ParameterDescription;
import cab.domain.strategy.Strategies;
import cab.domain.strategy.Strategy;
import cab.domain.strategy.StrategyCatalogue;
import cab.domain.strategy.StrategyDescription;
import cab.domain.strategy.StrategyFactory;
import cab.domain.strategy.StrategyParameters;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where values come from, who wins, and that every problem is named at once. */
class SettingsLoaderTest {

    @TempDir
    private Path directory;

    @Test
    void theEnvironmentWinsOverTheFileAndTheFileOverTheDefault() {
        Path file = Loading.write(directory.resolve("a.env"), "API_PORT=9000", "", "SIM_SEED=7");

        Settings settings = Loading.settings(file, Map.of("API_PORT", "9001"));

        assertThat(settings.get(HttpSettings.API_PORT)).isEqualTo(9001);
        assertThat(settings.source(HttpSettings.API_PORT)).hasToString("environment");
        assertThat(settings.get(SimulationSettings.SIM_SEED)).isEqualTo(7L);
        assertThat(settings.source(SimulationSettings.SIM_SEED)).hasToString(file + " line 3");
        assertThat(settings.source(SimulationSettings.SIM_SPEED)).hasToString("default");
    }

    @Test
    void anEmptyValueOfTheEnvironmentEmptiesWhatTheFileSays() {
        Path file = Loading.write(directory.resolve("a.env"), "DB_PATH=book.db");

        assertThat(Loading.settings(file, Map.of("DB_PATH", "")).get(StorageSettings.DB_PATH))
                .isEmpty();
    }

    @Test
    void whiteSpaceAroundAValueDoesNotCount() {
        assertThat(Loading.settings(Map.of("API_PORT", " 9000\n")).get(HttpSettings.API_PORT))
                .isEqualTo(9000);
    }

    @Test
    void everyProblemIsNamedAtOnceInTheOrderOfFileAndDocumentation() {
        Path file = Loading.write(
                directory.resolve("a.env"),
                "MTF_W_H1=0.9",
                "nonsense",
                "FUSION_W_AI=2",
                "SYMBOLZ=BTC/USDT",
                "MODE=papr",
                "API_PORT=",
                "API_PORT=1");

        assertThat(Loading.problems(file))
                .extracting(SettingProblem::toString)
                .containsExactly(
                        file
                                + " line 2: is neither NAME=VALUE nor a comment (got a line without =; expected NAME=VALUE)",
                        "API_PORT: is set twice in " + file
                                + " (got it in lines 6 and 7; expected each name once in the file)",
                        "SYMBOLZ: is not a setting, in " + file
                                + " line 4; did you mean SYMBOLS or SYMBOL? (got the name SYMBOLZ; expected a name of"
                                + " .env.example)",
                        "MODE: is not known; did you mean paper?, in " + file
                                + " line 5 (got papr; expected paper or live)",
                        "FUSION_W_AI: is out of range, in " + file
                                + " line 3 (got 2; expected a decimal number from 0 to 1)",
                        "API_PORT: is empty, in " + file
                                + " line 6 (got nothing; expected a whole number from 0 to 65535 (0: any free port))",
                        "MTF_W_H1: weights do not sum to 1 (got MTF_W_M15 0.0 + MTF_W_H1 0.9 + MTF_W_H4 0.30 + MTF_W_D1"
                                + " 0.20 + MTF_W_W1 0.10 = 1.5; expected a sum of exactly 1)");
    }

    @Test
    void aMistypedNameNeverShowsItsValue() {
        Path file = Loading.write(directory.resolve("a.env"), "API_SECRTE=canary");

        assertThat(Loading.problems(file))
                .singleElement()
                .asString()
                .contains("API_SECRET")
                .doesNotContain("canary");
    }

    @Test
    void aMissingEnvFileIsAProblem() {
        assertThat(Loading.problems(directory.resolve("none.env")))
                .singleElement()
                .asString()
                .contains("none.env: does not exist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MTF_W_H2",
                "FUSION_W_ML",
                "STRATEGY_EMA_CROSS_FATS",
                "RISK_DAILY_LOSS_LIMIT",
                "SAFETY_MAX_ORDERS",
                "TRAILING_STOP",
                "REGIME_ENABLE",
                "SYMBOLZ",
                "SIM_SPED"
            })
    void aNameOfTheEnvironmentThatCanOnlyBeOursIsAProblem(String name) {
        assertThat(Loading.problems(Map.of(name, "canary")))
                .singleElement()
                .asString()
                .startsWith(name + ": is not a setting, in the environment")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "LANG",
                "JAVA_HOME",
                "DB_HOST",
                "DB_PASS",
                "DB_USER",
                "API_BASE_URL",
                "LOG_DIR",
                "HTTP_PROXY",
                "EXCHANGE_RATE",
                "AI_HOME",
                "DATA_HOME",
                "TELEGRAM_DESKTOP",
                "BROKER_URL",
                "mode",
                "_",
                ""
            })
    void aNameOfAnotherProgramIsLeftAlone(String name) {
        assertThat(Loading.settings(Map.of(name, "x")).notices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RISK_FREE_RATE",
                "REGIME_CHANGE_MODEL",
                "SYMBOLIC_LINKS",
                "SIM_CARD_READER",
                "STRATEGY_OF_THE_DAY"
            })
    void aNameThatBeginsLikeOursAndIsFarFromAllIsNoticed(String name) {
        assertThat(Loading.settings(Map.of(name, "canary")).notices())
                .containsExactly(name + " in the environment is not a setting");
    }

    @Test
    void aNearMissOfACommonNameIsNoticed() {
        assertThat(Loading.settings(Map.of("API_TOKN", "canary")).notices())
                .containsExactly("API_TOKN in the environment is not a setting; did you mean API_TOKEN?");
        assertThat(Loading.settings(Map.of("SETTLEMENT_INTERVAL_SECS", "1")).notices())
                .containsExactly("SETTLEMENT_INTERVAL_SECS in the environment is not a setting; did you mean"
                        + " SETTLEMENT_INTERVAL_SEC?");
    }

    @Test
    void symbolAloneStandsForSymbols() {
        Settings settings = Loading.settings(Map.of("SYMBOL", "ETH/USDT"));

        assertThat(settings.get(TradingSettings.SYMBOLS)).containsExactly(Symbol.of("ETH/USDT"));
        assertThat(settings.source(TradingSettings.SYMBOLS)).hasToString("SYMBOL, environment");
    }

    @Test
    void symbolAndSymbolsMayAgreeButNotContradict() {
        assertThat(Loading.settings(Map.of("SYMBOL", "ETH/USDT", "SYMBOLS", "ETH/USDT"))
                        .get(TradingSettings.SYMBOLS))
                .containsExactly(Symbol.of("ETH/USDT"));
        assertThat(Loading.problems(Map.of("SYMBOL", "ETH/USDT", "SYMBOLS", "ETH/USDT,BTC/USDT")))
                .singleElement()
                .asString()
                .isEqualTo("SYMBOL: contradicts SYMBOLS (got ETH/USDT in the environment and"
                        + " SYMBOLS=ETH/USDT,BTC/USDT in the environment; expected SYMBOLS or SYMBOL, or the same in"
                        + " both)");
    }

    @Test
    void aProblemIsOneLineWhateverTheValueHolds() {
        String hostile = "x\n\u001b[2J\r\u2028\u202e" + "y".repeat(10_000);

        SettingProblem problem = Loading.problems(Map.of("API_PORT", hostile)).getFirst();

        assertThat(problem.toString()).hasSizeLessThan(500).matches("[^\\p{Cntrl}\\u2028\\u202e]*");
    }

    @Test
    void parametersOfStrategiesAreSettings() {
        Settings settings = Loading.settings(Map.of("STRATEGY_EMA_CROSS_FAST", "5"));

        assertThat(settings.strategyParameters("ema_cross").whole("fast")).isEqualTo(5);
        assertThat(settings.strategyParameters("ema_cross").whole("slow")).isEqualTo(26);
        assertThatThrownBy(() -> settings.strategyParameters("none")).hasMessageContaining("ema_cross");
    }

    @Test
    void aCatalogueKnowsTheStrategiesItIsGiven() {
        StrategyDescription described = new StrategyDescription(
                "mine",
                "Does something.",
                List.of(
                        new ParameterDescription(
                                "width",
                                "how wide",
                                new BigDecimal("2.0"),
                                new BigDecimal("0.1"),
                                new BigDecimal("10"),
                                false),
                        ParameterDescription.ofInt("length", "how long", 20, 2, 500)));
        SettingsLoader loader =
                new SettingsLoader(new SettingsCatalogue(StrategyCatalogue.of(List.of(factory(described)))), Set.of());

        SettingsOutcome outcome =
                loader.load(Optional.empty(), Map.of("STRATEGY_SET", "mine", "STRATEGY_MINE_WIDTH", "1.5"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SettingsOutcome.Valid.class,
                        valid -> assertThat(valid.settings()
                                        .strategyParameters("mine")
                                        .values())
                                .containsExactly(
                                        Map.entry("length", BigDecimal.valueOf(20)),
                                        Map.entry("width", new BigDecimal("1.5"))));
        assertThat(loader.load(Optional.empty(), Map.of("STRATEGY_SET", "mine", "STRATEGY_MINE_LENGTH", "2.5")))
                .isInstanceOfSatisfying(
                        SettingsOutcome.Invalid.class,
                        invalid -> assertThat(invalid.problems()).hasSize(1));
    }

    @Test
    void twoSettingsOfOneNameAreAFaultOfTheProgram() {
        StrategyDescription clashing =
                new StrategyDescription("set", "Clashes.", List.of(ParameterDescription.ofInt("x", "x", 1, 1, 2)));

        assertThatThrownBy(() -> StrategyCatalogue.of(List.of(factory(clashing), factory(clashing))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be one strategy of a name, there are two: set");
        StrategyDescription longer =
                new StrategyDescription("set_x", "Clashes.", List.of(ParameterDescription.ofInt("y", "y", 1, 1, 2)));
        StrategyDescription shorter =
                new StrategyDescription("set", "Clashes.", List.of(ParameterDescription.ofInt("x_y", "y", 1, 1, 2)));
        assertThatThrownBy(
                        () -> new SettingsCatalogue(StrategyCatalogue.of(List.of(factory(longer), factory(shorter)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("STRATEGY_SET_X_Y");
    }

    private static StrategyFactory factory(StrategyDescription description) {
        return new StrategyFactory() {

            @Override
            public StrategyDescription description() {
                return description;
            }

            @Override
            public Strategy create(StrategyParameters parameters) {
                return Strategies.create("ema_cross", StrategyParameters.none());
            }
        };
    }

    @Test
    void aSettingOfAnotherCatalogueHasNoValue() {
        Setting<Integer> foreign = Setting.of("FOREIGN", NumberTypes.count(0, 1, ""), "0", "Foreign.");

        assertThatThrownBy(() -> Loading.settings(Map.of()).get(foreign)).hasMessageContaining("FOREIGN");
    }
}
