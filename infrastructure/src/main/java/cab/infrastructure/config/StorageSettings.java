package cab.infrastructure.config;

import cab.infrastructure.secrets.ConnectionUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the book is kept. */
public final class StorageSettings {

    /** The value of {@link #DB_PATH} for a database that ends with the process. */
    public static final String IN_MEMORY = ":memory:";

    public static final Setting<Path> DATA_DIR = Setting.of(
            "DATA_DIR",
            TextTypes.path(),
            "./data",
            "The directory of everything the program writes: database, backups, candles. It is created when missing.");

    public static final Setting<Optional<Path>> DB_PATH = Setting.of(
            "DB_PATH",
            TextTypes.path().orEmpty(),
            "",
            "The file of the SQLite database. Empty means trader-EXCHANGE-MODE.sqlite3 in DATA_DIR (on paper at live"
                    + " prices trader-EXCHANGE-paper-live.sqlite3), :memory: a"
                    + " database that ends with the process.");

    public static final Setting<Optional<ConnectionUrl>> DB_URL = Setting.of(
                    "DB_URL",
                    AddressTypes.connection(List.of("postgresql", "postgres")).orEmpty(),
                    "",
                    "A PostgreSQL database in place of SQLite, such as postgresql://USER:PASSWORD@HOST/DATABASE.")
            .partOf(Capability.POSTGRESQL);

    static final SettingGroup GROUP = SettingGroup.of("Storage", DATA_DIR, DB_PATH, DB_URL);

    private StorageSettings() {}

    /** The file of the SQLite database; empty when it is to be in memory. */
    public static Optional<Path> databaseFile(Settings settings) {
        Path given = settings.get(DB_PATH)
                .orElseGet(() -> settings.get(DATA_DIR)
                        .resolve("trader-" + settings.get(ExchangeSettings.EXCHANGE) + "-" + bookOf(settings)
                                + ".sqlite3"));
        return given.toString().equals(IN_MEMORY) ? Optional.empty() : Optional.of(given);
    }

    /** A book of made-up prices is not gone on with at real ones. */
    private static String bookOf(Settings settings) {
        TradingMode mode = settings.get(TradingSettings.MODE);
        boolean isLivePaper = mode == TradingMode.PAPER && settings.get(TradingSettings.PRICE_FEED) == PriceFeed.LIVE;
        return TextTypes.word(mode) + (isLivePaper ? "-live" : "");
    }
}
