package cab.infrastructure.config;

import cab.domain.strategy.ParameterDescription;
import cab.domain.strategy.StrategyCatalogue;
import cab.domain.strategy.StrategyDescription;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Every setting there is, in groups, the parameters of the known strategies included. The only place that knows them
 * all. Immutable.
 */
public final class SettingsCatalogue {

    private static final List<SettingGroup> BEFORE_STRATEGY_PARAMETERS =
            List.of(TradingSettings.GROUP, TimeframeSettings.GROUP, StrategySettings.GROUP);

    private static final List<SettingGroup> AFTER_STRATEGY_PARAMETERS = List.of(
            SizingSettings.GROUP,
            RiskSettings.GROUP,
            SafetySettings.GROUP,
            ProtectionSettings.GROUP,
            RegimeSettings.GROUP,
            ExchangeSettings.GROUP,
            SecretSettings.GROUP,
            SimulationSettings.GROUP,
            StorageSettings.GROUP,
            EventSettings.GROUP,
            HttpSettings.GROUP,
            TelegramSettings.GROUP,
            LoggingSettings.GROUP,
            IntervalSettings.GROUP,
            GuardSettings.GROUP,
            AiSettings.GROUP,
            BotSettings.GROUP);

    private final StrategyCatalogue strategies;
    private final List<SettingGroup> groups;
    private final Map<String, Setting<?>> byName;
    private final Map<String, Map<String, Setting<BigDecimal>>> parametersByStrategy;

    /**
     * The catalogue of a program that knows {@code strategies}.
     *
     * @throws IllegalArgumentException when two settings have one name
     */
    public SettingsCatalogue(StrategyCatalogue strategies) {
        this.strategies = strategies;
        this.parametersByStrategy = new LinkedHashMap<>();
        List<SettingGroup> all = new ArrayList<>(BEFORE_STRATEGY_PARAMETERS);
        for (StrategyDescription strategy : strategies.all()) {
            Map<String, Setting<BigDecimal>> settings = new LinkedHashMap<>();
            strategy.parameters()
                    .forEach(parameter -> settings.put(parameter.name(), parameterSetting(strategy, parameter)));
            parametersByStrategy.put(strategy.name(), settings);
            if (!settings.isEmpty()) {
                all.add(new SettingGroup(
                        "Strategy " + strategy.name() + ": " + strategy.summary(), List.copyOf(settings.values())));
            }
        }
        all.addAll(AFTER_STRATEGY_PARAMETERS);
        this.groups = List.copyOf(all);
        this.byName = new LinkedHashMap<>();
        for (Setting<?> setting : all()) {
            for (String name : SecretForm.namesOf(setting)) {
                if (byName.put(name, setting) != null) {
                    throw new IllegalArgumentException("setting must be declared once, was twice: " + name);
                }
            }
        }
    }

    /** All settings in groups, in the order of the documentation. */
    public List<SettingGroup> groups() {
        return groups;
    }

    /** All settings, in the order of the documentation. */
    public List<Setting<?>> all() {
        return groups.stream()
                .<Setting<?>>flatMap(group -> group.settings().stream())
                .toList();
    }

    /** Every name a user may write: settings and the other forms of secrets. */
    Collection<String> names() {
        return Collections.unmodifiableCollection(byName.keySet());
    }

    /** The known strategies. */
    StrategyCatalogue strategyCatalogue() {
        return strategies;
    }

    /** The names of the known strategies, in the order given. */
    Collection<String> strategies() {
        return Collections.unmodifiableCollection(parametersByStrategy.keySet());
    }

    /** The settings of a known strategy by the names of its parameters. */
    Map<String, Setting<BigDecimal>> parametersOf(String strategy) {
        Map<String, Setting<BigDecimal>> settings = parametersByStrategy.get(strategy);
        if (settings == null) {
            throw new IllegalArgumentException("strategy must be one of " + strategies() + ", was " + strategy);
        }
        return Collections.unmodifiableMap(settings);
    }

    private static Setting<BigDecimal> parameterSetting(StrategyDescription strategy, ParameterDescription parameter) {
        String name = "STRATEGY_" + (strategy.name() + "_" + parameter.name()).toUpperCase(Locale.ROOT);
        ValueType<BigDecimal> type = parameter.whole()
                ? NumberTypes.wholeDecimal(
                        parameter.min().longValueExact(), parameter.max().longValueExact())
                : NumberTypes.decimal(new DecimalRange(parameter.min(), true, parameter.max(), true), "");
        String summary = parameter.summary();
        return Setting.of(
                name,
                type,
                parameter.defaultValue().toPlainString(),
                summary.substring(0, 1).toUpperCase(Locale.ROOT) + summary.substring(1) + ".");
    }
}
