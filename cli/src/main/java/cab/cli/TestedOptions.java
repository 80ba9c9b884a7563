package cab.cli;

import cab.domain.market.Timeframe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is tested over past candles, and by which settings: the same wherever candles are played. */
final class TestedOptions {

    @Option(
            names = "--timeframe",
            paramLabel = "TIMEFRAME",
            converter = TimeframeConverter.class,
            description = "Length of the candles, as 15m.")
    private @Nullable Timeframe timeframe;

    @Option(
            names = "--strategy",
            split = ",",
            paramLabel = "NAME",
            description = "Strategies, in order (default: STRATEGY_SET).")
    private List<String> strategies = List.of();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "How several strategies agree: first, vote or weighted (default: STRATEGY_MODE).")
    private @Nullable String mode;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting for this run, or for all trials; may be given several times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--cash", paramLabel = "AMOUNT", description = "What the account starts with (default: 10000).")
    private String cash = "10000";

    @Option(names = "--fee", paramLabel = "PERCENT", description = "Fee of each fill, in percent (default: 0.1).")
    private String fee = "0.1";

    @Nullable Timeframe timeframe() {
        return timeframe;
    }

    /** Names of the strategies; none for those of the settings. */
    List<String> strategies() {
        return strategies;
    }

    /** The settings that hold for this run, by name. */
    Map<String, String> overrides() {
        Map<String, String> overrides = new LinkedHashMap<>(settings);
        overrides.put("PAPER_CASH", cash);
        overrides.put("SIM_FEE_PCT", fee);
        if (mode != null) {
            overrides.put("STRATEGY_MODE", mode);
        }
        return overrides;
    }
}
