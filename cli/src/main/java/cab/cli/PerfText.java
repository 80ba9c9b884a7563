package cab.cli;

import cab.application.monitoring.Figures;
import cab.application.monitoring.PerformanceReport;
import cab.application.monitoring.SymbolPerformance;
import cab.application.port.Dust;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of a report on what was earned. */
final class PerfText {

    private static final Duration DAY = Duration.ofDays(1);

    private PerfText() {}

    /** A table for a person. */
    static List<String> lines(PerformanceReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(span(report));
        if (report.bySymbol().isEmpty()) {
            lines.add("nothing was traded");
        } else {
            addTable(lines, report);
        }
        for (Dust dust : report.dust()) {
            lines.add("dust " + dust.rest().quantity() + " " + dust.symbol().base() + ", cost "
                    + dust.rest().cost() + " (" + dust.bot() + "): too small to be sold, goes with the next sale");
        }
        return lines;
    }

    private static void addTable(List<String> lines, PerformanceReport report) {
        lines.add(row("symbol", "realised", "fees", "turnover", "orders", "won/lost"));
        for (SymbolPerformance one : report.bySymbol()) {
            lines.add(row(
                    one.symbol().toString(),
                    Figures.signed(one.realisedPnl()),
                    Figures.amount(one.fees()),
                    Figures.amount(one.turnover()),
                    Integer.toString(one.orders()),
                    one.wins() + "/" + one.losses()));
        }
        for (PerformanceReport.Total total : report.totals()) {
            lines.add(row(
                    "all " + total.quote(),
                    Figures.signed(total.realisedPnl()),
                    Figures.amount(total.fees()),
                    Figures.amount(total.turnover()),
                    Integer.toString(total.orders()),
                    total.wins() + "/" + total.losses()));
            if (!total.otherFees().isEmpty()) {
                lines.add("and fees in other coins, which are not in the result: "
                        + total.otherFees().values().stream()
                                .map(Money::toString)
                                .collect(Collectors.joining(", ")));
            }
        }
    }

    private static String span(PerformanceReport report) {
        boolean isOneDay = TimePoint.dayOf(report.from()).begin().equals(report.from())
                && Duration.between(report.from(), report.to()).equals(DAY);
        return isOneDay ? report.from().toString().substring(0, 10) + " (UTC)" : report.from() + " to " + report.to();
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-12s %14s %12s %16s %8s %9s", cells);
    }

    /** The sums stand on top when there is one currency; there is nothing that could be added otherwise. */
    static Map<String, @Nullable Object> document(PerformanceReport report) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        List<PerformanceReport.Total> totals = report.totals();
        document.put("from", report.from().toString());
        document.put("to", report.to().toString());
        document.put("orders", report.orders());
        if (totals.isEmpty()) {
            document.put("realised_pnl", "0");
            document.put("fees", "0");
            document.put("turnover", "0");
        } else if (totals.size() == 1) {
            document.putAll(sums(totals.getFirst()));
        }
        document.put("totals", totals.stream().map(PerfText::sums).toList());
        document.put("symbols", report.bySymbol().stream().map(PerfText::sums).toList());
        document.put("dust", report.dust().stream().map(PerfText::rest).toList());
        return document;
    }

    private static Map<String, Object> rest(Dust dust) {
        Map<String, Object> rest = new LinkedHashMap<>();
        rest.put("bot", dust.bot().value());
        rest.put("symbol", dust.symbol().toString());
        rest.put("quantity", dust.rest().quantity().toString());
        rest.put("cost", amount(dust.rest().cost()));
        return rest;
    }

    private static Map<String, Object> sums(PerformanceReport.Total total) {
        Map<String, Object> sums = new LinkedHashMap<>();
        sums.put("currency", total.quote().code());
        sums.put("realised_pnl", amount(total.realisedPnl()));
        sums.put("fees", amount(total.fees()));
        sums.put("other_fees", amounts(total.otherFees()));
        sums.put("turnover", amount(total.turnover()));
        sums.put("orders", total.orders());
        sums.put("wins", total.wins());
        sums.put("losses", total.losses());
        return sums;
    }

    private static Map<String, Object> sums(SymbolPerformance one) {
        Map<String, Object> sums = new LinkedHashMap<>();
        sums.put("symbol", one.symbol().toString());
        sums.put("realised_pnl", amount(one.realisedPnl()));
        sums.put("fees", amount(one.fees()));
        sums.put("other_fees", amounts(one.otherFees()));
        sums.put("turnover", amount(one.turnover()));
        sums.put("orders", one.orders());
        sums.put("fills", one.fills());
        sums.put("wins", one.wins());
        sums.put("losses", one.losses());
        return sums;
    }

    private static Map<String, String> amounts(SortedMap<Currency, Money> amounts) {
        Map<String, String> texts = new LinkedHashMap<>();
        amounts.forEach((coin, amount) -> texts.put(coin.code(), amount(amount)));
        return texts;
    }

    private static String amount(Money money) {
        return money.amount().toPlainString();
    }
}
