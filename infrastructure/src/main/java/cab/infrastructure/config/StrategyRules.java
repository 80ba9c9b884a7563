package cab.infrastructure.config;

import cab.domain.strategy.StrategyParameters;
import java.util.Optional;

/** What the parameters of a strategy must keep together, such as a fast average being shorter than a slow one. */
@FunctionalInterface
public interface StrategyRules {

    /** What is wrong with {@code parameters}, each of which is within its own range; empty when nothing is. */
    Optional<String> faultOf(String strategy, StrategyParameters parameters);
}
