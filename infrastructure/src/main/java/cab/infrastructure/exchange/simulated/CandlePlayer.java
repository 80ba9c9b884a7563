package cab.infrastructure.exchange.simulated;

import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.infrastructure.marketdata.CandleFeed;
import cab.infrastructure.time.VirtualScheduler;
import java.util.Arrays;
import java.util.Optional;

/**
 * Plays candles to the exchange and to those who listen, in the order of time, and always in this order at one instant:
 *
 * <ol>
 *   <li>resting orders meet the new prices, and prices that are watched are told;
 *   <li>what is due by the clock happens: requests arrive, answers and fills are delivered, timers fire;
 *   <li>candles that close are told, one symbol after the other, each followed by what it makes due;
 *   <li>candles open, and what waited for a price is matched.
 * </ol>
 *
 * <p>So nothing that is decided at the close of a candle can be filled before the next one opens. A candle in which
 * nothing can happen costs one call of each listener and a few comparisons. Owned by the exchange's thread.
 */
public final class CandlePlayer implements MarketPlay {

    private final VirtualScheduler clock;
    private final SimulatedExchange exchange;
    private final boolean tellsPath;
    private final LaneQueue queue = new LaneQueue();
    private Lane[] lanes = {};

    /**
     * A player that starts where its clock stands.
     *
     * @param tellsPath whether open, low, high and close of every candle are told as prices
     */
    CandlePlayer(VirtualScheduler clock, SimulatedExchange exchange, boolean tellsPath) {
        this.clock = clock;
        this.exchange = exchange;
        this.tellsPath = tellsPath;
    }

    Lane add(Instrument instrument, CandleFeed feed) {
        Lane lane = new Lane(lanes.length, queue, instrument, feed, clock, exchange, tellsPath);
        lanes = Arrays.copyOf(lanes, lanes.length + 1);
        lanes[lanes.length - 1] = lane;
        queue.add(lane);
        return lane;
    }

    Optional<Lane> lane(Symbol symbol) {
        return Arrays.stream(lanes)
                .filter(lane -> lane.instrument().symbol().equals(symbol))
                .findFirst();
    }

    @Override
    public long candlesPlayed() {
        long played = 0;
        for (Lane lane : lanes) {
            played += lane.candlesPlayed();
        }
        return played;
    }

    @Override
    public long nextEventMs() {
        return Math.min(clock.nextDueMs(), queue.first().nextMs());
    }

    /** Plays everything up to and including {@code untilMs}; the clock then stands there. */
    @Override
    public void playTo(long untilMs) {
        play(untilMs);
        clock.advanceTo(untilMs);
    }

    /** Plays until the candles of every symbol have ended; what is due later does not happen any more. */
    public void playToEnd() {
        play(Lane.NEVER - 1);
    }

    private void play(long untilMs) {
        while (true) {
            Lane lane = queue.first();
            long nextMs = lane.nextMs();
            long dueMs = clock.nextDueMs();
            boolean tasksFirst = dueMs < nextMs || (dueMs == nextMs && lane.nextPhase() != Lane.Phase.PATH);
            if (tasksFirst && nextMs != Lane.NEVER) {
                if (dueMs > untilMs) {
                    return;
                }
                clock.advanceTo(dueMs);
            } else {
                if (nextMs > untilMs) {
                    return;
                }
                clock.moveTo(nextMs);
                lane.play();
                queue.moved(lane);
            }
        }
    }
}
