package cab.infrastructure.config;

import cab.domain.market.Symbol;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is traded, with whose money, at which prices. */
public final class TradingSettings {

    public static final Setting<TradingMode> MODE = Setting.of(
            "MODE",
            TextTypes.choice(TradingMode.class),
            "paper",
            "Whose money is traded: paper fills orders in the simulated exchange, live sends them to the real one."
                    + " Live needs EXCHANGE, API_KEY, API_SECRET and PRICE_FEED=live.");

    public static final Setting<List<Symbol>> SYMBOLS = Setting.of(
            "SYMBOLS",
            TradingTypes.symbols(),
            "BTC/USDT",
            "The symbols to trade, each by an orchestrator of its own. All have the same quote currency, because"
                    + " amounts such as FIXED_AMOUNT are in it.");

    public static final Setting<Optional<Symbol>> SYMBOL = Setting.of(
            "SYMBOL",
            TradingTypes.symbol().orEmpty(),
            "",
            "The only symbol to trade, in place of SYMBOLS. Give one of the two.");

    public static final Setting<PriceFeed> PRICE_FEED = Setting.of(
            "PRICE_FEED",
            TextTypes.choice(PriceFeed.class),
            "sim",
            "Where prices come from: sim is the embedded market and needs no network, fixed is FIXED_PRICE, replay is"
                    + " REPLAY_FILE, live is the exchange; with MODE=paper its prices alone, with simulated fills.");

    public static final Setting<Optional<BigDecimal>> FIXED_PRICE = Setting.of(
            "FIXED_PRICE",
            NumberTypes.decimal(DecimalRange.above("0", "1000000000000"), "of the quote currency")
                    .orEmpty(),
            "",
            "The price of every symbol with PRICE_FEED=fixed; otherwise ignored.");

    public static final Setting<Optional<Path>> REPLAY_FILE = Setting.of(
            "REPLAY_FILE",
            TextTypes.path().orEmpty(),
            "",
            "The candle file for PRICE_FEED=replay: CSV, also compressed as .gz, with the header"
                    + " timestamp_ms,open,high,low,close,volume.");

    public static final Setting<BigDecimal> PAPER_CASH = Setting.of(
            "PAPER_CASH",
            NumberTypes.decimal(DecimalRange.above("0", "1000000000000"), "of the quote currency"),
            "10000",
            "What a new paper account starts with. An account that exists keeps its balance.");

    static final SettingGroup GROUP =
            SettingGroup.of("Trading", MODE, SYMBOLS, SYMBOL, PRICE_FEED, FIXED_PRICE, REPLAY_FILE, PAPER_CASH);

    private TradingSettings() {}
}
