package cab.app.assembly;

import cab.application.port.Dust;
import cab.application.port.StorageException;
import cab.application.port.TradeHistory;
import cab.cli.ExitCode;
import cab.cli.PerfProgram;
import cab.cli.Refusal;
import cab.domain.market.Symbol;
import cab.domain.order.Fill;
import cab.domain.position.RealisedTrade;
import cab.infrastructure.config.PriceFeed;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.StorageSettings;
import cab.infrastructure.config.TradingSettings;
import cab.infrastructure.storage.SqliteDatabase;
import cab.infrastructure.storage.SqliteTradeHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Opens the records of the database beside the program that may be writing them. Thread-safe. */
public final class TradeRecords implements PerfProgram {

    private final SettingsReader reader;
    private final InstantSource wallClock;

    public TradeRecords(SettingsReader reader, InstantSource wallClock) {
        this.reader = reader;
        this.wallClock = wallClock;
    }

    @Override
    public <T> T read(Optional<Path> envFile, Function<Records, T> question) {
        Settings settings = reader.read(envFile);
        Path file = StorageSettings.databaseFile(settings)
                .orElseThrow(() -> new Refusal(
                        ExitCode.CONFIGURATION,
                        List.of("DB_PATH: nothing is kept there (got :memory:; expected the file of a database)")));
        if (Files.notExists(file)) {
            return question.apply(
                    new Records(new NothingTraded(), wallClock.instant(), List.of("there is no " + file + " yet")));
        }
        try (SqliteDatabase database = SqliteDatabase.openForReading(file.toString())) {
            TradeHistory history = new SqliteTradeHistory(database);
            return question.apply(new Records(history, marketNow(settings, history), List.of()));
        } catch (StorageException unreadable) {
            throw new Refusal(ExitCode.DOES_NOT_HOLD, List.of("cab: " + unreadable.getMessage()));
        }
    }

    /** A market that is played has a time of its own, which only its last trade tells when it does not run. */
    private Instant marketNow(Settings settings, TradeHistory history) {
        Instant now = wallClock.instant();
        return settings.get(TradingSettings.PRICE_FEED) == PriceFeed.LIVE
                ? now
                : history.latestFillAt().orElse(now);
    }

    /** The history of a program that has not run yet. */
    private static final class NothingTraded implements TradeHistory {

        @Override
        public List<RealisedTrade> realised(Optional<Symbol> symbol, Instant from, Instant to) {
            return List.of();
        }

        @Override
        public List<Fill> fills(Optional<Symbol> symbol, Instant from, Instant to) {
            return List.of();
        }

        @Override
        public int orders(Optional<Symbol> symbol, Instant from, Instant to) {
            return 0;
        }

        @Override
        public List<Dust> dust(Optional<Symbol> symbol) {
            return List.of();
        }

        @Override
        public Optional<Instant> latestFillAt() {
            return Optional.empty();
        }
    }
}
