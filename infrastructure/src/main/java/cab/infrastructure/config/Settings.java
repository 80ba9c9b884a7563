package cab.infrastructure.config;

import cab.domain.strategy.StrategyCatalogue;
import cab.domain.strategy.StrategyParameters;
import cab.infrastructure.secrets.ConnectionUrl;
import cab.infrastructure.secrets.Secret;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The effective settings: for each a typed value and where it comes from. Immutable. */
public final class Settings {

    private final SettingsCatalogue catalogue;
    private final Map<Setting<?>, ResolvedValue<?>> values;
    private final Map<Setting<?>, ResolvedValue<?>> varied;
    private final List<String> notices;

    Settings(SettingsCatalogue catalogue, Map<Setting<?>, ResolvedValue<?>> values, List<String> notices) {
        this.catalogue = catalogue;
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.varied = Map.of();
        this.notices = List.copyOf(notices);
    }

    private Settings(Settings base, Map<Setting<?>, ResolvedValue<?>> varied) {
        this.catalogue = base.catalogue;
        this.values = base.values;
        this.varied = Map.copyOf(varied);
        this.notices = base.notices;
    }

    /** These settings, valid and not varied themselves, but for the values of {@code varied}. */
    Settings varied(Map<Setting<?>, ResolvedValue<?>> other) {
        return new Settings(this, other);
    }

    /** Whether any of {@code settings} may have another value than in valid settings that these are a variant of. */
    boolean isNews(Collection<? extends Setting<?>> settings) {
        return varied.isEmpty() || settings.stream().anyMatch(varied::containsKey);
    }

    /** The value of {@code setting}. */
    public <T> T get(Setting<T> setting) {
        return resolved(setting).value();
    }

    /** Where the value of {@code setting} comes from. */
    public SettingSource source(Setting<?> setting) {
        return resolved(setting).source();
    }

    /**
     * The parameters of a strategy.
     *
     * @throws IllegalArgumentException when the strategy is not known
     */
    public StrategyParameters strategyParameters(String strategy) {
        Map<String, BigDecimal> parameters = new LinkedHashMap<>();
        catalogue.parametersOf(strategy).forEach((name, setting) -> parameters.put(name, get(setting)));
        return StrategyParameters.of(parameters);
    }

    /** The strategies that can be chosen: those of the program and those of the user's jars. */
    public StrategyCatalogue strategies() {
        return catalogue.strategyCatalogue();
    }

    /** What is allowed but probably not meant: one sentence each, without secrets. Worth a warning at start. */
    public List<String> notices() {
        return notices;
    }

    /** Every setting as it may be shown, in the order of the documentation. */
    public List<SettingEntry> entries() {
        return all().stream()
                .map(resolved -> new SettingEntry(
                        resolved.setting().name(),
                        shown(resolved),
                        resolved.source().toString()))
                .toList();
    }

    /** Every secret that is set, for the filter that keeps them out of logs. */
    public List<Secret> secrets() {
        return all().stream()
                .filter(resolved -> resolved.setting().isSecret())
                .flatMap(resolved -> secretsIn(resolved.value()))
                .toList();
    }

    /** Whether all of {@code settings} have a value; false only while problems are still being collected. */
    boolean has(Setting<?>... settings) {
        return Stream.of(settings).allMatch(values::containsKey);
    }

    Settings with(List<String> moreNotices) {
        return new Settings(
                catalogue,
                allBySetting(),
                Stream.concat(notices.stream(), moreNotices.stream()).toList());
    }

    private Map<Setting<?>, ResolvedValue<?>> allBySetting() {
        Map<Setting<?>, ResolvedValue<?>> all = new LinkedHashMap<>(values);
        all.putAll(varied);
        return all;
    }

    SettingsCatalogue catalogue() {
        return catalogue;
    }

    /** Every value there is, in the order of the documentation. */
    List<ResolvedValue<?>> all() {
        List<ResolvedValue<?>> all = new ArrayList<>(values.size());
        values.forEach((setting, value) -> all.add(varied.getOrDefault(setting, value)));
        return Collections.unmodifiableList(all);
    }

    @SuppressWarnings("unchecked") // A key is only ever stored with a value of its own type.
    <T> ResolvedValue<T> resolved(Setting<T> setting) {
        ResolvedValue<?> other = varied.get(setting);
        ResolvedValue<?> resolved = other == null ? values.get(setting) : other;
        if (resolved == null) {
            throw new IllegalArgumentException("setting must be of this catalogue, was " + setting);
        }
        return (ResolvedValue<T>) resolved;
    }

    /** The value of {@code setting} as it may be shown. */
    String shown(Setting<?> setting) {
        return shown(resolved(setting));
    }

    private static String shown(ResolvedValue<?> resolved) {
        if (!resolved.setting().isSecret()) {
            return resolved.text();
        }
        Object value = resolved.value();
        return value instanceof Optional<?> optional
                ? optional.map(Object::toString).orElse("")
                : value.toString();
    }

    private static Stream<Secret> secretsIn(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.stream().flatMap(Settings::secretsIn);
            case Secret secret -> Stream.of(secret);
            case ConnectionUrl url -> url.secrets().stream();
            default -> Stream.of();
        };
    }
}
