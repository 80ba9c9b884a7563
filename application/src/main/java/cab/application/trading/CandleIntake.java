package cab.application.trading;

import cab.application.port.BotPorts;
import cab.application.port.HistoryReport;
import cab.application.port.Subscription;
import cab.domain.market.Candle;
import cab.domain.market.CandleCursor;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Symbol;
import cab.domain.signal.Decision;
import cab.domain.signal.SignalPipeline;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the pipeline gets each candle once and in order of time. Candles that the feed has lost are read from
 * the past before a later one is decided on; what comes meanwhile waits, of which the latest is decided on. Past
 * candles are shown to the pipeline and never acted on. Owned by one thread.
 */
final class CandleIntake {

    private static final Duration RETRY = Duration.ofSeconds(5);

    /** A history that has not come by then is asked for again. */
    private static final Duration HISTORY_DEADLINE = Duration.ofMinutes(1);

    /** Read at least when candles were lost, however short the warm-up is. */
    private static final int LOST_CANDLES_READ = 100;

    private final Symbol symbol;
    private final CycleSettings settings;
    private final SignalPipeline pipeline;
    private final BotPorts ports;
    private final Lifecycle lifecycle;
    private final Consumer<ClosedCandle> decide;
    private long lastCloseMs = Long.MIN_VALUE;
    private double lastClose;
    private boolean reading;
    private boolean lostMeanwhile;
    private boolean closed;
    private long reads;
    private @Nullable Candle latest;
    private Subscription timer = () -> {};

    CandleIntake(
            Symbol symbol,
            CycleSettings settings,
            SignalPipeline pipeline,
            BotPorts ports,
            Lifecycle lifecycle,
            Consumer<ClosedCandle> decide) {
        this.symbol = symbol;
        this.settings = settings;
        this.pipeline = pipeline;
        this.ports = ports;
        this.lifecycle = lifecycle;
        this.decide = decide;
    }

    /** Close of the last candle the pipeline has seen. */
    long lastCloseMs() {
        return lastCloseMs;
    }

    /** Price at the close of the last candle the pipeline has seen; 0 before the first. */
    double lastClose() {
        return lastClose;
    }

    /** Shows past candles to the pipeline, then calls {@code then}. */
    void warmUp(Runnable then) {
        reading = true;
        read(settings.warmUpCandles(), then);
    }

    /** Takes a candle of the feed; the view is valid during the call. */
    void take(ClosedCandle candle) {
        long closedAtMs = candle.closeTimeMs();
        if (closed || closedAtMs <= lastCloseMs) {
            return;
        }
        if (reading) {
            latest = Candle.copyOf(candle);
            return;
        }
        if (lastCloseMs != Long.MIN_VALUE && candle.openTimeMs() > lastCloseMs) {
            latest = Candle.copyOf(candle);
            long missing =
                    (candle.openTimeMs() - lastCloseMs) / settings.timeframe().lengthMs();
            readLost((int) Math.min(missing + 1, lostCandlesRead()));
            return;
        }
        hand(candle);
    }

    private void hand(ClosedCandle candle) {
        lastCloseMs = candle.closeTimeMs();
        lastClose = candle.close();
        decide.accept(candle);
    }

    /** The feed has lost candles: they are read again before anything new is opened. */
    void lost() {
        if (reading) {
            lostMeanwhile = true;
            return;
        }
        readLost(lostCandlesRead());
    }

    private int lostCandlesRead() {
        return Math.max(settings.warmUpCandles(), LOST_CANDLES_READ);
    }

    private void readLost(int count) {
        reading = true;
        lifecycle.block(EntryBlocks.CANDLES_LOST, "candles were lost and are being read again");
        read(count, () -> lifecycle.lift(EntryBlocks.CANDLES_LOST));
    }

    void close() {
        closed = true;
        timer.close();
    }

    private void read(int count, Runnable then) {
        if (closed) {
            return;
        }
        long read = ++reads;
        lostMeanwhile = false;
        again(HISTORY_DEADLINE, read, count, then);
        ports.marketData()
                .history(
                        symbol,
                        settings.timeframe(),
                        count,
                        report -> ports.mailbox().answer(() -> {
                            if (!closed && read == reads) {
                                arrived(report, count, then);
                            }
                        }));
    }

    private void again(Duration delay, long read, int count, Runnable then) {
        timer.close();
        timer = ports.processTime()
                .after(
                        delay,
                        () -> ports.mailbox().answer(() -> {
                            if (read == reads) {
                                read(count, then);
                            }
                        }));
    }

    private void arrived(HistoryReport report, int count, Runnable then) {
        switch (report) {
            case HistoryReport.Unknown unknown -> again(RETRY, reads, count, then);
            case HistoryReport.Known(var candles) -> {
                if (lostMeanwhile) {
                    read(count, then);
                    return;
                }
                reads++;
                timer.close();
                Candle waiting = latest;
                latest = null;
                learn(candles, waiting == null ? Long.MAX_VALUE : waiting.closeTimeMs());
                reading = false;
                then.run();
                if (waiting != null) {
                    hand(waiting);
                }
            }
        }
    }

    /** Shows candles that closed before {@code beforeMs} to the pipeline without acting on them. */
    private void learn(CandleSeries candles, long beforeMs) {
        CandleCursor cursor = candles.cursor();
        while (cursor.advance()) {
            if (cursor.closeTimeMs() > lastCloseMs && cursor.closeTimeMs() < beforeMs) {
                lastCloseMs = cursor.closeTimeMs();
                lastClose = cursor.close();
                Decision _ = pipeline.onCandle(cursor);
            }
        }
    }
}
