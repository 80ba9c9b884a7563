package cab.infrastructure.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Weights that must sum to exactly 1, and averages of which one must be faster than the other. */
final class WeightChecks implements CrossCheck {

    private static final List<Setting<BigDecimal>> FUSION_WEIGHTS =
            List.of(TimeframeSettings.FUSION_W_TECHNICAL, TimeframeSettings.FUSION_W_AI);

    @Override
    public List<SettingProblem> problemsIn(Settings settings) {
        List<SettingProblem> problems = new ArrayList<>();
        checkSum(settings, TimeframeSettings.TREND_WEIGHTS, problems);
        checkSum(settings, FUSION_WEIGHTS, problems);
        checkAverages(settings, problems);
        return problems;
    }

    private static void checkAverages(Settings settings, List<SettingProblem> problems) {
        if (!settings.has(TimeframeSettings.MTF_EMA_FAST, TimeframeSettings.MTF_EMA_SLOW)) {
            return;
        }
        int slow = settings.get(TimeframeSettings.MTF_EMA_SLOW);
        if (settings.get(TimeframeSettings.MTF_EMA_FAST) >= slow) {
            problems.add(new SettingProblem(
                    TimeframeSettings.MTF_EMA_FAST.name(),
                    "is not faster than MTF_EMA_SLOW",
                    settings.shown(TimeframeSettings.MTF_EMA_FAST),
                    "fewer candles than " + slow));
        }
    }

    private static void checkSum(Settings settings, List<Setting<BigDecimal>> weights, List<SettingProblem> problems) {
        if (!settings.has(weights.toArray(Setting<?>[]::new))) {
            return;
        }
        BigDecimal sum = weights.stream().map(settings::get).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.ONE) == 0) {
            return;
        }
        Setting<BigDecimal> named = weights.stream()
                .filter(weight -> !settings.resolved(weight).isDefault())
                .findFirst()
                .orElse(weights.getFirst());
        String all = weights.stream()
                .map(weight -> weight + " " + settings.get(weight).toPlainString())
                .collect(Collectors.joining(" + "));
        problems.add(new SettingProblem(
                named.name(),
                "weights do not sum to 1",
                all + " = " + sum.stripTrailingZeros().toPlainString(),
                "a sum of exactly 1"));
    }
}
