package cab.infrastructure.ta4j;

import cab.domain.strategy.Strategy;
import cab.domain.strategy.StrategyFactory;
import cab.domain.strategy.StrategyParameters;
import org.ta4j.core.BarSeries;

/**
 * A strategy of ta4j that can be chosen like any other. Who has one implements this interface, names the class in
 * {@code META-INF/services/cab.domain.strategy.StrategyFactory} of a jar, and puts that jar into the directory of
 * strategies. Stateless, thread-safe.
 */
public interface Ta4jStrategyFactory extends StrategyFactory {

    /**
     * A new strategy over {@code bars}, which are empty now and grow by one with each closed candle.
     *
     * <p>What ta4j calls unstable bars is the warm-up: give as many to the constructor of {@code BaseStrategy} as the
     * longest of its indicators needs.
     *
     * @param bars in doubles; only the last {@link #candlesKept} are kept
     * @param parameters a value for each parameter of the description
     */
    org.ta4j.core.Strategy build(BarSeries bars, StrategyParameters parameters);

    /** How far back the rules may look; more than the warm-up. */
    default int candlesKept() {
        return 1_000;
    }

    @Override
    default Strategy create(StrategyParameters parameters) {
        return new Ta4jStrategy(this, parameters);
    }
}
