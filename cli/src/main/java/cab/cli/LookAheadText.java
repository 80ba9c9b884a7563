package cab.cli;

import cab.application.backtest.DecidedOrder;
import cab.application.backtest.LookAheadCheck;
import cab.domain.order.OrderSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the check for look-ahead found, for people and for machines. */
final class LookAheadText {

    private static final int SHOWN = 5;

    private LookAheadText() {}

    static List<String> lines(LookAheadCheck.Report report) {
        if (report.isClean()) {
            return List.of("look-ahead: none found; the future was cut off at " + report.cuts()
                    + " places, and none of " + report.orders() + " orders changed");
        }
        List<String> lines = new ArrayList<>();
        lines.add("look-ahead: " + report.changes().size() + " of " + report.cuts()
                + " cuts change what was decided before them");
        for (LookAheadCheck.Change change :
                report.changes().subList(0, Math.min(SHOWN, report.changes().size()))) {
            lines.add("  candles up to " + change.cutAt());
            lines.add("    with those behind them: " + words(change.withFuture()));
            lines.add("    without them:           " + words(change.without()));
        }
        if (report.changes().size() > SHOWN) {
            lines.add("  and " + (report.changes().size() - SHOWN) + " more (--json shows all)");
        }
        lines.add("A strategy of these has seen candles that had not come yet, or keeps something from run to run, or"
                + " asks the clock or chance: this backtest does not show what it would earn.");
        return lines;
    }

    private static String words(Optional<DecidedOrder> order) {
        return order.map(known -> known.side() + " " + size(known) + " at " + known.price() + " on " + known.at() + " ("
                        + known.type() + ")")
                .orElse("nothing more");
    }

    private static String size(DecidedOrder order) {
        return switch (order.size()) {
            case OrderSize.OfBase base -> base.quantity() + " " + order.symbol().base();
            case OrderSize.OfQuote spend -> "for " + spend.amount();
        };
    }

    static Map<String, Object> document(LookAheadCheck.Report report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("clean", report.isClean());
        document.put("cuts", report.cuts());
        document.put("orders", report.orders());
        document.put(
                "changes", report.changes().stream().map(LookAheadText::change).toList());
        return document;
    }

    private static Map<String, Object> change(LookAheadCheck.Change change) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("candles_up_to", change.cutAt().toString());
        found.put("with_future", change.withFuture().map(LookAheadText::order).orElse(null));
        found.put("without", change.without().map(LookAheadText::order).orElse(null));
        return found;
    }

    private static Map<String, Object> order(DecidedOrder order) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("at", order.at().toString());
        shown.put("symbol", order.symbol().toString());
        shown.put("side", order.side().name());
        shown.put("type", order.type().name());
        shown.put("size", size(order));
        shown.put("price", order.price().toString());
        return shown;
    }
}
