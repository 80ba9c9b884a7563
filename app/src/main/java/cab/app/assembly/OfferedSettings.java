package cab.app.assembly;

import cab.domain.strategy.StrategyCatalogue;
import cab.infrastructure.config.AiSettings;
import cab.infrastructure.config.IntervalSettings;
import cab.infrastructure.config.ProtectionSettings;
import cab.infrastructure.config.RiskSettings;
import cab.infrastructure.config.SafetySettings;
import cab.infrastructure.config.Setting;
import cab.infrastructure.config.SettingEntry;
import cab.infrastructure.config.SettingProblem;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SettingsLoader;
import cab.infrastructure.config.SettingsOutcome;
import cab.infrastructure.config.SimulationSettings;
import cab.infrastructure.config.SizingSettings;
import cab.infrastructure.config.StrategySettings;
import cab.infrastructure.config.TimeframeSettings;
import cab.infrastructure.config.TradingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which settings somebody may choose for a backtest from outside: what is not named here is refused, so that a new
 * setting, a secret, a path or an address never is on offer by mistake. What nobody chooses is as the program trades.
 * Immutable.
 */
final class OfferedSettings {

    /** What decides, sizes, protects and costs. */
    private static final Set<String> CHOSEN_BY_NAME = Stream.of(
                    TimeframeSettings.MTF_ENABLED,
                    TimeframeSettings.MTF_EMA_FAST,
                    TimeframeSettings.MTF_EMA_SLOW,
                    TimeframeSettings.MTF_W_M15,
                    TimeframeSettings.MTF_W_H1,
                    TimeframeSettings.MTF_W_H4,
                    TimeframeSettings.MTF_W_D1,
                    TimeframeSettings.MTF_W_W1,
                    TimeframeSettings.FUSION_W_TECHNICAL,
                    TimeframeSettings.FUSION_W_AI,
                    TimeframeSettings.FUSION_THRESHOLD,
                    StrategySettings.STRATEGY_SCORES,
                    SizingSettings.POSITION_SIZER,
                    SizingSettings.FIXED_AMOUNT,
                    SizingSettings.POSITION_SHARE_PCT,
                    SizingSettings.POSITION_TARGET_VOLATILITY_PCT,
                    SizingSettings.POSITION_VOLATILITY_CANDLES,
                    SizingSettings.POSITION_KELLY_FRACTION,
                    SizingSettings.POSITION_KELLY_TRADES,
                    RiskSettings.RISK_COOLDOWN_SEC,
                    RiskSettings.RISK_MAX_SPREAD_PCT,
                    RiskSettings.RISK_MAX_SLIPPAGE_PCT,
                    RiskSettings.RISK_MAX_FEE_PCT,
                    RiskSettings.RISK_MAX_ORDERS_5M,
                    RiskSettings.RISK_MAX_TURNOVER_5M_QUOTE,
                    RiskSettings.RISK_DAILY_LOSS_LIMIT_QUOTE,
                    RiskSettings.RISK_MAX_LOSS_STREAK,
                    RiskSettings.RISK_MAX_DRAWDOWN_PCT,
                    RiskSettings.RISK_MAX_POSITION_BASE,
                    SafetySettings.SAFETY_MAX_ORDERS_PER_DAY,
                    SafetySettings.SAFETY_MAX_TURNOVER_QUOTE_PER_DAY,
                    ProtectionSettings.STOP_LOSS_PCT,
                    ProtectionSettings.TRAILING_STOP_PCT,
                    ProtectionSettings.TRAILING_ACTIVATION_PCT,
                    ProtectionSettings.STOP_PLACEMENT,
                    ProtectionSettings.STOP_REPLACE_STEP_PCT,
                    IntervalSettings.SETTLEMENT_INTERVAL_SEC,
                    IntervalSettings.SETTLEMENT_MAX_WAIT_SEC,
                    SimulationSettings.SIM_SPREAD_PCT,
                    SimulationSettings.SIM_SLIPPAGE_PCT,
                    SimulationSettings.SIM_FEE_COIN,
                    SimulationSettings.SIM_FEE_COIN_DISCOUNT_PCT,
                    SimulationSettings.SIM_LATENCY_MS,
                    SimulationSettings.SIM_PARTICIPATION_PCT,
                    SimulationSettings.SIM_SEED)
            .map(Setting::name)
            .collect(Collectors.toUnmodifiableSet());

