package cab.domain.statistics;

/**
 * What returns compound to. Immutable.
 *
 * @param returnPercent of the whole
 * @param drawdownPercent largest fall from a peak before it, the start included
 */
record EquityPath(double returnPercent, double drawdownPercent) {

    static EquityPath of(double[] returns) {
        double worth = 1;
        double peak = 1;
        double drawdown = 0;
        for (double each : returns) {
            worth *= 1 + each;
            peak = Math.max(peak, worth);
            drawdown = Math.max(drawdown, 1 - worth / peak);
        }
        return new EquityPath((worth - 1) * 100, drawdown * 100);
    }
}
