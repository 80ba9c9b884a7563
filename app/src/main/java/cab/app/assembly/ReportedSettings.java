package cab.app.assembly;

import cab.infrastructure.config.SettingEntry;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.StrategySettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings that bear on a backtest, as a report shows them: no secret, no address, of a path the file's name. */
final class ReportedSettings {

    /** What is not named here is not shown. */
    private static final List<String> SHOWN = List.of(
            "PAPER_CASH",
            "MTF_",
            "FUSION_",
            "STRATEGY_SET",
            "STRATEGY_MODE",
            "STRATEGY_SCORES",
            "POSITION_",
            "FIXED_AMOUNT",
            "RISK_",
            "SAFETY_",
            "STOP_",
            "TRAILING_",
            "SIM_SEED",
            "SIM_FEE_",
            "SIM_SPREAD_PCT",
            "SIM_SLIPPAGE_PCT",
            "SIM_LATENCY_MS",
            "SIM_PARTICIPATION_PCT",
            "AI_MODEL_PATH");

    private ReportedSettings() {}

    /** In the order of the documentation; of the strategies, only the parameters of those that decide. */
    static SequencedMap<String, String> of(Settings settings) {
        List<String> deciding = settings.get(StrategySettings.STRATEGY_SET);
        Set<String> parameters = settings.strategies().all().stream()
                .filter(strategy -> deciding.contains(strategy.name()))
                .flatMap(strategy -> strategy.parameters().stream()
                        .map(parameter -> "STRATEGY_" + strategy.name() + "_" + parameter.name()))
                .map(name -> name.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        SequencedMap<String, String> shown = new LinkedHashMap<>();
        for (SettingEntry entry : settings.entries()) {
            boolean bears = parameters.contains(entry.name()) || SHOWN.stream().anyMatch(entry.name()::startsWith);
            if (bears && !entry.value().isEmpty()) {
                shown.put(entry.name(), entry.name().endsWith("_PATH") ? fileName(entry.value()) : entry.value());
            }
        }
        return shown;
    }

    private static String fileName(String path) {
        Path name = Path.of(path).getFileName();
        return name == null ? path : name.toString();
    }
}
