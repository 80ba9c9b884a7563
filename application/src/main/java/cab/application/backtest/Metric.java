package cab.application.backtest;

/**
 * A number of a report. What it means stands in {@code docs/metrics.md} under its name. Immutable.
 *
 * @param group what it belongs to
 * @param name as in JSON: lower-case words with underscores
 * @param label as people read it
 * @param value what it is
 */
public record Metric(Group group, String name, String label, MetricValue value) {

    /** What numbers are shown together. */
    public enum Group {
        PROFIT("Profit"),
        RISK("Risk"),
        TRADES("Trades"),
        COSTS("Costs"),
        DAYS("Days"),
        ORDERS("Orders"),
        RUN("Run");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
