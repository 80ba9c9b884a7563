package cab.infrastructure.config;

import cab.domain.money.Currency;
import cab.domain.money.Percent;
import java.time.Duration;
import java.util.Optional;

/** The embedded market and the simulated exchange that fills paper orders. */
public final class SimulationSettings {

    public static final Setting<Integer> SIM_SPEED = Setting.of(
            "SIM_SPEED",
            NumberTypes.count(1, 1_000_000, "simulated seconds per second"),
            "1800",
            "How fast the time of the embedded market runs: 1800 is half an hour every second, 1 is real time.");

    public static final Setting<Long> SIM_SEED = Setting.of(
            "SIM_SEED",
            NumberTypes.whole(0, 999_999_999_999L, ""),
            "154",
            "Which embedded market it is: the same seed gives the same prices.");

    public static final Setting<Integer> SIM_HISTORY_DAYS = Setting.of(
            "SIM_HISTORY_DAYS",
            NumberTypes.count(1, 3_650, "days"),
            "30",
            "How many days of candles the embedded market already has at its start.");

    public static final Setting<Percent> SIM_FEE_PCT = cost(
            "SIM_FEE_PCT",
            "0.1",
            "What the simulated exchange takes from each fill. With PRICE_FEED=live it takes what the exchange takes,"
                    + " unless this is set to another value than that.");

    public static final Setting<Optional<Currency>> SIM_FEE_COIN = Setting.of(
            "SIM_FEE_COIN",
            TradingTypes.coin().orEmpty(),
            "",
            "A coin of the exchange's own in which fees are paid, as GT or BNB, in backtests and the embedded market: it is"
                    + " taken to be bought for the quote currency at each fill, and its own price plays no part."
                    + " Empty means that fees are taken of what is received, base from a purchase and quote from a"
                    + " sale.");

    public static final Setting<Percent> SIM_FEE_COIN_DISCOUNT_PCT = Setting.of(
            "SIM_FEE_COIN_DISCOUNT_PCT",
            NumberTypes.percent(DecimalRange.closed("0", "100")),
            "0",
            "How much less SIM_FEE_PCT is where fees are paid in SIM_FEE_COIN.");

    public static final Setting<Percent> SIM_SPREAD_PCT = cost(
            "SIM_SPREAD_PCT",
            "0.02",
            "The distance of bid and ask in the simulated exchange; with PRICE_FEED=live at least that of the"
                    + " exchange.");

    public static final Setting<Percent> SIM_SLIPPAGE_PCT = cost(
            "SIM_SLIPPAGE_PCT", "0.02", "How much worse than bid or ask the simulated exchange fills market orders.");

    public static final Setting<Duration> SIM_LATENCY_MS = Setting.of(
            "SIM_LATENCY_MS",
            NumberTypes.milliseconds(0, 60_000),
            "250",
            "How long an order takes to the simulated exchange, in simulated time.");

    public static final Setting<Percent> SIM_PARTICIPATION_PCT = Setting.of(
            "SIM_PARTICIPATION_PCT",
            NumberTypes.percent(DecimalRange.above("0", "100")),
            "5",
            "The largest share of a candle's volume that the simulated exchange lets one order have.");

    static final SettingGroup GROUP = SettingGroup.of(
            "Simulation",
            SIM_SPEED,
            SIM_SEED,
            SIM_HISTORY_DAYS,
            SIM_FEE_PCT,
            SIM_FEE_COIN,
            SIM_FEE_COIN_DISCOUNT_PCT,
            SIM_SPREAD_PCT,
            SIM_SLIPPAGE_PCT,
            SIM_LATENCY_MS,
            SIM_PARTICIPATION_PCT);

    private SimulationSettings() {}

    /** The fee where it is set to another value than the default: a copy of .env.example changes nothing. */
    public static Optional<Percent> feeOfItsOwn(Settings settings) {
        return settings.resolved(SIM_FEE_PCT).text().equals(SIM_FEE_PCT.defaultText())
                ? Optional.empty()
                : Optional.of(settings.get(SIM_FEE_PCT));
    }

    private static Setting<Percent> cost(String name, String defaultText, String description) {
        return Setting.of(name, NumberTypes.percent(DecimalRange.closed("0", "10")), defaultText, description);
    }
}
