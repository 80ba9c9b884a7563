package cab.application.backtest;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Several symbols that are to be tested with one capital. Their candles may begin and end at different times and have
 * gaps of their own. Immutable, but for the rules, which serve one run.
 *
 * @param symbols what is to be tested of each, in the order that decides what comes first at one instant
 */
public record PortfolioPlan(List<BacktestPlan> symbols) {

    /** Symbols that one run can have. */
    public static final int SYMBOLS_MAX = 100;

    public PortfolioPlan {
        symbols = List.copyOf(symbols);
        if (symbols.isEmpty() || symbols.size() > SYMBOLS_MAX) {
            throw new IllegalArgumentException("symbols must be 1 to " + SYMBOLS_MAX + ", were " + symbols.size());
        }
        BacktestPlan first = symbols.getFirst();
        Set<Symbol> seen = new HashSet<>();
        for (BacktestPlan plan : symbols) {
            if (!seen.add(plan.symbol())) {
                throw new IllegalArgumentException("symbols must be different, " + plan.symbol() + " was there twice");
            }
            if (!plan.cash().equals(first.cash())) {
                throw new IllegalArgumentException(
                        "the capital must be one, was " + first.cash() + " and " + plan.cash());
            }
            if (plan.candles().timeframe() != first.candles().timeframe()) {
                throw new IllegalArgumentException("the timeframe must be one, was "
                        + first.candles().timeframe() + " and " + plan.candles().timeframe());
            }
        }
    }

    /** What the account starts with. */
    public Money cash() {
        return symbols.getFirst().cash();
    }

    public Timeframe timeframe() {
        return symbols.getFirst().candles().timeframe();
    }

    /** Opening of the first candle of all, UTC milliseconds. */
    public long fromMs() {
        return symbols.stream()
                .mapToLong(plan -> plan.candles().openTimeMs(0))
                .min()
                .orElseThrow();
    }

    /** Close of the last candle of all, UTC milliseconds. */
    public long toMs() {
        return symbols.stream().mapToLong(PortfolioPlan::endMs).max().orElseThrow();
    }

    /** How many candles are played. */
    public long candles() {
        return symbols.stream().mapToLong(plan -> plan.candles().size()).sum();
    }

    /** When the last candle of {@code plan} closes, UTC milliseconds. */
    static long endMs(BacktestPlan plan) {
        return plan.candles().closeTimeMs(plan.candles().size() - 1);
    }
}
