package cab.infrastructure.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class HtmlWriterTest {

    private static final String HOSTILE = "</script><img src=x onerror=\"alert('1')\">&";

    @Test
    void textAndAttributesAreEscaped() {
        String html = new HtmlWriter().element("p", HOSTILE, "title", HOSTILE).html();

        assertThat(html)
                .isEqualTo("<p title=\"&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;\">"
                        + "&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;</p>");
    }

    @Test
    void charactersThatHtmlForbidsAreReplaced() {
        assertThat(HtmlWriter.escaped("a\u0000b\u0007c\n")).isEqualTo("a\uFFFDb\uFFFDc\n");
    }

    @Test
    void anElementThatIsOpenIsAFaultOfTheProgram() {
        assertThatThrownBy(() -> new HtmlWriter().open("p").html()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new HtmlWriter().open("p", "class")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dataCannotEndItsElementAndThePolicyAllowsTheOwnScriptAlone() throws NoSuchAlgorithmException {
        String page = new StandalonePage(HOSTILE)
                .data("words", List.of(HOSTILE))
                .script(HtmlWriterTest.class, "page.css")
                .with(new HtmlWriter());

        assertThat(page.split("</script>", -1)).hasSize(3);
        assertThat(page).doesNotContain("<img").contains("\\u003c/script>").contains("default-src &#39;none&#39;");
        String script =
                page.substring(page.lastIndexOf("<script>") + "<script>".length(), page.lastIndexOf("</script>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        assertThat(page)
                .contains("script-src &#39;sha256-" + Base64.getEncoder().encodeToString(digest) + "&#39;");
    }

    @Test
    void barsShareOneScaleThatHoldsZero() {
        String html = Bars.signed(List.of(new Bars.Bar("up", 30, "+30"), new Bars.Bar("down", -10, "-10")))
                .html();

        assertThat(html)
                .contains("class=\"bar gain\"", "x=\"25.000%\" y=\"0\" width=\"75.000%\"")
                .contains("class=\"bar loss\"", "x=\"0.000%\" y=\"0\" width=\"25.000%\"");
        assertThat(Bars.neutral(List.of(new Bars.Bar("none", 0, "0"))).html()).contains("width=\"0.400%\"");
    }

    @Test
    void everyValueIsInOneColumnOfTheHistogram() {
        double[] values = new double[1_000];
        for (int index = 0; index < values.length; index++) {
            values[index] = (index - 300) / 100.0;
        }
        values[999] = 5_000;

        String html = Histogram.of(values, " %").html();

        List<Integer> counts = new ArrayList<>();
        for (String part : html.split("</title>", -1)) {
            int colon = part.lastIndexOf(": ");
            if (colon > 0 && part.contains("<title>")) {
                counts.add(Integer.valueOf(part.substring(colon + 2)));
            }
        }
        assertThat(counts).hasSizeBetween(10, 30);
        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_000);
        assertThat(Histogram.of(new double[0], " %").html()).contains("Nothing to show");
        assertThat(Histogram.of(new double[] {0, 0}, " %").html()).contains(": 2<");
    }

    @Test
    void theStrongestCellHasTheStrongestShadeAndNoneIsEmpty() {
        HeatTable.Row row = new HeatTable.Row(
                HOSTILE,
                List.of(OptionalDouble.of(-8), OptionalDouble.of(0.3), OptionalDouble.empty(), OptionalDouble.of(0)));

        String html =
                HeatTable.of("", List.of("a", "b", "c", "d"), List.of(row), 1).html();

        assertThat(html)
                .contains("<td class=\"heat-down-5\">-8.0</td>")
                .contains("<td class=\"heat-up-1\">0.3</td>")
                .contains("<td></td>")
                .contains("<td class=\"heat-0\">0.0</td>")
                .doesNotContain("<img");
    }
}
