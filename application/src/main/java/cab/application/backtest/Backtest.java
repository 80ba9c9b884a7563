package cab.application.backtest;

import cab.application.event.Event;
import cab.application.execution.CapitalPool;
import cab.application.port.EventBus;
import cab.application.port.Subscription;
import cab.domain.market.CandleSeries;
import cab.domain.order.BotId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The trading cycle on virtual time over past candles: the same code as paper and live, with other things behind its
 * ports. The same plan gives the same result on every machine. Owned by one thread.
 */
public final class Backtest {

    /** Candles that are played between two looks of a watch: some milliseconds. */
    private static final int PIECE_CANDLES = 10_000;

    /** Runs {@code plan} on {@code venue}, whose account holds the plan's cash; both serve one run. */
    public BacktestResult run(BacktestPlan plan, BacktestVenue venue) {
        return run(plan, venue, part -> true).orElseThrow();
    }

    /** The same while {@code watch} looks on, which changes nothing of it; empty when the watch has ended it. */
    public Optional<BacktestResult> run(BacktestPlan plan, BacktestVenue venue, BacktestWatch watch) {
        BacktestBot bot = new BacktestBot(
                new BotId("backtest"),
                plan,
                venue,
                new CapitalPool(plan.symbol().quote()));
        bot.start();
        venue.settle();
        boolean isPlayed = play(plan.candles(), venue, watch);
        bot.close();
        return isPlayed ? Optional.of(bot.result(venue.tally())) : Optional.empty();
    }

    /** Whether everything was played. */
    private static boolean play(CandleSeries candles, BacktestVenue venue, BacktestWatch watch) {
        for (int behind = PIECE_CANDLES; behind < candles.size(); behind += PIECE_CANDLES) {
            long untilMs = candles.openTimeMs(behind);
            if (untilMs < venue.scheduler().millis()) {
                // Those before are history: the venue begins later.
                continue;
            }
            venue.playTo(untilMs);
            if (!watch.goesOn((double) behind / candles.size())) {
                return false;
            }
        }
        venue.play();
        return watch.goesOn(1);
    }

    /** In a backtest nobody is told: the report is made from the journal. */
    static final class NobodyListens implements EventBus {

        @Override
        public void publish(Event event) {
            // Nobody listens.
        }

        @Override
        public boolean isHeard() {
            return false;
        }

        @Override
        public Subscription subscribe(String name, Consumer<Event> subscriber) {
            return () -> {};
        }
    }
}
