package cab.infrastructure.config;

import cab.domain.market.Timeframe;
import java.math.BigDecimal;
import java.util.List;

/** On which timeframe signals arise, and how they are weighed against higher timeframes and the AI score. */
public final class TimeframeSettings {

    public static final Setting<Timeframe> TRADING_TIMEFRAME = Setting.of(
            "TRADING_TIMEFRAME",
            TradingTypes.timeframe(),
            "15m",
            "The candles that strategies look at and that orders follow.");

    public static final Setting<Boolean> MTF_ENABLED = Setting.of(
                    "MTF_ENABLED",
                    TextTypes.onOff(),
                    "1",
                    "Whether a downtrend of higher timeframes forbids new entries. Exits are never forbidden.")
            .partOf(Capability.TREND_FILTER);

    public static final Setting<Integer> MTF_EMA_FAST = Setting.of(
                    "MTF_EMA_FAST",
                    NumberTypes.count(1, 999, "candles"),
                    "12",
                    "The candles of the fast average of closes, fewer than MTF_EMA_SLOW. A timeframe goes up while it is"
                            + " above the slow one, down while it is below.")
            .partOf(Capability.TREND_FILTER);

    public static final Setting<Integer> MTF_EMA_SLOW = Setting.of(
                    "MTF_EMA_SLOW",
                    NumberTypes.count(2, 1_000, "candles"),
                    "26",
                    "The candles of the slow average of closes. A timeframe with fewer candles than that is neutral.")
            .partOf(Capability.TREND_FILTER);

    public static final Setting<BigDecimal> MTF_W_M15 = trendWeight(
            "MTF_W_M15",
            "0.0",
            "The weight of the 15m trend. The five weights MTF_W_ sum to exactly 1; those of timeframes shorter than"
                    + " TRADING_TIMEFRAME are left out.");

    public static final Setting<BigDecimal> MTF_W_H1 = trendWeight("MTF_W_H1", "0.40", "The weight of the 1h trend.");

    public static final Setting<BigDecimal> MTF_W_H4 = trendWeight("MTF_W_H4", "0.30", "The weight of the 4h trend.");

    public static final Setting<BigDecimal> MTF_W_D1 = trendWeight("MTF_W_D1", "0.20", "The weight of the 1d trend.");

    public static final Setting<BigDecimal> MTF_W_W1 = trendWeight(
            "MTF_W_W1",
            "0.10",
            "The weight of the 1w trend. Below 0 the sum of the weights of the trends that go up, less those that go down,"
                    + " forbids new entries.");

    public static final Setting<BigDecimal> FUSION_W_TECHNICAL = fusionWeight(
            "FUSION_W_TECHNICAL",
            "0.65",
            "The weight of the strategies' signal beside the AI score. The two weights FUSION_W_ sum to exactly 1."
                    + " Without a model the technical signal counts alone.");

    public static final Setting<BigDecimal> FUSION_W_AI =
            fusionWeight("FUSION_W_AI", "0.35", "The weight of the AI score beside the strategies' signal.");

    public static final Setting<BigDecimal> FUSION_THRESHOLD = Setting.of(
                    "FUSION_THRESHOLD",
                    NumberTypes.decimal(DecimalRange.above("0", "1"), ""),
                    "0.5",
                    "What the weighted sum must reach before an entry is made: the technical weight times the strength of"
                            + " the signal, and the AI weight times twice the score less 1.")
            .partOf(Capability.AI_SCORE);

    /** The weights of the trend filter, shortest timeframe first; they sum to 1. */
    public static final List<Setting<BigDecimal>> TREND_WEIGHTS =
            List.of(MTF_W_M15, MTF_W_H1, MTF_W_H4, MTF_W_D1, MTF_W_W1);

    static final SettingGroup GROUP = SettingGroup.of(
            "Timeframes and fusion",
            TRADING_TIMEFRAME,
            MTF_ENABLED,
            MTF_EMA_FAST,
            MTF_EMA_SLOW,
            MTF_W_M15,
            MTF_W_H1,
            MTF_W_H4,
            MTF_W_D1,
            MTF_W_W1,
            FUSION_W_TECHNICAL,
            FUSION_W_AI,
            FUSION_THRESHOLD);

    private TimeframeSettings() {}

    private static Setting<BigDecimal> trendWeight(String name, String defaultText, String description) {
        return weight(name, defaultText, description).partOf(Capability.TREND_FILTER);
    }

    private static Setting<BigDecimal> fusionWeight(String name, String defaultText, String description) {
        return weight(name, defaultText, description).partOf(Capability.AI_SCORE);
    }

    private static Setting<BigDecimal> weight(String name, String defaultText, String description) {
        return Setting.of(name, NumberTypes.decimal(DecimalRange.closed("0", "1"), ""), defaultText, description);
    }
}
