package cab.infrastructure.config;

import cab.domain.market.Symbol;
import cab.infrastructure.secrets.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what was written into typed values, setting by setting; notes a problem for each that fails. One thread. */
final class ValueReader {

    private final SettingsCatalogue catalogue;
    private final Map<String, RawValue> raw;
    private final List<SettingProblem> problems = new ArrayList<>();
    private final Map<Setting<?>, ResolvedValue<?>> values = new LinkedHashMap<>();

    ValueReader(SettingsCatalogue catalogue, Map<String, RawValue> raw) {
        this.catalogue = catalogue;
        this.raw = raw;
    }

    List<SettingProblem> problems() {
        return problems;
    }

    /** The values of all settings that have a right one. */
    Settings read() {
        SecretLookup secrets = new SecretLookup(raw, secretsFile());
        for (Setting<?> setting : catalogue.all()) {
            if (setting.isSecret()) {
                int before = secrets.problems().size();
                Optional<RawValue> found = secrets.find(setting);
                problems.addAll(
                        secrets.problems().subList(before, secrets.problems().size()));
                if (found.isPresent() || secrets.problems().size() == before) {
                    resolve(setting, found);
                }
            } else {
                resolve(
                        setting,
                        Optional.ofNullable(raw.get(setting.name()))
                                .map(value -> new RawValue(value.text().strip(), value.source())));
            }
        }
        takeTheOnlySymbol();
        return new Settings(catalogue, values, secrets.notices());
    }

    private Map<String, RawValue> secretsFile() {
        RawValue pointer = raw.get(SecretSettings.SECRETS_FILE.name());
        if (pointer == null) {
            return Map.of();
        }
        return switch (SecretSettings.SECRETS_FILE.parse(pointer.text().strip())) {
            // Said when SECRETS_FILE itself is resolved.
            case ParsedValue.Refused<Optional<Path>> refused -> Map.of();
            case ParsedValue.Accepted<Optional<Path>>(Optional<Path> path) -> {
                if (path.isEmpty()) {
                    yield Map.of();
                }
                SecretsFileReader reader = new SecretsFileReader(path.get(), catalogue);
                Map<String, RawValue> secrets = reader.read();
                problems.addAll(reader.problems());
                yield secrets;
            }
        };
    }

    private <T> void resolve(Setting<T> setting, Optional<RawValue> written) {
        if (written.isEmpty()) {
            values.put(setting, ResolvedValue.ofDefault(setting));
            return;
        }
        RawValue value = written.get();
        switch (setting.parse(value.text())) {
            case ParsedValue.Accepted<T>(T typed) ->
                values.put(setting, new ResolvedValue<>(setting, typed, value.text(), value.source()));
            case ParsedValue.Refused<T>(String problem) ->
                problems.add(new SettingProblem(
                        setting.name(),
                        problem + ", in " + place(value.source()),
                        setting.isSecret() ? Secret.MASK : value.text(),
                        setting.expected()));
        }
    }

    /** SYMBOL alone stands for SYMBOLS; both are fine only when they say the same. */
    private void takeTheOnlySymbol() {
        if (!values.containsKey(TradingSettings.SYMBOL) || !values.containsKey(TradingSettings.SYMBOLS)) {
            return;
        }
        Settings soFar = new Settings(catalogue, values, List.of());
        ResolvedValue<Optional<Symbol>> only = soFar.resolved(TradingSettings.SYMBOL);
        ResolvedValue<List<Symbol>> several = soFar.resolved(TradingSettings.SYMBOLS);
        if (only.value().isEmpty() || only.value().map(List::of).equals(Optional.of(several.value()))) {
            return;
        }
        if (several.isDefault()) {
            values.put(
                    TradingSettings.SYMBOLS,
                    new ResolvedValue<>(
                            TradingSettings.SYMBOLS,
                            List.of(only.value().get()),
                            only.text(),
                            new SettingSource.OtherSetting("SYMBOL", only.source())));
            return;
        }
        problems.add(new SettingProblem(
                "SYMBOL",
                "contradicts SYMBOLS",
                only.text() + " in " + place(only.source()) + " and SYMBOLS=" + several.text() + " in "
                        + place(several.source()),
                "SYMBOLS or SYMBOL, or the same in both"));
    }

    private static String place(SettingSource source) {
        return source instanceof SettingSource.Environment ? "the environment" : source.toString();
    }
}
