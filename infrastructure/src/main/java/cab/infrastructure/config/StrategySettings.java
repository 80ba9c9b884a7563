package cab.infrastructure.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which strategies decide, and how they agree. Their parameters come with the catalogue of strategies. */
public final class StrategySettings {

    public static final Setting<List<String>> STRATEGY_SET = Setting.of(
            "STRATEGY_SET",
            TradingTypes.strategyNames(),
            "ema_cross",
            "The strategies that are asked on every closed candle, in order of precedence.");

    public static final Setting<StrategyMode> STRATEGY_MODE = Setting.of(
            "STRATEGY_MODE",
            TextTypes.choice(StrategyMode.class),
            "first",
            "How several opinions become one: first takes the first listed strategy with an opinion, vote the"
                    + " majority, weighted the sum weighted by STRATEGY_SCORES.");

    public static final Setting<Optional<Map<String, BigDecimal>>> STRATEGY_SCORES = Setting.of(
            "STRATEGY_SCORES",
            TradingTypes.scores().orEmpty(),
            "",
            "The weight of each strategy of STRATEGY_SET; needed with STRATEGY_MODE=weighted.");

    public static final Setting<Optional<Path>> STRATEGIES_DIR = Setting.of(
            "STRATEGIES_DIR",
            TextTypes.path().orEmpty(),
            "./strategies",
            "The directory of your own strategies: each jar in it brings one or more, which can then be named in"
                    + " STRATEGY_SET and have settings of their own. What is in them runs with all the rights of the program. Empty means none.");

    static final SettingGroup GROUP =
            SettingGroup.of("Strategies", STRATEGY_SET, STRATEGY_MODE, STRATEGY_SCORES, STRATEGIES_DIR);

    private StrategySettings() {}
}