    /** Settings that have a field of their own, by name. */
    private static final Map<String, String> FIELDS = Map.of(
            StrategySettings.STRATEGY_SET.name(),
            "strategies",
            StrategySettings.STRATEGY_MODE.name(),
            "mode",
            TradingSettings.PAPER_CASH.name(),
            "cash",
            SimulationSettings.SIM_FEE_PCT.name(),
            "fee",
            TimeframeSettings.TRADING_TIMEFRAME.name(),
            "timeframe");

    /** Where the program finds its own strategies and its model: taken over from it, never chosen. */
    private static final Set<String> TAKEN_OVER = Set.of(
            StrategySettings.STRATEGIES_DIR.name(), AiSettings.AI_MODEL_PATH.name(), AiSettings.ADDONS_DIR.name());

    private final Set<String> offered;
    private final Map<String, String> base;

    /** What a backtest beside a program of {@code running} may choose. */
    OfferedSettings(Settings running) {
        this.offered = new TreeSet<>(CHOSEN_BY_NAME);
        offered.addAll(parameters(running.strategies()));
        this.base = new TreeMap<>();
        for (SettingEntry entry : running.entries()) {
            boolean isMeant = offered.contains(entry.name())
                    || FIELDS.containsKey(entry.name())
                    || TAKEN_OVER.contains(entry.name());
            if (isMeant && !entry.source().equals("default")) {
                base.put(entry.name(), entry.value());
            }
        }
    }

    private static List<String> parameters(StrategyCatalogue strategies) {
        return strategies.all().stream()
                .flatMap(strategy -> strategy.parameters().stream()
                        .map(parameter ->
                                ("STRATEGY_" + strategy.name() + "_" + parameter.name()).toUpperCase(Locale.ROOT)))
                .toList();
    }

    /** The names that can be chosen, in order. */
    Set<String> names() {
        return Set.copyOf(offered);
    }

    /** What came of a choice. */
    sealed interface Outcome {

        /**
         * The settings of the backtest.
         *
         * @param settings without a secret
         */
        record Valid(Settings settings) implements Outcome {}

        /**
         * They are wrong.
         *
         * @param faults all of them, by field
         */
        record Invalid(List<String> faults) implements Outcome {}
    }

    /**
     * The settings of a backtest.
     *
     * @param chosen by the names of settings
     * @param fields what the fields of their own say, by the names of settings
     */
    Outcome with(Map<String, String> chosen, Map<String, String> fields) {
        List<String> faults = new TreeMap<>(chosen)
                .keySet().stream()
                        .flatMap(name -> faultOf(name).stream())
                        .collect(Collectors.toCollection(ArrayList::new));
        Map<String, String> values = new TreeMap<>(base);
        chosen.forEach((name, value) -> {
            if (offered.contains(name)) {
                values.put(name, value);
            }
        });
        values.putAll(fields);
        return switch (SettingsLoader.ofThisBuild().load(Optional.empty(), values)) {
            case SettingsOutcome.Valid(Settings settings) ->
                faults.isEmpty() ? new Outcome.Valid(settings) : new Outcome.Invalid(faults);
            case SettingsOutcome.Invalid(List<SettingProblem> problems) -> {
                problems.forEach(problem -> faults.add(shown(problem)));
                yield new Outcome.Invalid(faults);
            }
        };
    }

    private Optional<String> faultOf(String name) {
        if (offered.contains(name)) {
            return Optional.empty();
        }
        String field = FIELDS.get(name);
        return Optional.of("settings." + name
                + (field == null ? ": cannot be chosen for a backtest" : ": has a field of its own, " + field));
    }

    private static String shown(SettingProblem problem) {
        String field = FIELDS.getOrDefault(problem.name(), "settings." + problem.name());
        // Where the program would have read it from is no news to somebody who has just written it.
        String words = problem.problem().replace(", in the environment", "");
        return field + ": " + words + " (got " + problem.got() + "; expected " + problem.expected() + ")";
    }
}
