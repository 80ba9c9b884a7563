package cab.infrastructure.config;

import cab.domain.strategy.Strategy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** That the strategies named exist, have the scores they need and parameters that fit together. */
final class StrategyChecks implements CrossCheck {

    @Override
    public List<SettingProblem> problemsIn(Settings settings) {
        List<SettingProblem> problems = new ArrayList<>();
        Collection<String> known = settings.catalogue().strategies();
        if (settings.has(StrategySettings.STRATEGY_SET)) {
            settings.get(StrategySettings.STRATEGY_SET)
                    .forEach(name -> checkKnown(StrategySettings.STRATEGY_SET, name, known, problems));
        }
        if (settings.has(StrategySettings.STRATEGY_SCORES)) {
            settings.get(StrategySettings.STRATEGY_SCORES)
                    .ifPresent(scores -> scores.keySet()
                            .forEach(name -> checkKnown(StrategySettings.STRATEGY_SCORES, name, known, problems)));
        }
        checkScores(settings, problems);
        settings.catalogue().strategies().forEach(strategy -> checkRules(settings, strategy, problems));
        return problems;
    }

    private static void checkKnown(
            Setting<?> setting, String name, Collection<String> known, List<SettingProblem> problems) {
        if (!known.contains(name)) {
            problems.add(new SettingProblem(
                    setting.name(),
                    "names an unknown strategy" + NearNames.question(name, known),
                    name,
                    "one of " + String.join(", ", known)));
        }
    }

    private static void checkScores(Settings settings, List<SettingProblem> problems) {
        if (!settings.has(
                        StrategySettings.STRATEGY_SET, StrategySettings.STRATEGY_MODE, StrategySettings.STRATEGY_SCORES)
                || settings.get(StrategySettings.STRATEGY_MODE) != StrategyMode.WEIGHTED) {
            return;
        }
        List<String> strategies = settings.get(StrategySettings.STRATEGY_SET);
        Collection<String> scored = settings.get(StrategySettings.STRATEGY_SCORES)
                .map(Map::keySet)
                .map(List::copyOf)
                .orElse(List.of());
        if (!(scored.containsAll(strategies) && strategies.containsAll(scored))) {
            problems.add(new SettingProblem(
                    StrategySettings.STRATEGY_SCORES.name(),
                    "does not match STRATEGY_SET, as STRATEGY_MODE=weighted needs",
                    String.join(", ", scored),
                    "a weight for each of " + String.join(", ", strategies) + " and no other"));
        }
    }

    private static void checkRules(Settings settings, String strategy, List<SettingProblem> problems) {
        Collection<Setting<BigDecimal>> parameters =
                settings.catalogue().parametersOf(strategy).values();
        boolean isChecked = parameters.isEmpty() || !settings.isNews(parameters);
        if (isChecked || !settings.has(parameters.toArray(Setting<?>[]::new))) {
            return;
        }
        // The fault is in what the user wrote, not in the default that it does not fit.
        Setting<BigDecimal> named = parameters.stream()
                .filter(parameter -> !settings.resolved(parameter).isDefault())
                .findFirst()
                .orElse(parameters.iterator().next());
        faultOf(settings, strategy)
                .ifPresent(fault -> problems.add(new SettingProblem(
                        named.name(),
                        fault,
                        settings.resolved(named).text(),
                        "parameters of " + strategy + " that fit together")));
    }

    private static Optional<String> faultOf(Settings settings, String strategy) {
        try {
            // Only a strategy itself knows what its parameters must keep together.
            Strategy _ = settings.strategies().create(strategy, settings.strategyParameters(strategy));
            return Optional.empty();
        } catch (IllegalArgumentException unfit) {
            return Optional.of(String.valueOf(unfit.getMessage()));
        }
    }
}
