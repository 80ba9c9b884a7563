package cab.infrastructure.simulation;

import cab.domain.market.CandleSeries;
import cab.domain.market.Instrument;
import cab.domain.market.Timeframe;
import cab.infrastructure.marketdata.CandleFeed;
import cab.infrastructure.marketdata.EmbeddedMarket;
import cab.infrastructure.marketdata.ReplayFeed;
import java.time.Duration;

/** The market of one run, made at once: the embedded one, with jumps, spikes and halts where the seed has them. */
final class BrokenMarket {

    private static final Duration SLOT = Duration.ofHours(8);
    private static final Duration HALT_MAX = Duration.ofHours(4);
    private static final double TICKS_PER_UNIT = 100;
    private static final double HALF = 0.5;

    private final SeededFaults faults;
    private final Timeframe timeframe;
    private double level = 1;
    private double spike = 1;
    private int spikeIn;
    private long haltedUntilMs;

    private BrokenMarket(SeededFaults faults, Timeframe timeframe) {
        this.faults = faults;
        this.timeframe = timeframe;
    }

    /** The candles of {@code instrument} from a day before trading starts, for so many days. */
    static CandleFeed of(Instrument instrument, Timeframe timeframe, long seed, int days, SeededFaults faults) {
        EmbeddedMarket market = new EmbeddedMarket(instrument, timeframe, seed, 1);
        long endMs = EmbeddedMarket.TRADING_START.plus(Duration.ofDays(days)).toEpochMilli();
        int count = (int) (Duration.ofDays(days + 1L).toMillis() / timeframe.lengthMs());
        return new ReplayFeed(new BrokenMarket(faults, timeframe).broken(market.before(endMs, count)));
    }

    private CandleSeries broken(CandleSeries whole) {
        CandleSeries.Builder candles = CandleSeries.builder(timeframe);
        for (int index = 0; index < whole.size(); index++) {
            long openMs = whole.openTimeMs(index);
            boolean trading = openMs >= EmbeddedMarket.TRADING_START.toEpochMilli();
            if (trading && openMs % SLOT.toMillis() == 0) {
                breakSlot(openMs);
            }
            if (openMs >= haltedUntilMs) {
                double open = priced(whole.open(index));
                double close = priced(whole.close(index));
                double dip = spikeIn-- == 0 ? spike : 1;
                double high = Math.max(priced(whole.high(index)), priced(whole.high(index) * Math.max(1, dip)));
                double low = Math.min(priced(whole.low(index)), priced(whole.low(index) * Math.min(1, dip)));
                candles = candles.add(openMs, open, high, low, close, whole.volume(index));
            }
        }
        return candles.build();
    }

    private void breakSlot(long openMs) {
        Lot lot = faults.drawAndInject(FaultClass.MARKET_BREAK);
        if (!lot.bites()) {
            return;
        }
        double jump = 1 + (lot.below(51, 2) - 25) / 100.0;
        switch (lot.below(3, 1)) {
            case 0 -> level = Math.clamp(level * jump, HALF, 2);
            case 1 -> {
                spike = jump;
                spikeIn = lot.below(90, 3);
            }
            default -> {
                // Nothing is traded, and then it opens elsewhere.
                haltedUntilMs = openMs + lot.span(HALT_MAX, 3).toMillis();
                level = Math.clamp(level * jump, HALF, 2);
            }
        }
    }

    private double priced(double price) {
        return Math.rint(price * level * TICKS_PER_UNIT) / TICKS_PER_UNIT;
    }
}
