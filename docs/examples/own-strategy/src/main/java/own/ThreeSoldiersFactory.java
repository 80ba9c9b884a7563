package own;

import cab.domain.strategy.ParameterDescription;
import cab.domain.strategy.Strategy;
import cab.domain.strategy.StrategyDescription;
import cab.domain.strategy.StrategyFactory;
import cab.domain.strategy.StrategyParameters;
import java.util.List;

/** What the program is told about the strategy. The parameter becomes the setting STRATEGY_THREE_SOLDIERS_IN_A_ROW. */
public final class ThreeSoldiersFactory implements StrategyFactory {

    static final String NAME = "three_soldiers";

    @Override
    public StrategyDescription description() {
        return new StrategyDescription(
                NAME,
                "Buys after some rising candles in a row, sells after as many falling ones.",
                List.of(ParameterDescription.ofInt("in_a_row", "candles in a row", 3, 2, 20)));
    }

    @Override
    public Strategy create(StrategyParameters parameters) {
        return new ThreeSoldiers(parameters.whole("in_a_row"));
    }
}
