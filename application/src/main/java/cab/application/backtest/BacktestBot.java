package cab.application.backtest;

import cab.application.execution.CapitalPool;
import cab.application.port.BotPorts;
import cab.application.port.Mailbox;
import cab.application.port.RecoveredBook;
import cab.application.port.Subscription;
import cab.application.trading.DirectFeed;
import cab.application.trading.TradingCycle;
import cab.domain.order.BotId;
import cab.domain.order.Order;
import java.util.Optional;

/** The trading cycle of one symbol in a backtest, and who watches it. Owned by one thread. */
final class BacktestBot {

    private final BacktestPlan plan;
    private final BacktestVenue venue;
    private final CapitalPool capital;
    private final BacktestRecorder recorder;
    private final Mailbox mailbox;
    private final TradingCycle cycle;
    private final Subscription stream;

    /** A bot that hears its market from now on; nothing is decided before {@link #start}. */
    BacktestBot(BotId bot, BacktestPlan plan, BacktestVenue venue, CapitalPool capital) {
        this.plan = plan;
        this.venue = venue;
        this.capital = capital;
        this.recorder = new BacktestRecorder(plan);
        this.mailbox = venue.mailbox();
        BotPorts ports = new BotPorts(
                venue.broker(),
                venue.marketData(),
                recorder,
                new Backtest.NobodyListens(),
                venue.scheduler(),
                venue.scheduler(),
                mailbox);
        this.cycle = new TradingCycle(
                bot,
                plan.symbol(),
                plan.settings(),
                plan.rules(),
                ports,
                capital,
                (fee, quote) -> Optional.empty(),
                RecoveredBook.empty());
        cycle.spareDetails();
        recorder.passOnTo(new DirectFeed(mailbox, cycle));
        this.stream = venue.marketData().subscribe(plan.symbol(), plan.candles().timeframe(), recorder);
    }

    BacktestPlan plan() {
        return plan;
    }

    void start() {
        mailbox.answer(() -> cycle.start(() -> {}));
    }

    void close() {
        stream.close();
        cycle.close();
    }

    /** Its candles have ended before those of others: what it has set aside is theirs again. */
    void retire() {
        mailbox.answer(() -> {
            close();
            cycle.book().working().stream().map(Order::clientOrderId).forEach(capital::release);
            venue.delist(plan.symbol());
        });
    }

    BacktestResult result(VenueTally tally) {
        return recorder.result(tally, cycle.decisions().blocked());
    }
}
