package cab.app.assembly;

import cab.application.backtest.BacktestReport;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.cli.ReportProgram;
import cab.infrastructure.report.BacktestPage;
import cab.infrastructure.report.ReportFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Writes reports as HTML. Thread-safe. */
public final class HtmlReports implements ReportProgram {

    @Override
    public void check(Path file) {
        new ReportFile(file).fault().ifPresent(fault -> {
            throw new Refusal(ExitCode.USAGE, List.of("--report: " + fault));
        });
    }

    @Override
    public void write(Path file, BacktestReport report) {
        try {
            new ReportFile(file).write(BacktestPage.html(report));
        } catch (IOException failed) {
            throw new Refusal(
                    ExitCode.DOES_NOT_HOLD,
                    List.of("--report: " + Objects.requireNonNullElse(failed.getMessage(), failed.toString())));
        }
    }
}
