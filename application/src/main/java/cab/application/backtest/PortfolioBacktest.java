package cab.application.backtest;

import cab.application.execution.CapitalPool;
import cab.application.port.Subscription;
import cab.domain.money.Currency;
import cab.domain.order.BotId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several trading cycles on one virtual time, with one account and one capital, as the running program has them: each
 * symbol has its cycle, and an entry of one leaves less to the others. What happens at one instant happens in the order
 * of the plan. The same plan gives the same result on every machine. Owned by one thread.
 */
public final class PortfolioBacktest {

    /** Candles that are played between two looks of a watch. */
    private static final int PIECE_CANDLES = 10_000;

    private static final int PIECES_MAX = 1_000;

    /** So long behind its last candle a symbol has left: what was on its way to its bot has arrived. */
    private static final long LINGER_MS = 60_000;

    /**
     * Runs {@code plan} on {@code venue}, which lists all its symbols and whose account holds its cash; both serve one
     * run. Empty when {@code watch} has ended it.
     */
    public Optional<PortfolioResult> run(PortfolioPlan plan, BacktestVenue venue, BacktestWatch watch) {
        Currency quote = plan.cash().currency();
        CapitalPool capital = new CapitalPool(quote);
        List<BacktestBot> bots = plan.symbols().stream()
                .map(one -> new BacktestBot(new BotId(one.symbol().toString()), one, venue, capital))
                .toList();
        bots.forEach(BacktestBot::start);
        venue.settle();
        List<Subscription> retirements = retirements(bots, venue, plan.toMs());
        boolean isPlayed = play(plan, venue, watch);
        retirements.forEach(Subscription::close);
        bots.forEach(BacktestBot::close);
        return isPlayed ? Optional.of(result(plan, bots, venue)) : Optional.empty();
    }

    private static List<Subscription> retirements(List<BacktestBot> bots, BacktestVenue venue, long toMs) {
        List<Subscription> retirements = new ArrayList<>();
        for (BacktestBot bot : bots) {
            long endMs = PortfolioPlan.endMs(bot.plan()) + LINGER_MS;
            if (endMs < toMs) {
                retirements.add(venue.scheduler().at(Instant.ofEpochMilli(endMs), bot::retire));
            }
        }
        return retirements;
    }

    /** Whether everything was played. */
    private static boolean play(PortfolioPlan plan, BacktestVenue venue, BacktestWatch watch) {
        long fromMs = plan.fromMs();
        long lengthMs = plan.toMs() - fromMs;
        long pieces = Math.clamp(plan.candles() / PIECE_CANDLES, 1, PIECES_MAX);
        for (long piece = 1; piece < pieces; piece++) {
            venue.playTo(fromMs + lengthMs / pieces * piece);
            if (!watch.goesOn((double) piece / pieces)) {
                return false;
            }
        }
        venue.play();
        return watch.goesOn(1);
    }

    private static PortfolioResult result(PortfolioPlan plan, List<BacktestBot> bots, BacktestVenue venue) {
        List<BacktestResult> results = bots.stream()
                .map(bot -> bot.result(venue.tally(bot.plan().symbol())))
                .toList();
        return PortfolioResult.of(plan.cash(), results);
    }
}
