package cab.cli;

import cab.application.trading.DecisionLog;
import cab.domain.market.Symbol;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the running program for its latest decisions. */
@FunctionalInterface
public interface WhyProgram {

    /**
     * The latest {@code count} candles that were decided on, newest first; fewer when there are fewer.
     *
     * @param envFile the settings that say where the program listens
     * @throws Refusal when no program answers there, or none trades {@code symbol}
     */
    List<DecisionLog.Entry> latest(Optional<Path> envFile, Symbol symbol, int count);
}
