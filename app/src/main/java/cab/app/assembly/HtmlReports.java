package cab.app.assembly;

import cab.application.backtest.AccountReport;
import cab.application.backtest.BacktestReport;
import cab.application.backtest.PortfolioReport;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.cli.ReportProgram;
import cab.infrastructure.report.BacktestPage;
import cab.infrastructure.report.PortfolioPage;
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

    private static String html(AccountReport report) {
        return switch (report) {
            case BacktestReport one -> BacktestPage.html(one);
            case PortfolioReport several -> PortfolioPage.html(several);
        };
    }

    @Override
    public void write(Path file, AccountReport report) {
        try {
            new ReportFile(file).write(html(report));
        } catch (IOException failed) {
            throw new Refusal(
                    ExitCode.DOES_NOT_HOLD,
                    List.of("--report: " + Objects.requireNonNullElse(failed.getMessage(), failed.toString())));
        }
    }
}
