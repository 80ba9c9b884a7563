package cab.app.assembly;

import cab.infrastructure.config.SettingEntry;
import cab.infrastructure.config.Settings;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings that a trading cycle is made from, as a recording keeps them: no secret and no address; of paths those
 * alone without which there is no such cycle.
 */
final class RecordedSettings {

    /** Strategies, sizing, risk, protection and intervals; what the program around the cycle needs is left out. */
    private static final List<String> OF_THE_CYCLE = List.of(
            "TRADING_TIMEFRAME",
            "MTF_",
            "FUSION_",
            "AI_MODEL_PATH",
            "ADDONS_DIR",
            "STRATEGIES_DIR",
            "STRATEGY_",
            "POSITION_",
            "FIXED_AMOUNT",
            "RISK_",
            "STOP_",
            "TRAILING_",
            "RECONCILE_",
            "SETTLEMENT_");

    private RecordedSettings() {}

    /** Those that are not what they are by default. */
    static SortedMap<String, String> of(Settings settings) {
        SortedMap<String, String> kept = new TreeMap<>();
        for (SettingEntry entry : settings.entries()) {
            boolean ofTheCycle = OF_THE_CYCLE.stream().anyMatch(entry.name()::startsWith);
            if (ofTheCycle && !entry.source().equals("default")) {
                kept.put(entry.name(), entry.value());
            }
        }
        return kept;
    }
}
