package cab.infrastructure.config;

import cab.domain.market.Symbol;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each mode and each price feed needs. */
final class ModeChecks implements CrossCheck {

    @Override
    public List<SettingProblem> problemsIn(Settings settings) {
        List<SettingProblem> problems = new ArrayList<>();
        checkLive(settings, problems);
        checkFixedPrice(settings, problems);
        checkReplay(settings, problems);
        checkQuoteCurrency(settings, problems);
        checkDataDirectory(settings, problems);
        return problems;
    }

    private static void checkLive(Settings settings, List<SettingProblem> problems) {
        if (!settings.has(TradingSettings.MODE) || settings.get(TradingSettings.MODE) != TradingMode.LIVE) {
            return;
        }
        if (settings.has(ExchangeSettings.EXCHANGE)
                && settings.resolved(ExchangeSettings.EXCHANGE).isDefault()) {
            problems.add(new SettingProblem(
                    "EXCHANGE", "is missing, as MODE=live needs it said", "", ExchangeSettings.EXCHANGE.expected()));
        }
        for (Setting<? extends Optional<?>> needed : List.of(ExchangeSettings.API_KEY, ExchangeSettings.API_SECRET)) {
            if (settings.has(needed) && settings.get(needed).isEmpty()) {
                problems.add(new SettingProblem(
                        needed.name(),
                        "is missing, as MODE=live needs it",
                        "",
                        "the value, or " + needed + "_FILE, " + needed + "_B64 or SECRETS_FILE"));
            }
        }
        ExposedFiles.in(settings)
                .forEach((file, permissions) -> problems.add(new SettingProblem(
                        file.toString(),
                        "holds secrets and may be read or written by other users, which MODE=live does not allow; run:"
                                + " chmod 600 " + file,
                        permissions,
                        "a file that only its owner may read, rw-------")));
        if (settings.has(TradingSettings.PRICE_FEED) && settings.get(TradingSettings.PRICE_FEED) != PriceFeed.LIVE) {
            problems.add(new SettingProblem(
                    "PRICE_FEED",
                    "contradicts MODE=live: real money is traded at real prices",
                    settings.resolved(TradingSettings.PRICE_FEED).text(),
                    "live"));
        }
    }

    private static void checkFixedPrice(Settings settings, List<SettingProblem> problems) {
        if (settings.has(TradingSettings.PRICE_FEED, TradingSettings.FIXED_PRICE)
                && settings.get(TradingSettings.PRICE_FEED) == PriceFeed.FIXED
                && settings.get(TradingSettings.FIXED_PRICE).isEmpty()) {
            problems.add(new SettingProblem(
                    "FIXED_PRICE",
                    "is missing, as PRICE_FEED=fixed needs it",
                    "",
                    TradingSettings.FIXED_PRICE.expected().replace("empty or ", "")));
        }
    }

    private static void checkReplay(Settings settings, List<SettingProblem> problems) {
        if (!settings.has(TradingSettings.PRICE_FEED, TradingSettings.REPLAY_FILE)
                || settings.get(TradingSettings.PRICE_FEED) != PriceFeed.REPLAY) {
            return;
        }
        Optional<Path> file = settings.get(TradingSettings.REPLAY_FILE);
        String expected = "a candle file that exists and can be read";
        if (file.isEmpty()) {
            problems.add(new SettingProblem("REPLAY_FILE", "is missing, as PRICE_FEED=replay needs it", "", expected));
        } else if (!Files.isRegularFile(file.get())) {
            problems.add(new SettingProblem(
                    "REPLAY_FILE",
                    "names no file",
                    settings.resolved(TradingSettings.REPLAY_FILE).text(),
                    expected));
        } else if (!Files.isReadable(file.get())) {
            problems.add(new SettingProblem(
                    "REPLAY_FILE",
                    "names a file that may not be read by this user",
                    settings.resolved(TradingSettings.REPLAY_FILE).text(),
                    expected));
        }
        if (settings.has(TradingSettings.SYMBOLS)
                && settings.get(TradingSettings.SYMBOLS).size() > 1) {
            problems.add(new SettingProblem(
                    "SYMBOLS",
                    "has several symbols, but REPLAY_FILE holds the candles of one",
                    settings.resolved(TradingSettings.SYMBOLS).text(),
                    "one symbol with PRICE_FEED=replay"));
        }
    }

    private static void checkQuoteCurrency(Settings settings, List<SettingProblem> problems) {
        if (!settings.has(TradingSettings.SYMBOLS)) {
            return;
        }
        List<Symbol> symbols = settings.get(TradingSettings.SYMBOLS);
        if (symbols.stream().map(Symbol::quote).distinct().count() > 1) {
            problems.add(new SettingProblem(
                    "SYMBOLS",
                    "has different quote currencies, but amounts such as FIXED_AMOUNT can only be in one",
                    settings.resolved(TradingSettings.SYMBOLS).text(),
                    "symbols that all end with /" + symbols.getFirst().quote()));
        }
    }

    private static void checkDataDirectory(Settings settings, List<SettingProblem> problems) {
        if (settings.has(StorageSettings.DATA_DIR)) {
            Path directory = settings.get(StorageSettings.DATA_DIR);
            if (Files.exists(directory) && !Files.isDirectory(directory)) {
                problems.add(new SettingProblem(
                        "DATA_DIR", "names a file", directory.toString(), "a directory, or a name that is free"));
            }
        }
    }
}
