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
                    looksRight(browser, width);
                    keep(browser.screenshot(), width, dark);
                }
            }
            works(browser);

            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void looksRight(HeadlessBrowser browser, int width) throws InterruptedException {
        assertThat(browser.evaluate("innerWidth")).isEqualTo(Integer.toString(width));
        assertThat(Integer.parseInt(browser.evaluate("document.documentElement.scrollWidth")))
                .as("no scrolling to the side at %d", width)
                .isLessThanOrEqualTo(width);
        for (String section : SECTIONS) {
            assertThat(browser.evaluate(
                            "(() => { const box = document.querySelector('" + section + "').getBoundingClientRect();"
                                    + " return box.width > 100 && box.height > 10 && box.left >= 0; })()"))
                    .as("%s is seen at %d", section, width)
                    .isEqualTo("true");
        }
        for (String chart : List.of("price", "equity", "drawdown")) {
            // Pixels of the canvas that are not empty.
            assertThat(Integer.parseInt(browser.evaluate("(() => { const c = document.getElementById('" + chart
                            + "'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                            + " let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; })()")))
                    .as("%s is drawn at %d", chart, width)
                    .isGreaterThan(1_000);
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

    /** For people to look at: where the build keeps what it makes. */
    private static void keep(byte[] picture, int width, boolean dark) throws IOException {
        Path target = Path.of("target");
        if (Files.isDirectory(target)) {
            Path _ = Files.write(target.resolve("report-" + width + (dark ? "-dark" : "") + ".png"), picture);
        }
    }
}
