package cab.cli;

import cab.application.port.TradeHistory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Opens what was traded, for reports. */
@FunctionalInterface
public interface PerfProgram {

    /**
     * Asks {@code question} while the records are open.
     *
     * @param envFile the settings that name the database
     * @throws Refusal when the settings are wrong or the database cannot be read
     */
    <T> T read(Optional<Path> envFile, Function<Records, T> question);

    /**
     * What was traded. Valid during the question only.
     *
     * @param history the records
     * @param marketNow the time of the market: what today means
     * @param notes what the reader should know, for standard error
     */
    record Records(TradeHistory history, Instant marketNow, List<String> notes) {

        public Records {
            notes = List.copyOf(notes);
        }
    }
}
