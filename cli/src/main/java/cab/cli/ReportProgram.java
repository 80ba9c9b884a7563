package cab.cli;

import cab.application.backtest.AccountReport;
import java.nio.file.Path;

/** Writes a backtest's report to a file that can be handed to somebody. */
public interface ReportProgram {

    /**
     * Looks whether it can be written, before the backtest is run.
     *
     * @throws Refusal when it cannot
     */
    void check(Path file);

    /**
     * Writes it, whole or not at all.
     *
     * @throws Refusal when that fails
     */
    void write(Path file, AccountReport report);
}
