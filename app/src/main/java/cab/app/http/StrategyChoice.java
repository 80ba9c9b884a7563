package cab.app.http;

import cab.domain.strategy.StrategyDescription;
import java.util.List;

/**
 * Which strategies there are, and which of them decide. Immutable.
 *
 * @param known all that {@code STRATEGY_SET} can name
 * @param chosen the names of those that decide, in order of precedence
 * @param mode how several opinions become one
 */
public record StrategyChoice(List<StrategyDescription> known, List<String> chosen, String mode) {

    public StrategyChoice {
        known = List.copyOf(known);
        chosen = List.copyOf(chosen);
    }

    /** Before the program has opened, nothing decides. */
    public static StrategyChoice none() {
        return new StrategyChoice(List.of(), List.of(), "");
    }
}
