package cab.infrastructure.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class BacktestPageTest {

    private static final List<String> SECTIONS = List.of(
            "#warnings",
            "#price",
            "#equity",
            "#drawdown",
            "#costs",
            "#distribution",
            "#months",
            "#blocked",
            "#exits",
            "#numbers",
            "#trade-table",
            "#settings");

    @TempDir
    private Path directory;

    @Test
    void whatComesFromDataIsShownAndNeverRun() {
        String page = BacktestPage.html(Reports.swinging(300, 40_000));

        assertThat(page)
                .doesNotContain("<img")
                .doesNotContain("<script>document")
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .contains("0123456789abcdef0123456789abcdef")
                .contains("crypto-ai-bot 1.2.3");
    }

    @Test
    void thePageNamesNoAddressButItsOwnParts() {
        String page = BacktestPage.html(Reports.swinging(300, 40_000));

        assertThat(page).doesNotContain("http://").doesNotContain("https://").doesNotContain("src=\"");
    }

    @Test
    void aBacktestWithoutTradesHasAPage() {
        assertThat(BacktestPage.html(Reports.swinging(1, 100))).contains("nothing was traded");
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aBrowserShowsItWithoutComplaintOnPhoneAndDesktop() throws IOException, InterruptedException {
        Optional<Path> program = HeadlessBrowser.installed();
        assumeTrue(program.isPresent(), "no Chromium is installed: what the report looks like was not tested");
        Path file = directory.resolve("report.html");
        new ReportFile(file).write(BacktestPage.html(Reports.swinging(30_000, 40_000)));
        try (HeadlessBrowser browser =
                HeadlessBrowser.start(program.get(), Files.createDirectory(directory.resolve("profile")))) {
            for (int width : new int[] {390, 1440}) {
                for (boolean dark : new boolean[] {false, true}) {
                    browser.open(file.toUri(), width, dark);
                    SeenPage.looksRight(browser, width, SECTIONS, List.of("price", "equity", "drawdown"));
                    SeenPage.keep(browser.screenshot(), "report", width, dark);
                }
            }
            works(browser);

            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void works(HeadlessBrowser browser) throws InterruptedException {
        String rows = "document.querySelectorAll('#trade-table tbody tr').length";
        String first = "document.querySelector('#trade-table tbody td:nth-child(6)').textContent";
        assertThat(browser.evaluate(rows)).isEqualTo("50");

        String _ = browser.evaluate("document.querySelectorAll('#trade-table th button')[5].click()");
        assertThat(browser.evaluate(first)).isEqualTo("120.00");
        String _ = browser.evaluate("document.querySelectorAll('#trade-table th button')[5].click()");
        assertThat(browser.evaluate(first)).isEqualTo("\u221280.00");

        String readout = "document.getElementById('readout').textContent";
        String before = browser.evaluate(readout);
        String _ = browser.evaluate("document.querySelector('#trade-table tbody tr').click()");
        String _ = browser.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        assertThat(browser.evaluate(readout)).as("the chart went to the trade").isNotEqualTo(before);
        assertThat(browser.evaluate("document.title")).isEqualTo("BTC/USDT 15m backtest");
    }
}
