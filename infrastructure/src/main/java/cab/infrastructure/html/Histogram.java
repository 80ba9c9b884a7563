package cab.infrastructure.html;

import java.util.Arrays;
import java.util.Locale;

/** How often values lie where, in columns of one width with zero at a border. Pure functions. */
public final class Histogram {

    private static final int COLUMNS = 24;
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    private Histogram() {}

    /**
     * The columns of {@code values}, which are finite; nothing without values. The outermost percent on either side
     * goes to the columns at the ends, so that one of them does not press all others together.
     */
    public static HtmlWriter of(double[] values, String unit) {
        HtmlWriter html = new HtmlWriter();
        if (values.length == 0) {
            return html.element("p", "Nothing to show.", "class", "muted");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double low = Math.min(0, sorted[sorted.length / 100]);
        double high = Math.max(0, sorted[sorted.length - 1 - sorted.length / 100]);
        double width = niceWidth((high - low) / COLUMNS);
        int first = (int) Math.floor(low / width);
        int columns = Math.max(1, (int) Math.ceil(high / width) - first);
        int[] counts = new int[columns];
        for (double value : values) {
            counts[Math.clamp((long) Math.floor(value / width) - first, 0, columns - 1)]++;
        }
        int most = Arrays.stream(counts).max().orElse(1);
        html.open(
                "svg",
                "class",
                "histogram",
                "role",
                "img",
                "aria-label",
                "Distribution of " + values.length + " values");
        for (int column = 0; column < columns; column++) {
            double height = 100.0 * counts[column] / most;
            html.open(
                            "rect",
                            "class",
                            first + column < 0 ? "loss" : "gain",
                            "x",
                            Bars.percent(100.0 * column / columns),
                            "y",
                            Bars.percent(100 - height),
                            "width",
                            Bars.percent(92.0 / columns),
                            "height",
                            Bars.percent(height))
                    .element(
                            "title",
                            label((first + column) * width) + " to " + label((first + column + 1) * width) + unit + ": "
                                    + counts[column])
                    .close();
        }
        html.close();
        html.open("div", "class", "axis")
                .element("span", label(first * width) + unit)
                .element("span", "tallest column: " + most)
                .element("span", label((first + columns) * width) + unit)
                .close();
        return html;
    }

    /** At least {@code width}, and a number that people can read. */
    private static double niceWidth(double width) {
        if (!(width > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(width)));
        for (double step : STEPS) {
            if (step * power >= width) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String label(double value) {
        String digits = String.format(Locale.ROOT, "%.6f", value + 0.0);
        String plain = digits.replaceAll("0+$", "").replaceAll("\\.$", "");
        return plain.equals("-0") ? "0" : plain;
    }
}
