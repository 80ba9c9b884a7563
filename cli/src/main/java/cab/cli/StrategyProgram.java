package cab.cli;

import cab.domain.strategy.StrategyDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the commands about strategies need. Every method throws {@link Refusal} when it cannot do what was asked. */
public interface StrategyProgram {

    /** Every strategy that can be chosen, those of the user's jars included, in the order they are shown. */
    List<StrategyDescription> list(Optional<Path> envFile);

    /**
     * Writes the sources of a new strategy into a directory of its name in the directory of strategies.
     *
     * @return the files
     */
    List<Path> create(Optional<Path> envFile, String name, boolean ta4j);

    /**
     * Compiles a strategy and puts its jar into the directory of strategies.
     *
     * @param project its directory, or its name in the directory of strategies
     * @return the jar
     */
    Path build(Optional<Path> envFile, String project);
}
