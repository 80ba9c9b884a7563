package cab.infrastructure.config;

import cab.domain.money.Percent;
import java.math.BigDecimal;

/** How much an entry spends. */
public final class SizingSettings {

    public static final Setting<PositionSizing> POSITION_SIZER = Setting.of(
            "POSITION_SIZER",
            TextTypes.choice(PositionSizing.class),
            "fixed",
            "How much an entry spends: fixed spends FIXED_AMOUNT, equity_share spends POSITION_SHARE_PCT of what the"
                    + " account is worth, target_volatility and fractional_kelly compute it from the market and from"
                    + " past trades.");

    public static final Setting<BigDecimal> FIXED_AMOUNT = Setting.of(
            "FIXED_AMOUNT",
            NumberTypes.decimal(DecimalRange.above("0", "1000000000000"), "of the quote currency"),
            "1000",
            "What one entry spends with POSITION_SIZER=fixed.");

    public static final Setting<Percent> POSITION_SHARE_PCT = Setting.of(
            "POSITION_SHARE_PCT",
            NumberTypes.percent(DecimalRange.above("0", "100")),
            "10",
            "What one entry spends with POSITION_SIZER=equity_share, as a share of what the account is worth; with"
                    + " target_volatility and fractional_kelly the most it may spend.");

    public static final Setting<Percent> POSITION_TARGET_VOLATILITY_PCT = Setting.of(
                    "POSITION_TARGET_VOLATILITY_PCT",
                    NumberTypes.percent(DecimalRange.above("0", "1000")),
                    "20",
                    "The yearly volatility that one position should add at most, with"
                            + " POSITION_SIZER=target_volatility.")
            .partOf(Capability.ADAPTIVE_SIZING);

    public static final Setting<Integer> POSITION_VOLATILITY_CANDLES = Setting.of(
                    "POSITION_VOLATILITY_CANDLES",
                    NumberTypes.count(10, 10_000, "candles"),
                    "96",
                    "Over how many changes from candle to candle volatility is measured, with"
                            + " POSITION_SIZER=target_volatility; before as many were seen nothing is spent.")
            .partOf(Capability.ADAPTIVE_SIZING);

    public static final Setting<BigDecimal> POSITION_KELLY_FRACTION = Setting.of(
                    "POSITION_KELLY_FRACTION",
                    NumberTypes.decimal(DecimalRange.above("0", "1"), ""),
                    "0.25",
                    "The part of the full Kelly stake that is used, with POSITION_SIZER=fractional_kelly.")
            .partOf(Capability.ADAPTIVE_SIZING);

    public static final Setting<Integer> POSITION_KELLY_TRADES = Setting.of(
                    "POSITION_KELLY_TRADES",
                    NumberTypes.count(10, 1_000, "trades"),
                    "50",
                    "How many of the latest closed trades fractional_kelly learns from; before there are as many,"
                            + " FIXED_AMOUNT is spent. Nothing is spent while they show no edge.")
            .partOf(Capability.ADAPTIVE_SIZING);

    static final SettingGroup GROUP = SettingGroup.of(
            "Sizing",
            POSITION_SIZER,
            FIXED_AMOUNT,
            POSITION_SHARE_PCT,
            POSITION_TARGET_VOLATILITY_PCT,
            POSITION_VOLATILITY_CANDLES,
            POSITION_KELLY_FRACTION,
            POSITION_KELLY_TRADES);

    private SizingSettings() {}
}
