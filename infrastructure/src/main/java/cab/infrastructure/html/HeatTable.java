package cab.infrastructure.html;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A table whose cells are coloured by their value: green above zero, red below, the stronger the further from zero.
 * Pure functions.
 */
public final class HeatTable {

    private static final int SHADES = 5;

    private HeatTable() {}

    /**
     * One row.
     *
     * @param name what stands before it
     * @param cells one a column; an empty one stays empty
     */
    public record Row(String name, List<OptionalDouble> cells) {

        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * The table.
     *
     * @param corner what stands above the names of the rows
     * @param columns what stands above the cells
     * @param digits behind the point
     */
    public static HtmlWriter of(String corner, List<String> columns, List<Row> rows, int digits) {
        double strongest = rows.stream()
                .flatMap(row -> row.cells().stream())
                .filter(OptionalDouble::isPresent)
                .mapToDouble(cell -> Math.abs(cell.getAsDouble()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        HtmlWriter html = new HtmlWriter();
        html.open("div", "class", "scroll").open("table", "class", "heat");
        html.open("thead").open("tr").element("th", corner, "scope", "col");
        columns.forEach(column -> html.element("th", column, "scope", "col"));
        html.close().close().open("tbody");
        for (Row row : rows) {
            html.open("tr").element("th", row.name(), "scope", "row");
            for (OptionalDouble cell : row.cells()) {
                if (cell.isEmpty() || !Double.isFinite(cell.getAsDouble())) {
                    html.single("td");
                } else {
                    html.element(
                            "td",
                            String.format(Locale.ROOT, "%,." + digits + "f", cell.getAsDouble() + 0.0),
                            "class",
                            shade(cell.getAsDouble(), strongest));
                }
            }
            html.close();
        }
        return html.close().close().close();
    }

    private static String shade(double value, double strongest) {
        if (value == 0 || strongest == 0) {
            return "heat-0";
        }
        int shade = (int) Math.ceil(Math.sqrt(Math.abs(value) / strongest) * SHADES);
        return (value > 0 ? "heat-up-" : "heat-down-") + Math.clamp(shade, 1, SHADES);
    }
}
