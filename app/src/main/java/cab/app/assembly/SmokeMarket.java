package cab.app.assembly;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import cab.infrastructure.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The market of the smoke test: it falls, rises until fast averages cross slow ones, goes on rising until the trailing
 * stop is armed, and falls through it. It does so several times, for a machine that is too busy to follow the first.
 */
final class SmokeMarket {

    private static final Timeframe TIMEFRAME = Timeframe.H1;
    private static final long START_MS = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
    private static final int REPEATS = 8;

    /** Percent from one close to the next. */
    private static final double[] MOVES = {-1, -1, -1, -1, -1, -1, -1, -1, 2, 2, 2, 2, 2, 0.5, -3, -6, -2};

    private SmokeMarket() {}

    static CandleSeries candles() {
        CandleSeries.Builder candles = CandleSeries.builder(TIMEFRAME);
        double price = 50_000;
        long openTimeMs = START_MS;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            for (double move : MOVES) {
                double close = Math.rint(price * (1 + move / 100));
                candles = candles.add(openTimeMs, price, Math.max(price, close), Math.min(price, close), close, 1_000);
                price = close;
                openTimeMs += TIMEFRAME.lengthMs();
            }
        }
        return candles.build();
    }

    /** What a run on this market goes by, all files in {@code folder}; what the user has set stays otherwise. */
    static Map<String, String> settings(Path folder, Settings user) {
        Path file = folder.resolve("candles.csv");
        write(file);
        Map<String, String> settings = new HashMap<>();
        settings.put("MODE", "paper");
        settings.put("PRICE_FEED", "replay");
        settings.put("REPLAY_FILE", file.toString());
        settings.put("SYMBOLS", PaperWorld.symbols(user).getFirst().toString());
        settings.put("SYMBOL", "");
        settings.put("DATA_DIR", folder.toString());
        settings.put("DB_PATH", folder.resolve("smoke.sqlite3").toString());
        settings.put("TRADING_TIMEFRAME", TIMEFRAME.label());
        // The trend of hours and days is not what is tried here.
        settings.put("MTF_ENABLED", "0");
        settings.put("STRATEGY_SET", "ema_cross");
        settings.put("STRATEGY_MODE", "first");
        settings.put("STRATEGY_EMA_CROSS_FAST", "3");
        settings.put("STRATEGY_EMA_CROSS_SLOW", "6");
        settings.put("POSITION_SIZER", "fixed");
        settings.put("FIXED_AMOUNT", "1000");
        settings.put("PAPER_CASH", "10000");
        settings.put("STOP_LOSS_PCT", "5");
        settings.put("TRAILING_STOP_PCT", "3");
        settings.put("TRAILING_ACTIVATION_PCT", "2");
        settings.put("SIM_SPEED", "36000");
        settings.put("SIM_LATENCY_MS", "50");
        settings.put("RECONCILE_INTERVAL_SEC", "3600");
        settings.put("RISK_DAILY_LOSS_LIMIT_QUOTE", "0");
        settings.put("RISK_MAX_SPREAD_PCT", "5");
        settings.put("SIM_SPREAD_PCT", "0.02");
        return settings;
    }

    private static void write(Path file) {
        CandleSeries candles = candles();
        StringBuilder lines = new StringBuilder("timestamp_ms,open,high,low,close,volume\n");
        for (int index = 0; index < candles.size(); index++) {
            lines.append(candles.openTimeMs(index))
                    .append(',')
                    .append(candles.open(index))
                    .append(',')
                    .append(candles.high(index))
                    .append(',')
                    .append(candles.low(index))
                    .append(',')
                    .append(candles.close(index))
                    .append(',')
                    .append(candles.volume(index))
                    .append('\n');
        }
        try {
            Files.writeString(file, lines);
        } catch (IOException full) {
            throw new UncheckedIOException("the market of the smoke test could not be written", full);
        }
    }
}
