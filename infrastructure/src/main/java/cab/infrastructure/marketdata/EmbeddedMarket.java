package cab.infrastructure.marketdata;

import cab.domain.market.CandleSeries;
import cab.domain.market.Instrument;
import cab.domain.market.Timeframe;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A made-up market that never ends and needs no network: trends up and down, ranges, quiet and restless days, crashes,
 * and now and then an outage in which candles are missing. The coins go together, each with a will of its own.
 *
 * <p>The same seed and coin give the same prices on every machine, at every timeframe (longer candles are put together
 * from the same minutes), however much history there is. Every day can be made without the days before: a start after
 * years of trading is as fast as the first. Owned by one thread.
 */
public final class EmbeddedMarket implements CandleFeed {

    /** The moment at which trading starts: Monday, 5 January 2026, midnight UTC. Before it lies the history. */
    public static final Instant TRADING_START = Instant.parse("2026-01-05T00:00:00Z");

    private static final long DAY_MS = 86_400_000L;
    private static final long MINUTE_MS = 60_000L;
    private static final long START_DAY = TRADING_START.toEpochMilli() / DAY_MS;
    private static final double WICK = 0.0004;
    private static final double VOLUME_UNIT = 1e5;
    private static final long WICK_SALT = 0x5749434BL;

    private final Timeframe timeframe;
    private final long seed;
    private final String coin;
    private final CoinProfile profile;
    private final MinutePath path;
    private final double startLevel;
    private final TickGrid grid;
    private final long historyFromMs;

    /**
     * The market of one coin.
     *
     * @param instrument names the coin, and the tick that its prices keep
     * @param timeframe of its candles; a day at most
     * @param seed which market it is
     * @param historyDays of candles that lie before {@link #TRADING_START}
     */
    public EmbeddedMarket(Instrument instrument, Timeframe timeframe, long seed, int historyDays) {
        if (timeframe.lengthMs() > DAY_MS) {
            throw new IllegalArgumentException("the embedded market has candles of at most 1d, not of " + timeframe);
        }
        if (historyDays < 0 || historyDays > START_DAY) {
            throw new IllegalArgumentException("history must be 0.." + START_DAY + " days, was " + historyDays);
        }
        this.timeframe = timeframe;
        this.seed = seed;
        this.coin = instrument.symbol().base().code();
        this.profile = CoinProfile.of(coin);
        this.path = new MinutePath(seed, coin, profile.beta(), profile.own());
        this.startLevel = path.levelAt(START_DAY);
        this.grid = new TickGrid(instrument.priceTick());
        this.historyFromMs = (START_DAY - historyDays) * DAY_MS;
    }

    @Override
    public Timeframe timeframe() {
        return timeframe;
    }

    @Override
    public Optional<CandleSeries> blockFrom(long epochMs) {
        long day = Math.floorDiv(Math.max(epochMs, historyFromMs), DAY_MS);
        while (true) {
            CandleSeries candles = day(day);
            if (candles.indexAtOrAfter(epochMs) < candles.size()) {
                return Optional.of(candles);
            }
            day++;
        }
    }

    @Override
    public CandleSeries before(long epochMs, int count) {
        long lastDay = Math.floorDiv(epochMs - 1, DAY_MS);
        long perDay = DAY_MS / timeframe.lengthMs();
        // Outages leave fewer candles a day: one day in forty loses a few hours at most.
        long days = count / perDay + 2 + count / perDay / 40;
        long firstDay = Math.max(lastDay - days, historyFromMs / DAY_MS);
        CandleSeries.Builder candles = CandleSeries.builder(timeframe);
        for (long day = firstDay; day <= lastDay; day++) {
            candles = addDay(candles, day);
        }
        CandleSeries all = candles.build();
        int to = all.indexAtOrAfter(epochMs - timeframe.lengthMs() + 1);
        return all.slice(Math.max(0, to - count), to);
    }

    private CandleSeries day(long day) {
        return addDay(CandleSeries.builder(timeframe), day).build();
    }

    private CandleSeries.Builder addDay(CandleSeries.Builder candles, long day) {
        DayWeather weather = DayWeather.of(seed, day);
        double[] levels = path.of(day, weather);
        SeededRandom random = new SeededRandom(SeededRandom.mixed(seed ^ WICK_SALT ^ coin.hashCode(), day));
        int minutesPerCandle = (int) (timeframe.lengthMs() / MINUTE_MS);
        double close = priceAt(levels[0]);
        for (int first = 0; first < MinutePath.MINUTES; first += minutesPerCandle) {
            MinuteBar bar = new MinuteBar();
            for (int minute = first; minute < first + minutesPerCandle; minute++) {
                double open = close;
                close = priceAt(levels[minute + 1]);
                double wick = WICK * weather.unrest();
                double high = Math.max(open, close) * (1 + wick * random.nextDouble());
                double low = Math.min(open, close) * (1 - wick * random.nextDouble());
                double volume = volume(open, close, minute, random.nextDouble(), weather);
                if (!weather.isOutage(minute)) {
                    bar.add(open, grid.rounded(high), grid.rounded(low), close, volume);
                }
            }
            if (bar.isTraded()) {
                candles = bar.addTo(candles, day * DAY_MS + first * MINUTE_MS);
            }
        }
        return candles;
    }

    private double priceAt(double level) {
        return grid.rounded(profile.price() * StrictMath.exp(level - startLevel));
    }

    private double volume(double open, double close, int minute, double luck, DayWeather weather) {
        // Busiest when Europe and America are both awake, and whenever the price moves.
        double hours = minute / 60.0 - 15;
        double busy = 0.6 + 0.8 / (1 + hours * hours / 20);
        double move = Math.abs(close - open) / open / (MINUTE_MS * 1e-8);
        double turnover = CoinProfile.TURNOVER_PER_MINUTE * busy * (0.2 + 1.2 * luck) * (0.5 + move);
        return Math.rint(turnover * weather.unrest() / close * VOLUME_UNIT) / VOLUME_UNIT;
    }

    /** The prices that orders may have. */
    private static final class TickGrid {

        private final double unscaled;
        private final double denominator;

        private TickGrid(BigDecimal tick) {
            int scale = Math.max(0, tick.stripTrailingZeros().scale());
            this.denominator = BigDecimal.TEN.pow(scale).doubleValue();
            this.unscaled = tick.movePointRight(scale).doubleValue();
        }

        /** The nearest multiple of the tick, at least one: the double that its decimal text is read as. */
        private double rounded(double price) {
            double ticks = Math.max(1, Math.rint(price * denominator / unscaled));
            return ticks * unscaled / denominator;
        }
    }

    /** Minutes that become one candle. */
    private static final class MinuteBar {

        private boolean traded;
        private double open;
        private double high;
        private double low;
        private double close;
        private double volume;

        private void add(double minuteOpen, double minuteHigh, double minuteLow, double minuteClose, double traded) {
            if (!this.traded) {
                this.traded = true;
                open = minuteOpen;
                high = minuteHigh;
                low = minuteLow;
            }
            high = Math.max(high, Math.max(minuteHigh, Math.max(minuteOpen, minuteClose)));
            low = Math.min(low, Math.min(minuteLow, Math.min(minuteOpen, minuteClose)));
            close = minuteClose;
            volume += traded;
        }

        private boolean isTraded() {
            return traded;
        }

        private CandleSeries.Builder addTo(CandleSeries.Builder candles, long openTimeMs) {
            double volumeKept = Math.rint(volume * VOLUME_UNIT) / VOLUME_UNIT;
            return candles.add(openTimeMs, open, high, low, close, volumeKept);
        }
    }
}
