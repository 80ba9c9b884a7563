package cab.infrastructure.ta4j;

import cab.domain.market.ClosedCandle;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import cab.domain.strategy.StrategyParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.BaseTradingRecord;
import org.ta4j.core.Position;
import org.ta4j.core.Trade;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/**
 * A strategy of ta4j, run as ta4j itself runs one: over a series that ends with the candle that has just closed, and a
 * record of its own in which every signal was followed at the close. So rules that look at the entry (stops, holding
 * times) work too, and an opinion is told once. What was really bought and sold is not known to it.
 *
 * <p>Unlike the program's own strategies it allocates with every candle. Owned by one thread.
 */
final class Ta4jStrategy implements Strategy {

    private static final int POSITIONS_KEPT = 500;

    private final String name;
    private final BarSeries bars;
    private final org.ta4j.core.Strategy rules;
    private final int warmUp;
    private TradingRecord record = new BaseTradingRecord();
    private int seen;
    private double close;
    private Signal last = Signal.WARMING_UP;

    Ta4jStrategy(Ta4jStrategyFactory factory, StrategyParameters parameters) {
        this.name = factory.description().name();
        this.bars = new BaseBarSeriesBuilder()
                .withName(name)
                .withNumFactory(DoubleNumFactory.getInstance())
                .withMaxBarCount(factory.candlesKept())
                .build();
        this.rules = factory.build(bars, parameters);
        this.warmUp = rules.getUnstableBars();
        if (warmUp >= factory.candlesKept()) {
            throw new IllegalArgumentException(
                    "must keep more candles than its " + warmUp + " unstable bars, kept " + factory.candlesKept());
        }
        if (rules.getStartingType() != Trade.TradeType.BUY) {
            throw new IllegalArgumentException("must begin by buying: there are no short positions");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int warmUp() {
        return warmUp;
    }

    @Override
    public Signal onCandle(ClosedCandle candle) {
        close = candle.close();
        bars.barBuilder()
                .timePeriod(Duration.ofMillis(candle.closeTimeMs() - candle.openTimeMs()))
                .endTime(Instant.ofEpochMilli(candle.closeTimeMs()))
                .openPrice(candle.open())
                .highPrice(candle.high())
                .lowPrice(candle.low())
                .closePrice(close)
                .volume(candle.volume())
                .add();
        seen = Math.min(seen + 1, warmUp + 1);
        last = seen <= warmUp ? Signal.WARMING_UP : signal(bars.getEndIndex());
        return last;
    }

    private Signal signal(int index) {
        if (!rules.shouldOperate(index, record)) {
            return Signal.HOLD;
        }
        Num one = bars.numFactory().one();
        Num price = bars.getLastBar().getClosePrice();
        if (record.getCurrentPosition().isNew()) {
            return record.enter(index, price, one) ? Signal.BUY : Signal.HOLD;
        }
        if (!record.exit(index, price, one)) {
            return Signal.HOLD;
        }
        forgetTheOldest();
        return Signal.SELL;
    }

    /** The record keeps every position for ever; rules ask for the last. */
    private void forgetTheOldest() {
        if (record.getPositionCount() < POSITIONS_KEPT) {
            return;
        }
        Position position = record.getLastPosition();
        TradingRecord fresh = new BaseTradingRecord();
        boolean _ = fresh.enter(
                position.getEntry().getIndex(),
                position.getEntry().getPricePerAsset(),
                position.getEntry().getAmount());
        boolean _ = fresh.exit(
                position.getExit().getIndex(),
                position.getExit().getPricePerAsset(),
                position.getExit().getAmount());
        record = fresh;
    }

    @Override
    public String explain() {
        if (last.isWarmingUp()) {
            return "warming up: " + seen + " of " + warmUp + " candles seen";
        }
        String rule = switch (last.action()) {
            case BUY -> "entry rule is met: " + rules.getEntryRule().getName();
            case SELL -> "exit rule is met: " + rules.getExitRule().getName();
            case HOLD -> waiting();
        };
        return String.format(Locale.ROOT, "close %.8g, %s", close, rule);
    }

    private String waiting() {
        Position position = record.getCurrentPosition();
        if (position.isNew()) {
            return "entry rule is not met: " + rules.getEntryRule().getName();
        }
        return String.format(
                Locale.ROOT,
                "entered at %.8g, exit rule is not met: %s",
                position.getEntry().getPricePerAsset().doubleValue(),
                rules.getExitRule().getName());
    }
}
