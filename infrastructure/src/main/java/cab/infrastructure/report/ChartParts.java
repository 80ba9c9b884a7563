package cab.infrastructure.report;

import cab.infrastructure.html.HtmlWriter;
import java.util.List;

/** What the script draws in, and what it is told with. Pure functions. */
final class ChartParts {

    private ChartParts() {}

    /** Buttons that say how much is seen. */
    static HtmlWriter zoom() {
        HtmlWriter tools = new HtmlWriter();
        tools.open("div", "class", "tools", "role", "toolbar", "aria-label", "Zoom");
        for (String span : List.of("All", "1y", "3m", "1m", "1w")) {
            tools.element("button", span, "type", "button", "data-span", span);
        }
        return tools.element("button", "\u2212", "type", "button", "data-zoom", "out", "aria-label", "Zoom out")
                .element("button", "+", "type", "button", "data-zoom", "in", "aria-label", "Zoom in")
                .element("span", "Drag to move; Ctrl and wheel, or two fingers, to zoom.", "class", "muted small")
                .close();
    }

    /** Candles with entries and exits. */
    static HtmlWriter price() {
        HtmlWriter chart = new HtmlWriter();
        chart.open("p", "class", "legend small")
                .element("span", "entry", "class", "in")
                .element("span", "exit", "class", "out")
                .close();
        return chart.single(
                "canvas", "id", "price", "class", "tall", "tabindex", "0", "role", "img", "aria-label", "Candles");
    }

    /** What the place under the pointer says. */
    static HtmlWriter readout(String id) {
        return new HtmlWriter().element("div", "", "id", id, "class", "readout muted small", "aria-live", "off");
    }

    /**
     * Equity and drawdown.
     *
     * @param prefix before the names of the parts, which are once on a page
     * @param held what equity is compared with
     */
    static HtmlWriter equity(String prefix, String held) {
        HtmlWriter chart = new HtmlWriter();
        chart.open("div", "class", "tools")
                .element("button", "Logarithmic", "type", "button", "data-look", "logarithmic", "aria-pressed", "false")
                .element("button", "Equity alone", "type", "button", "data-look", "alone", "aria-pressed", "false")
                .close();
        chart.open("p", "class", "legend small")
                .element("span", "equity")
                .element("span", held, "class", "hold")
                .close();
        chart.single("canvas", "id", prefix + "equity", "class", "flat", "role", "img", "aria-label", "Equity");
        chart.element("h3", "Drawdown");
        chart.single("canvas", "id", prefix + "drawdown", "class", "low", "role", "img", "aria-label", "Drawdown");
        return chart.element("p", "", "id", prefix + "together", "class", "muted small")
                .element("noscript", "The pictures of time and the list of trades need JavaScript.");
    }
}
