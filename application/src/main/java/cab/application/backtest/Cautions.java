package cab.application.backtest;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what speaks against a result. Pure functions. */
final class Cautions {

    /** Fewer say little about a rule. */
    static final int TRADES_ENOUGH = 30;

    /** Of a hundred symbols not all are named. */
    private static final int NAMED_MOST = 5;

    private static final Duration SPAN_ENOUGH = Duration.ofDays(90);
    private static final double EXPOSURE_LOW = 5;
    private static final double DRAWDOWN_DEEP = 50;
    private static final double P_VALUE_HIGH = 0.05;
    private static final double SHORT_OF_VOLUME_MANY = 0.05;

    /** One for so many trades. */
    private static final double RISEN_STOPS_MANY = 0.05;

    private final AccountResult result;
    private final List<Caution> found = new ArrayList<>();

    private Cautions(AccountResult result) {
        this.result = result;
    }

    static List<Caution> of(AccountResult result, List<CostRun> costRuns) {
        Cautions cautions = new Cautions(result);
        cautions.trades();
        cautions.profit();
        cautions.costs(costRuns);
        cautions.market();
        cautions.fills();
        cautions.gaps();
        cautions.idle();
        return List.copyOf(cautions.found);
    }

    private void trades() {
        if (result.trades() == 0) {
            add("no_trades", "nothing was traded");
        } else if (result.trades() < TRADES_ENOUGH) {
            add(
                    "few_trades",
                    result.trades() + (result.trades() == 1 ? " trade is" : " trades are")
                            + " too few to tell skill from luck: wait for " + TRADES_ENOUGH);
        } else {
            Statistics.pValue(result.roundTrips().stream()
                            .mapToDouble(RoundTrip::profitPercent)
                            .toArray())
                    .ifPresent(chance -> {
                        if (chance > P_VALUE_HIGH) {
                            add(
                                    "may_be_chance",
                                    String.format(Locale.ROOT, "the average trade may be chance (p = %.3f)", chance));
                        }
                    });
        }
        if (Duration.between(result.from(), result.to()).compareTo(SPAN_ENOUGH) < 0) {
            add("short_span", "the candles span less than " + SPAN_ENOUGH.toDays() + " days");
        }
    }

    private void profit() {
        Money profit = profit(result);
        result.roundTrips().stream()
                .max(Comparator.comparing(RoundTrip::pnl))
                .filter(best -> result.trades() > 1 && profit.isPositive() && !profit.isAtLeast(best.pnl()))
                .ifPresent(best -> add("one_trade", "without its best trade it would have lost money"));
        result.openTrips().stream()
                .map(OpenTrip::unrealised)
                .reduce(Money::plus)
                .filter(open -> profit.isPositive() && open.plus(open).compareTo(profit) > 0)
                .ifPresent(open -> add("still_open", "more than half of the profit is a position that is not sold"));
        if (result.maxDrawdownPercent() > DRAWDOWN_DEEP) {
            add(
                    "deep_drawdown",
                    String.format(Locale.ROOT, "it once had lost %.0f %% of its peak", result.maxDrawdownPercent()));
        }
    }

    private void costs(List<CostRun> costRuns) {
        boolean earns = profit(result).isPositive();
        for (CostRun run : costRuns) {
            boolean dearer = run.factor().compareTo(BigDecimal.ONE) > 0;
            if (earns && dearer && run.finalEquity().compareTo(result.initialEquity()) < 0) {
                add("costs_decide", "at " + run.factor().toPlainString() + " times the costs it loses money");
            }
            if (dearer && result.trades() > 0 && run.trades() == 0) {
                add(
                        "costs_forbid",
                        "at " + run.factor().toPlainString() + " times the costs its own rules forbid every entry");
            }
        }
        for (Currency coin : result.costs().feesByCoin().keySet()) {
            if (result.symbols().stream()
                    .noneMatch(symbol -> coin.equals(symbol.base()) || coin.equals(symbol.quote()))) {
                add("fees_in_third_coin", "fees were taken in " + coin + ": they count only where it had a price");
            }
        }
    }

    private void market() {
        if (result.trades() > 0 && result.returnPercent() < result.buyAndHoldPercent()) {
            add(
                    "less_than_holding",
                    String.format(
                            Locale.ROOT,
                            "buying and holding came to %.2f %%, this to %.2f %%",
                            result.buyAndHoldPercent(),
                            result.returnPercent()));
        }
        if (result.trades() > 0 && result.exposurePercent() < EXPOSURE_LOW) {
            add(
                    "low_exposure",
                    String.format(Locale.ROOT, "it was in the market %.1f %% of the time", result.exposurePercent()));
        }
    }

    private void fills() {
        OrderCounts counts = result.orderCounts();
        if (counts.shortOfVolume() > counts.decided() * SHORT_OF_VOLUME_MANY) {
            add(
                    "short_of_volume",
                    counts.shortOfVolume() + " of " + counts.decided()
                            + " orders were larger than a candle's volume allows");
        }
        detail(result.detail());
    }

    private void detail(CandleDetail detail) {
        if (detail.stopFirst() > 0) {
            add("ambiguous_candles", detail.stopFirst() + " candles reached both stop and target: the stop was taken");
        }
        if (detail.risenStops() > result.trades() * RISEN_STOPS_MANY) {
            add(
                    "risen_stops",
                    detail.risenStops() + " candles lifted a stop above their own low, which was taken to have come"
                            + " before: had it come behind, they would have sold"
                            + (detail.finer().isEmpty() ? "; finer candles can tell" : ""));
        }
        if (detail.different() > 0) {
            add(
                    "finer_different",
                    detail.different() + " candles were not looked into: finer ones tell another open, high, low, close"
                            + " or volume");
        }
    }

    private void gaps() {
        long missing = result.missing();
        if (missing > 0) {
            add("gaps", missing + " candles are missing; nothing is filled in for them");
        }
    }

    /** Of several symbols those that were never traded: a price or a volume that is too small, or no signal. */
    private void idle() {
        if (!(result instanceof PortfolioResult several) || result.trades() == 0) {
            return;
        }
        List<String> idle = several.bySymbol().stream()
                .filter(one -> one.fills().isEmpty())
                .map(Cautions::idle)
                .toList();
        if (!idle.isEmpty()) {
            add(
                    "never_traded",
                    "never traded: " + String.join(", ", idle.subList(0, Math.min(NAMED_MOST, idle.size())))
                            + (idle.size() > NAMED_MOST ? " and " + (idle.size() - NAMED_MOST) + " more" : ""));
        }
    }

    /** A symbol that was never traded, and what is known of why. */
    private static String idle(BacktestResult one) {
        String why = one.blocked().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(rule -> rule.getValue() + " times " + rule.getKey())
                .orElse(
                        one.orders().isEmpty()
                                ? "no entry was wanted"
                                : one.orders().size() + " orders without a fill");
        return one.symbol() + " (" + why + ")";
    }

    private static Money profit(AccountResult of) {
        return of.finalEquity().minus(of.initialEquity());
    }

    private void add(String code, String text) {
        found.add(new Caution(code, text));
    }
}
