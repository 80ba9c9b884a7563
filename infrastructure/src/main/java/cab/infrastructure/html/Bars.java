package cab.infrastructure.html;

import java.util.List;
import java.util.Locale;

/** Bars that lie one below the other, each with a name before it and words behind it. Pure functions. */
public final class Bars {

    private static final double LEAST_WIDTH = 0.4;

    private Bars() {}

    /**
     * One bar.
     *
     * @param name what it is
     * @param value how long it is; below zero it goes to the left
     * @param words the value as people read it
     */
    public record Bar(String name, double value, String words) {}

    /** Gains and losses on one scale that holds zero, in their colours. */
    public static HtmlWriter signed(List<Bar> bars) {
        return of(bars, true);
    }

    /** Numbers that are neither good nor bad. */
    public static HtmlWriter neutral(List<Bar> bars) {
        return of(bars, false);
    }

    private static HtmlWriter of(List<Bar> bars, boolean signed) {
        double lowest = Math.min(0, bars.stream().mapToDouble(Bar::value).min().orElse(0));
        double highest = Math.max(0, bars.stream().mapToDouble(Bar::value).max().orElse(0));
        double span = highest > lowest ? highest - lowest : 1;
        HtmlWriter html = new HtmlWriter();
        html.open("div", "class", "bars");
        for (Bar bar : bars) {
            double from = (Math.min(0, bar.value()) - lowest) / span * 100;
            double width = Math.max(LEAST_WIDTH, Math.abs(bar.value()) / span * 100);
            html.element("span", bar.name(), "class", "bar-name");
            html.open(
                            "svg",
                            "class",
                            "bar " + (!signed ? "neutral" : bar.value() < 0 ? "loss" : "gain"),
                            "aria-hidden",
                            "true")
                    .single("rect", "x", percent(from), "y", "0", "width", percent(width), "height", "100%")
                    .close();
            html.element("span", bar.words(), "class", "bar-words");
        }
        return html.close();
    }

    static String percent(double value) {
        return String.format(Locale.ROOT, "%.3f%%", value);
    }
}
