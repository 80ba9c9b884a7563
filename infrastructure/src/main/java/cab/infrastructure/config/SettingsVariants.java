package cab.infrastructure.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Configurations that differ from a valid one in a few values, for whoever tries many: the env file, the environment
 * and the jars of strategies were read once. Immutable, thread-safe.
 */
public final class SettingsVariants {

    private static final int SUGGESTIONS_MAX = 3;

    private final SettingsCatalogue catalogue;
    private final Map<String, RawValue> raw;
    private final List<CrossCheck> checks;
    private final Settings base;
    private final Map<String, Setting<?>> plain;

    SettingsVariants(SettingsCatalogue catalogue, Map<String, RawValue> raw, List<CrossCheck> checks, Settings base) {
        this.catalogue = catalogue;
        this.raw = new LinkedHashMap<>(raw);
        this.checks = List.copyOf(checks);
        this.base = base;
        this.plain = plain(catalogue);
    }

    /** What is read without a look at anything else. */
    private static Map<String, Setting<?>> plain(SettingsCatalogue catalogue) {
        Map<String, Setting<?>> plain = new HashMap<>();
        for (Setting<?> setting : catalogue.all()) {
            boolean standsAlone = !setting.isSecret()
                    && setting != SecretSettings.SECRETS_FILE
                    && setting != TradingSettings.SYMBOL
                    && setting != TradingSettings.SYMBOLS;
            if (standsAlone) {
                plain.put(setting.name(), setting);
            }
        }
        return plain;
    }

    /** The configuration that the variants differ from. */
    public Settings base() {
        return base;
    }

    /** The configuration in which {@code values}, by the names of settings, come before all others. */
    public SettingsOutcome with(Map<String, String> values) {
        return simple(values).orElseGet(() -> readAnew(values));
    }

    /** The configuration, when the values are right and only they have to be read: what a search asks for most. */
    private Optional<SettingsOutcome> simple(Map<String, String> values) {
        Map<Setting<?>, ResolvedValue<?>> varied = new HashMap<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            Setting<?> setting = plain.get(value.getKey());
            Optional<ResolvedValue<?>> resolved = setting == null
                    ? Optional.empty()
                    : resolved(setting, value.getValue().strip());
            if (resolved.isEmpty()) {
                return Optional.empty();
            }
            varied.put(setting, resolved.get());
        }
        Settings settings = base.varied(varied);
        return checks.stream().allMatch(check -> check.problemsIn(settings).isEmpty())
                ? Optional.of(new SettingsOutcome.Valid(settings))
                : Optional.empty();
    }

    private static <T> Optional<ResolvedValue<?>> resolved(Setting<T> setting, String text) {
        return switch (setting.parse(text)) {
            case ParsedValue.Accepted<T>(T typed) ->
                Optional.of(new ResolvedValue<>(setting, typed, text, new SettingSource.Environment()));
            case ParsedValue.Refused<T> _ -> Optional.empty();
        };
    }

    private SettingsOutcome readAnew(Map<String, String> values) {
        Map<String, RawValue> changed = new LinkedHashMap<>(raw);
        values.forEach((name, value) -> changed.put(name, new RawValue(value, new SettingSource.Environment())));
        ValueReader reader = new ValueReader(catalogue, changed);
        Settings settings = reader.read();
        List<SettingProblem> problems = new ArrayList<>(reader.problems());
        checks.forEach(check -> problems.addAll(check.problemsIn(settings)));
        return problems.isEmpty() ? new SettingsOutcome.Valid(settings) : new SettingsOutcome.Invalid(problems);
    }

    /** Why {@code name} cannot be varied, with what may have been meant; empty when it can. */
    public Optional<String> faultOf(String name) {
        Setting<?> setting = setting(name).orElse(null);
        if (setting == null) {
            return Optional.of("is not a setting" + NearNames.asQuestion(meant(name)));
        }
        if (setting.isSecret()) {
            return Optional.of("is a secret, which cannot be varied");
        }
        Optional<String> idle = idleStrategyOf(name);
        return idle.map(strategy -> "belongs to " + strategy + ", which does not decide here: STRATEGY_SET is "
                + String.join(",", base.get(StrategySettings.STRATEGY_SET)));
    }

    /** Why {@code value} cannot be a value of the setting {@code name}, whatever the others are; empty when it can. */
    public Optional<String> faultOf(String name, String value) {
        return setting(name).flatMap(setting -> switch (setting.parse(value)) {
            case ParsedValue.Accepted<?> _ -> Optional.empty();
            case ParsedValue.Refused<?>(String problem) ->
                Optional.of(problem + " (got " + value + "; expected " + setting.expected() + ")");
        });
    }

    /** What differs from the defaults, but for secrets, by name: what a later run can be compared with. */
    public Map<String, String> chosen() {
        Map<String, String> chosen = new TreeMap<>();
        for (ResolvedValue<?> value : base.all()) {
            if (!value.isDefault() && !value.setting().isSecret()) {
                chosen.put(value.setting().name(), value.text());
            }
        }
        return chosen;
    }

    private Optional<Setting<?>> setting(String name) {
        return catalogue.all().stream()
                .<Setting<?>>map(setting -> setting)
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }

    /** The nearest names, else those of the deciding strategies that end in {@code name}: {@code fast}, for example. */
    private List<String> meant(String name) {
        String ending = "_" + name.toUpperCase(Locale.ROOT);
        List<String> parameters = base.get(StrategySettings.STRATEGY_SET).stream()
                .flatMap(strategy -> catalogue.parametersOf(strategy).values().stream())
                .map(Setting::name)
                .filter(setting -> setting.endsWith(ending))
                .limit(SUGGESTIONS_MAX)
                .toList();
        return parameters.isEmpty() ? NearNames.of(name, catalogue.names()) : parameters;
    }

    private Optional<String> idleStrategyOf(String name) {
        List<String> deciding = base.get(StrategySettings.STRATEGY_SET);
        return catalogue.strategies().stream()
                .filter(strategy -> !deciding.contains(strategy))
                .filter(strategy -> catalogue.parametersOf(strategy).values().stream()
                        .anyMatch(setting -> setting.name().equals(name)))
                .findFirst();
    }
}
