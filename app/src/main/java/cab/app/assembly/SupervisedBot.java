package cab.app.assembly;

import cab.application.port.Mailbox;
import cab.application.port.Mandate;
import cab.application.port.MarketData;
import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import cab.application.trading.Orchestrator;
import cab.application.trading.QueuedFeed;
import cab.application.trading.TradingCycle;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.order.BotId;
import cab.infrastructure.time.ThreadMailbox;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bot, and whoever brings it back. A fault ends its life: it is reported, and after a pause, which doubles with
 * each fault, the bot starts again from the journal, on the same way as after a crash of the process. The other bots go
 * on. Thread-safe.
 */
final class SupervisedBot implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedBot.class);
    private static final Duration PAUSE_FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(5);
    private static final int MAILBOX_CAPACITY = 1_024;

    private final Birth birth;
    private final Supplier<MarketData> marketData;
    private final Scheduler processTime;
    private final Symbol symbol;
    private final Timeframe timeframe;
    private final Orchestrator orchestrator;
    private final ReentrantLock turn = new ReentrantLock();
    private Life life;
    private Duration pause = PAUSE_FIRST;
    private boolean closed;

    /** Makes a cycle from what the journal knows. */
    @FunctionalInterface
    interface Birth {

        Newborn cycle(Mailbox mailbox, MarketData marketData);
    }

    /**
     * A cycle, and the ways to it.
     *
     * @param mailbox leads to it
     * @param marketData what its prices and candles come from
     */
    record Newborn(TradingCycle cycle, Mailbox mailbox, MarketData marketData) {}

    /** A bot that does nothing before {@link #start}. */
    SupervisedBot(
            Symbol symbol, Timeframe timeframe, Birth birth, Supplier<MarketData> marketData, Scheduler processTime) {
        this.symbol = symbol;
        this.timeframe = timeframe;
        this.birth = birth;
        this.marketData = marketData;
        this.processTime = processTime;
        this.life = newLife();
        this.orchestrator = new Orchestrator(new BotId(symbol.toString()), symbol, life.mailbox, life.cycle);
    }

    Orchestrator orchestrator() {
        return orchestrator;
    }

    void start() {
        turn.lock();
        try {
            life.start(symbol, timeframe, Optional.empty());
        } finally {
            turn.unlock();
        }
    }

    private Life newLife() {
        MarketData market = marketData.get();
        ThreadMailbox mailbox = new ThreadMailbox("bot-" + symbol, MAILBOX_CAPACITY, this::failed);
        return new Life(mailbox, birth.cycle(mailbox, market));
    }

    private void failed(Throwable fault) {
        turn.lock();
        try {
            LOG.error("bot stopped by a fault of the program, starts again bot={} in={}", symbol, pause, fault);
            again();
        } finally {
            turn.unlock();
        }
    }

    private void again() {
        if (!closed) {
            // The journal is read on a thread of its own: timers must not wait for it.
            Subscription _ = processTime.after(pause, () -> {
                Thread _ = Thread.ofVirtual().name("restart-" + symbol).start(this::restart);
            });
            pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
        }
    }

    private void restart() {
        turn.lock();
        try {
            if (closed) {
                return;
            }
            life.bury();
            // What was said to the last one holds for the next, written or not.
            Optional<Mandate> mandate = life.cycle.mandate();
            life = newLife();
            life.start(symbol, timeframe, mandate);
            orchestrator.leadTo(life.mailbox, life.cycle);
            LOG.warn("bot started again bot={}", symbol);
        } catch (RuntimeException stillBroken) {
            LOG.error("bot could not be started again bot={} next={}", symbol, pause, stillBroken);
            again();
        } finally {
            turn.unlock();
        }
    }

    /** Takes no news any more, ends what is under way, and returns when that has ended. */
    @Override
    public void close() {
        Life last;
        turn.lock();
        try {
            closed = true;
            last = life;
        } finally {
            turn.unlock();
        }
        last.end();
    }

    /** From one start to the fault or the end. */
    private static final class Life {

        private final ThreadMailbox thread;
        private final Mailbox mailbox;
        private final TradingCycle cycle;
        private final MarketData marketData;
        private final AtomicReference<Subscription> stream = new AtomicReference<>(() -> {});

        private Life(ThreadMailbox thread, Newborn newborn) {
            this.thread = thread;
            this.mailbox = newborn.mailbox();
            this.cycle = newborn.cycle();
            this.marketData = newborn.marketData();
        }

        private void start(Symbol symbol, Timeframe timeframe, Optional<Mandate> mandate) {
            mailbox.answer(() -> {
                mandate.ifPresent(cycle::inherit);
                cycle.start(() -> stream.set(marketData.subscribe(symbol, timeframe, new QueuedFeed(mailbox, cycle))));
            });
        }

        private void end() {
            mailbox.answer(this::quiet);
            thread.close();
        }

        /** After a fault nobody owns the cycle any more: whoever comes next ends its timers and streams. */
        private void bury() {
            thread.close();
            quiet();
        }

        private void quiet() {
            stream.get().close();
            cycle.close();
        }
    }
}
