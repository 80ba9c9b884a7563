package cab.application.backtest;

import cab.application.event.Event;
import cab.application.execution.CapitalPool;
import cab.application.port.BotPorts;
import cab.application.port.EventBus;
import cab.application.port.Mailbox;
import cab.application.port.RecoveredBook;
import cab.application.port.Subscription;
import cab.application.trading.DirectFeed;
import cab.application.trading.TradingCycle;
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
        BacktestRecorder recorder = new BacktestRecorder(plan);
        Mailbox mailbox = venue.mailbox();
        BotPorts ports = new BotPorts(
                venue.broker(),
                venue.marketData(),
                recorder,
                new NobodyListens(),
                venue.scheduler(),
                venue.scheduler(),
                mailbox);
        TradingCycle cycle = new TradingCycle(
                new BotId("backtest"),
                plan.symbol(),
                plan.settings(),
                plan.rules(),
                ports,
                new CapitalPool(plan.symbol().quote()),
                (fee, quote) -> Optional.empty(),
                RecoveredBook.empty());
        cycle.spareDetails();
        recorder.passOnTo(new DirectFeed(mailbox, cycle));
        Subscription stream =
                venue.marketData().subscribe(plan.symbol(), plan.candles().timeframe(), recorder);
        mailbox.answer(() -> cycle.start(() -> {}));
        venue.settle();
        boolean isPlayed = play(plan.candles(), venue, watch);
        stream.close();
        cycle.close();
        return isPlayed ? Optional.of(recorder.result(venue, cycle.decisions().blocked())) : Optional.empty();
    }

    /** Whether everything was played. */
    private static boolean play(CandleSeries candles, BacktestVenue venue, BacktestWatch watch) {
        for (int behind = PIECE_CANDLES; behind < candles.size(); behind += PIECE_CANDLES) {
            venue.playTo(candles.openTimeMs(behind));
            if (!watch.goesOn((double) behind / candles.size())) {
                return false;
            }
        }
        venue.play();
        return watch.goesOn(1);
    }

    /** In a backtest nobody is told: the report is made from the journal. */
    private static final class NobodyListens implements EventBus {

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
