package cab.application.backtest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Equity by days and months of UTC. A close at midnight belongs to the day that ends with it. */
public final class Periods {

    private Periods() {}

    /** The days of the backtest in which a candle closed. */
    public static List<PeriodReturn> days(AccountResult result) {
        return by(result, LocalDate::toString);
    }

    /** The months of the backtest in which a candle closed. */
    public static List<PeriodReturn> months(AccountResult result) {
        return by(result, day -> YearMonth.from(day).toString());
    }

    private static List<PeriodReturn> by(AccountResult result, Function<LocalDate, String> nameOf) {
        List<PeriodReturn> periods = new ArrayList<>();
        double[] values = result.equity().values();
        double opening = result.initialEquity().amount().doubleValue();
        long day = Long.MIN_VALUE;
        String name = "";
        for (int index = 0; index < values.length; index++) {
            long closesOn = Math.floorDiv(result.equity().timeMs(index) - 1, 86_400_000L);
            if (closesOn != day) {
                day = closesOn;
                String next = nameOf.apply(Instant.ofEpochMilli(closesOn * 86_400_000L)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate());
                if (index > 0 && !next.equals(name)) {
                    periods.add(new PeriodReturn(name, opening, values[index - 1]));
                    opening = values[index - 1];
                }
                name = next;
            }
        }
        if (values.length > 0) {
            periods.add(new PeriodReturn(name, opening, values[values.length - 1]));
        }
        return periods;
    }
}
