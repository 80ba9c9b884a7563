package cab.application.optimize;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What a search makes as large as it can. */
public enum Objective {
    /** Mean over deviation of daily returns, annualised. */
    SHARPE,
    /** Mean over the deviation of losing days, annualised. */
    SORTINO,
    /** Return of a year over the largest drawdown. */
    CALMAR,
    /** Return of the whole span in percent. */
    RETURN,
    /** What winning trades earned over what losing ones lost. */
    PROFIT_FACTOR,
    /** The largest drawdown in percent, less being better: its negative. */
    DRAWDOWN,
    /** Return of the whole span over the number of trades, in percent. */
    RETURN_PER_TRADE;

    /** How it is written on a command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The objective that is written {@code word}. */
    public static Optional<Objective> of(String word) {
        return Arrays.stream(values())
                .filter(objective -> objective.word().equals(word))
                .findFirst();
    }

    /** All words, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(Objective::word).collect(Collectors.joining(", "));
    }

    OptionalDouble of(TrialFigures figures) {
        return switch (this) {
            case SHARPE -> figures.sharpe();
            case SORTINO -> figures.sortino();
            case CALMAR -> figures.calmar();
            case RETURN -> OptionalDouble.of(figures.returnPercent());
            case PROFIT_FACTOR -> figures.profitFactor();
            case DRAWDOWN -> OptionalDouble.of(-figures.maxDrawdownPercent());
            case RETURN_PER_TRADE ->
                figures.trades() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(figures.returnPercent() / figures.trades());
        };
    }
}
