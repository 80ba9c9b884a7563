package cab.application.backtest;

/**
 * What equity did in one day or month of UTC. Immutable.
 *
 * @param period such as {@code 2024-03-31} or {@code 2024-03}
 * @param opening equity at its beginning
 * @param closing equity at its end
 */
public record PeriodReturn(String period, double opening, double closing) {

    /** Closing less opening. */
    public double change() {
        return closing - opening;
    }

    /** Closing over opening, less one; 0 when there was nothing at the beginning. */
    public double share() {
        return opening > 0 ? closing / opening - 1 : 0;
    }

    /** The same in percent. */
    public double percent() {
        return share() * 100;
    }
}
