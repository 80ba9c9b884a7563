package cab.domain.strategy;

import cab.domain.indicator.Adx;
import cab.domain.indicator.Bollinger;
import cab.domain.indicator.Ema;
import cab.domain.indicator.Macd;
import cab.domain.indicator.Rsi;
import cab.domain.indicator.VolumeAverage;
import cab.domain.market.ClosedCandle;
import java.util.List;
import java.util.Locale;

/** What the composite policy looks at: each look is for (1), against (−1) or neither (0). Owned by one thread. */
final class SignalsLooks {

    /** In the order they are told. */
    static final List<Look> ALL = List.of(Look.values());

    private static final int FAST = 12;
    private static final int SLOW = 26;
    private static final int SIGNAL = 9;
    private static final int PERIOD = 14;
    private static final int WINDOW = 20;
    private static final double RSI_HIGH = 55;
    private static final double RSI_LOW = 45;
    private static final double VOLUME_RATIO = 1.5;

    /** The signal line of the MACD takes longest. */
    static final int WARM_UP = SLOW + SIGNAL - 1;

    private final Ema fast = new Ema(FAST);
    private final Ema slow = new Ema(SLOW);
    private final Rsi rsi = new Rsi(PERIOD);
    private final Macd macd = new Macd(FAST, SLOW, SIGNAL);
    private final Bollinger bands = new Bollinger(WINDOW, 1);
    private final VolumeAverage volumes = new VolumeAverage(WINDOW);
    private final Adx adx = new Adx(PERIOD);
    private int trend;
    private int momentum;
    private int convergence;
    private int place;
    private int interest;
    private double close;
    private double volumeRatio;

    void add(ClosedCandle candle) {
        close = candle.close();
        double volume = candle.volume();
        double open = candle.open();
        volumeRatio = volumes.isWarm() ? volumes.ratioOf(volume) : 0;
        volumes.add(candle);
        fast.add(close);
        slow.add(close);
        rsi.add(close);
        macd.add(close);
        bands.add(close);
        adx.add(candle);
        if (isWarm()) {
            trend = side(fast.value(), slow.value());
            momentum = rsi.isFlat() ? 0 : rsi.value() > RSI_HIGH ? 1 : rsi.value() < RSI_LOW ? -1 : 0;
            convergence = side(close + macd.histogram(), close);
            place = Clearly.above(close, bands.upper()) ? 1 : Clearly.below(close, bands.lower()) ? -1 : 0;
            interest = volumeRatio >= VOLUME_RATIO ? side(close, open) : 0;
        }
    }

    private static int side(double value, double level) {
        return Clearly.above(value, level) ? 1 : Clearly.below(value, level) ? -1 : 0;
    }

    boolean isWarm() {
        return macd.isWarm();
    }

    /** Whether this look is for (1), against (−1) or neither (0). */
    int at(Look look) {
        return switch (look) {
            case TREND -> trend;
            case MOMENTUM -> momentum;
            case MACD -> convergence;
            case BANDS -> place;
            case VOLUME -> interest;
        };
    }

    double adx() {
        return adx.value();
    }

    /** The numbers behind a look. */
    String explain(Look look) {
        return switch (look) {
            case TREND -> String.format(Locale.ROOT, "EMA(12) %.8g, EMA(26) %.8g", fast.value(), slow.value());
            case MOMENTUM -> String.format(Locale.ROOT, "RSI(14) %.2f", rsi.value());
            case MACD -> String.format(Locale.ROOT, "MACD %.6g, signal %.6g", macd.line(), macd.signal());
            case BANDS ->
                String.format(
                        Locale.ROOT, "close %.8g, one deviation %.8g .. %.8g", close, bands.lower(), bands.upper());
            case VOLUME -> String.format(Locale.ROOT, "%.2f times the average", volumeRatio);
        };
    }

    /** One look at the market. */
    enum Look {
        TREND("trend"),
        MOMENTUM("momentum"),
        MACD("macd"),
        BANDS("bands"),
        VOLUME("volume");

        private final String label;

        Look(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
