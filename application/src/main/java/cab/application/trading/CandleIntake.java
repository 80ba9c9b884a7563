package cab.application.trading;

import cab.application.port.BotPorts;
import cab.domain.market.Candle;
import cab.domain.market.CandleCursor;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.signal.Decision;
import cab.domain.signal.SignalPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the pipeline gets each candle once and in order of time. Candles that the feed has lost are read from
 * the past before a later one is decided on; what comes meanwhile waits, of which the latest is decided on. Past
 * candles are shown to the pipeline and never acted on.
 *
 * <p>Candles of higher timeframes are read at the start, and again where more of the past is missing than is read of
 * the trading timeframe. They are read first: what closes while they are read is then part of what is read last. Owned
 * by one thread.
 */
final class CandleIntake {

    /** Read at least when candles were lost, however short the warm-up is. */
    private static final int LOST_CANDLES_READ = 100;

    private final CycleSettings settings;
    private final CycleRules rules;
    private final SignalPipeline pipeline;
    private final PastCandles past;
    private final Lifecycle lifecycle;
    private final Consumer<ClosedCandle> decide;
    private final List<CandleSeries> higher = new ArrayList<>();
    private long lastCloseMs = Long.MIN_VALUE;
    private double lastClose;
    private boolean reading;
    private boolean lostMeanwhile;
    private boolean closed;
    private @Nullable Candle latest;

    CandleIntake(
            Symbol symbol,
            CycleSettings settings,
            CycleRules rules,
            BotPorts ports,
            Lifecycle lifecycle,
            Consumer<ClosedCandle> decide) {
        this.settings = settings;
        this.rules = rules;
        this.pipeline = rules.pipeline();
        this.past = new PastCandles(symbol, ports);
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
        readHigher(settings.warmUpCandles(), then);
    }

    /** Takes a candle of the feed; the view is valid during the call. */
    void take(ClosedCandle candle) {
        long closedAtMs = candle.closeTimeMs();
        if (closed || closedAtMs <= lastCloseMs) {
            return;
        }
        if (reading) {
            // An older one that comes late or again does not take its place.
            if (latest == null || closedAtMs > latest.closeTimeMs()) {
                latest = Candle.copyOf(candle);
            }
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
        past.close();
    }

    /** Reads all higher timeframes, one after the other, and then the trading timeframe. */
    private void readHigher(int count, Runnable then) {
        higher.clear();
        readNextHigher(count, then);
    }

    private void readNextHigher(int count, Runnable then) {
        List<Timeframe> wanted = pipeline.higherTimeframes();
        if (higher.size() == wanted.size()) {
            read(count, then);
            return;
        }
        past.read(wanted.get(higher.size()), pipeline.higherCandles(), candles -> {
            higher.add(candles);
            readNextHigher(count, then);
        });
    }

    private void read(int count, Runnable then) {
        lostMeanwhile = false;
        past.read(settings.timeframe(), count, candles -> arrived(candles, count, then));
    }

    private void arrived(CandleSeries candles, int count, Runnable then) {
        if (lostMeanwhile) {
            read(count, then);
            return;
        }
        if (isHoleBefore(candles) && higher.size() < pipeline.higherTimeframes().size()) {
            readHigher(count, then);
            return;
        }
        Candle waiting = latest;
        latest = null;
        learnHigher(candles, waiting);
        learn(candles, waiting == null ? Long.MAX_VALUE : waiting.closeTimeMs());
        reading = false;
        then.run();
        if (waiting != null) {
            hand(waiting);
        }
    }

    /** Whether more is missing than was read: averages of higher timeframes would lack it for long. */
    private boolean isHoleBefore(CandleSeries candles) {
        return !candles.isEmpty() && candles.openTimeMs(0) > lastCloseMs;
    }

    /** What is shown of higher timeframes ends where the candles of the trading timeframe begin. */
    private void learnHigher(CandleSeries candles, @Nullable Candle waiting) {
        long beginMs = waiting == null ? Long.MAX_VALUE : waiting.openTimeMs();
        if (!candles.isEmpty()) {
            beginMs = Math.min(beginMs, candles.openTimeMs(0));
        }
        for (CandleSeries series : higher) {
            pipeline.learnHigher(series, beginMs);
        }
        higher.clear();
    }

    /** Shows candles that closed before {@code beforeMs} to the pipeline without acting on them. */
    private void learn(CandleSeries candles, long beforeMs) {
        CandleCursor cursor = candles.cursor();
        while (cursor.advance()) {
            if (cursor.closeTimeMs() > lastCloseMs && cursor.closeTimeMs() < beforeMs) {
                lastCloseMs = cursor.closeTimeMs();
                lastClose = cursor.close();
                Decision _ = rules.onCandle(cursor);
            }
        }
    }
}
