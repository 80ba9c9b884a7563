package cab.infrastructure.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Refuses what this build cannot do yet, rather than ignoring it: who switches on a protection or names another
 * database must not believe it works.
 */
final class AvailabilityChecks implements CrossCheck {

    private static final List<Switch<?>> SWITCHES = List.of(
            new Switch<>(TradingSettings.MODE, TradingMode.LIVE::equals, "live", Capability.LIVE_TRADING, "paper"),
            new Switch<>(
                    TradingSettings.PRICE_FEED,
                    PriceFeed.LIVE::equals,
                    "live",
                    Capability.LIVE_PRICES,
                    "sim, fixed or replay"),
            new Switch<>(ExchangeSettings.EXCHANGE_SANDBOX, on -> on, "1", Capability.EXCHANGE_SANDBOXES, "0"),
            new Switch<>(
                    SizingSettings.POSITION_SIZER,
                    Set.of(PositionSizing.TARGET_VOLATILITY, PositionSizing.FRACTIONAL_KELLY)::contains,
                    "target_volatility and fractional_kelly",
                    Capability.ADAPTIVE_SIZING,
                    "fixed or equity_share"),
            new Switch<>(RegimeSettings.REGIME_ENABLED, on -> on, "1", Capability.MACRO_REGIME, "0"),
            new Switch<>(TelegramSettings.TELEGRAM_ENABLED, on -> on, "1", Capability.TELEGRAM, "0"),
            new Switch<>(
                    EventSettings.EVENT_BUS_URL, Optional::isPresent, "an address", Capability.REDIS_BUS, "nothing"),
            new Switch<>(StorageSettings.DB_URL, Optional::isPresent, "an address", Capability.POSTGRESQL, "nothing"),
            new Switch<>(GuardSettings.LOCK_URL, Optional::isPresent, "an address", Capability.LEASE_LOCK, "nothing"),
            new Switch<>(
                    GuardSettings.DMS_TIMEOUT_SEC, Duration::isPositive, "a time", Capability.DEAD_MANS_SWITCH, "0"),
            new Switch<>(AiSettings.AI_MODEL_PATH, Optional::isPresent, "a file", Capability.AI_SCORE, "nothing"),
            new Switch<>(BotSettings.BOTS_FILE, Optional::isPresent, "a file", Capability.MANY_BOTS, "nothing"));

    private final Set<Capability> available;

    AvailabilityChecks(Set<Capability> available) {
        this.available = available;
    }

    /** What of {@code setting} a build without all capabilities refuses, in words for the documentation. */
    static Optional<String> refusedOf(Setting<?> setting, Set<Capability> available) {
        return SWITCHES.stream()
                .filter(needed -> needed.setting() == setting && !available.contains(needed.capability()))
                .map(needed ->
                        needed.values() + ", which needs " + needed.capability().words())
                .findFirst();
    }

    @Override
    public List<SettingProblem> problemsIn(Settings settings) {
        return SWITCHES.stream()
                .filter(needed -> !available.contains(needed.capability()))
                .flatMap(needed -> needed.problemIn(settings).stream())
                .toList();
    }

    /**
     * A setting with values that need a capability.
     *
     * @param setting which one
     * @param isOn whether a value needs the capability
     * @param values those that do, in words
     * @param capability what is needed
     * @param allowed what is allowed without it, in words
     */
    private record Switch<T>(
            Setting<T> setting, Predicate<T> isOn, String values, Capability capability, String allowed) {

        Optional<SettingProblem> problemIn(Settings settings) {
            if (!settings.has(setting) || !isOn.test(settings.get(setting))) {
                return Optional.empty();
            }
            return Optional.of(new SettingProblem(
                    setting.name(),
                    "is not available yet: this build has no support for " + capability.words(),
                    settings.shown(setting),
                    allowed));
        }
    }
}
