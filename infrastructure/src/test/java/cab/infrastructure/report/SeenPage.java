package cab.infrastructure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What must hold of every page that a browser shows. */
final class SeenPage {

    private SeenPage() {}

    /** Nothing scrolls to the side, all {@code sections} are seen, all {@code charts} are drawn. */
    static void looksRight(HeadlessBrowser browser, int width, List<String> sections, List<String> charts)
            throws InterruptedException {
        assertThat(browser.evaluate("innerWidth")).isEqualTo(Integer.toString(width));
        assertThat(Integer.parseInt(browser.evaluate("document.documentElement.scrollWidth")))
                .as("no scrolling to the side at %d", width)
                .isLessThanOrEqualTo(width);
        for (String section : sections) {
            assertThat(browser.evaluate(
                            "(() => { const box = document.querySelector('" + section + "').getBoundingClientRect();"
                                    + " return box.width > 60 && box.height > 10 && box.left >= 0; })()"))
                    .as("%s is seen at %d", section, width)
                    .isEqualTo("true");
        }
        for (String chart : charts) {
            // Pixels of the canvas that are not empty.
            assertThat(Integer.parseInt(browser.evaluate("(() => { const c = document.getElementById('" + chart
                            + "'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                            + " let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; })()")))
                    .as("%s is drawn at %d", chart, width)
                    .isGreaterThan(1_000);
        }
    }

    /** For people to look at: where the build keeps what it makes. */
    static void keep(byte[] picture, String name, int width, boolean dark) throws IOException {
        Path target = Path.of("target");
        if (Files.isDirectory(target)) {
            Path _ = Files.write(target.resolve(name + "-" + width + (dark ? "-dark" : "") + ".png"), picture);
        }
    }
}
