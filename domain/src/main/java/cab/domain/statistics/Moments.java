package cab.domain.statistics;

/**
 * The shape of a sample of returns. Immutable.
 *
 * @param count how many there are
 * @param mean their average
 * @param deviation the standard deviation of a sample; 0 with fewer than two
 * @param skewness third standardised moment; 0 without a deviation, negative when losses are the longer tail
 * @param kurtosis fourth standardised moment, 3 for a normal distribution; 3 without a deviation
 */
public record Moments(int count, double mean, double deviation, double skewness, double kurtosis) {

    /** The moments of {@code values}. */
    public static Moments of(double[] values) {
        int count = values.length;
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = count == 0 ? 0 : sum / count;
        double squares = 0;
        double cubes = 0;
        double fourths = 0;
        for (double value : values) {
            double distance = value - mean;
            squares += distance * distance;
            cubes += distance * distance * distance;
            fourths += distance * distance * distance * distance;
        }
        if (count < 2 || squares == 0) {
            return new Moments(count, mean, 0, 0, 3);
        }
        double variance = squares / count;
        return new Moments(
                count,
                mean,
                Math.sqrt(squares / (count - 1)),
                cubes / count / (variance * Math.sqrt(variance)),
                fourths / count / (variance * variance));
    }

    /** Mean over deviation, of one period; 0 without a deviation. */
    public double sharpe() {
        return deviation > 0 ? mean / deviation : 0;
    }
}
