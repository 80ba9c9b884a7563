package cab.infrastructure.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cab.application.backtest.PortfolioReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class PortfolioPageTest {

    private static final List<String> SECTIONS = List.of(
            "#warnings",
            "#whole-equity",
            "#whole-drawdown",
            "#symbols",
            "#symbol",
            "#price",
            "#equity",
            "#drawdown",
            "#costs",
            "#distribution",
            "#months",
            "#correlations",
            "#blocked",
            "#exits",
            "#numbers",
            "#trade-table",
            "#settings");

    @TempDir
    private Path directory;

    @Test
    void thePageNamesNoAddressAndNeverRunsWhatComesFromData() {
        String page = PortfolioPage.html(Reports.several(3, 300));

        assertThat(page)
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("src=\"")
                .doesNotContain("<img")
                .contains("C0/USDT", "C2/USDT", "3 symbols 15m");
    }

    @Test
    void aHundredSymbolsMakeAPageOfAFewMegabytes() {
        PortfolioReport report = Reports.several(100, 4_000);

        String page = PortfolioPage.html(report);

        assertThat(page.length()).isLessThan(6_000_000);
        assertThat(page).contains("C99/USDT").contains("On average of ");
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aBrowserShowsItWithoutComplaintOnPhoneAndDesktop() throws IOException, InterruptedException {
        Optional<Path> program = HeadlessBrowser.installed();
        assumeTrue(program.isPresent(), "no Chromium is installed: what the report looks like was not tested");
        Path file = directory.resolve("report.html");
        new ReportFile(file).write(PortfolioPage.html(Reports.several(3, 30_000)));
        try (HeadlessBrowser browser =
                HeadlessBrowser.start(program.get(), Files.createDirectory(directory.resolve("profile")))) {
            for (int width : new int[] {390, 1440}) {
                for (boolean dark : new boolean[] {false, true}) {
                    browser.open(file.toUri(), width, dark);
                    SeenPage.looksRight(
                            browser,
                            width,
                            SECTIONS,
                            List.of("whole-equity", "whole-drawdown", "price", "equity", "drawdown"));
                    SeenPage.keep(browser.screenshot(), "report-several", width, dark);
                }
            }
            works(browser);

            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void works(HeadlessBrowser browser) throws InterruptedException {
        String readout = "document.getElementById('readout').textContent";
        String first = browser.evaluate(readout);
        String whole = browser.evaluate("document.getElementById('whole-readout').textContent");
        assertThat(whole).contains("equal parts held").doesNotContain("open");

        String _ = browser.evaluate("(() => { const s = document.getElementById('symbol'); s.value = '1';"
                + " s.dispatchEvent(new Event('change')); })()");
        assertThat(browser.evaluate(readout)).as("another symbol is shown").isNotEqualTo(first);

        // By symbol, the last one first: the chart goes to its trade, and to its symbol.
        String sort = "document.querySelectorAll('#trade-table th button')[12].click()";
        String _ = browser.evaluate(sort);
        String _ = browser.evaluate(sort);
        String row = "document.querySelector('#trade-table tbody tr')";
        assertThat(browser.evaluate(row + ".lastChild.textContent")).isEqualTo("C2/USDT");
        String _ = browser.evaluate(row + ".click()");
        assertThat(browser.evaluate("document.getElementById('symbol').value")).isEqualTo("2");
        assertThat(browser.evaluate("document.getElementById('whole-readout').textContent"))
                .as("the whole stays as it was")
                .isEqualTo(whole);
    }
}
