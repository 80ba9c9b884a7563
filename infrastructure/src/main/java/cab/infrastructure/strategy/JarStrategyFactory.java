package cab.infrastructure.strategy;

import cab.domain.strategy.Strategy;
import cab.domain.strategy.StrategyDescription;
import cab.domain.strategy.StrategyFactory;
import cab.domain.strategy.StrategyParameters;

/** A strategy out of a jar: whatever goes wrong in it is told with the name of the jar. Thread-safe as the jar's is. */
final class JarStrategyFactory implements StrategyFactory {

    private static final int WARM_UP_MAX = 10_000;

    private final String jar;
    private final StrategyFactory delegate;
    private final StrategyDescription description;

    /**
     * @param jar the name of its file
     * @param delegate what the jar brought
     */
    JarStrategyFactory(String jar, StrategyFactory delegate) {
        this.jar = jar;
        this.delegate = delegate;
        this.description = delegate.description();
    }

    @Override
    public StrategyDescription description() {
        return description;
    }

    /** The jar that it comes from. */
    String jar() {
        return jar;
    }

    @Override
    public Strategy create(StrategyParameters parameters) {
        Strategy strategy;
        try {
            strategy = delegate.create(parameters);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException("strategy " + description.name() + ": " + unfit.getMessage(), unfit);
        } catch (RuntimeException | LinkageError failed) {
            throw new IllegalArgumentException(
                    jar + ": strategy " + description.name() + " cannot be made: " + failed, failed);
        }
        String fault = faultOf(strategy);
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException(jar + ": strategy " + description.name() + " " + fault);
        }
        return new JarStrategy(jar, strategy);
    }

    private String faultOf(Strategy strategy) {
        // A jar may have been compiled without null checks.
        if (strategy == null) {
            return "cannot be made: its factory gave null";
        }
        if (!description.name().equals(strategy.name())) {
            return "must have the name of its description, called itself " + strategy.name();
        }
        int warmUp = strategy.warmUp();
        return warmUp < 0 || warmUp > WARM_UP_MAX
                ? "must warm up within 0.." + WARM_UP_MAX + " candles, said " + warmUp
                : "";
    }
}
