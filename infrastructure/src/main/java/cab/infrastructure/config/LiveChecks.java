package cab.infrastructure.config;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What must be said before anything is sent to an exchange: which one, where it is, and that real money is meant. */
final class LiveChecks implements CrossCheck {

    @Override
    public List<SettingProblem> problemsIn(Settings settings) {
        List<SettingProblem> problems = new ArrayList<>();
        checkEncrypted(settings, ExchangeSettings.EXCHANGE_URL, "https", problems);
        checkEncrypted(settings, ExchangeSettings.EXCHANGE_WS_URL, "wss", problems);
        checkFeed(settings, problems);
        if (settings.has(TradingSettings.MODE) && settings.get(TradingSettings.MODE) == TradingMode.LIVE) {
            checkExchange(settings, "MODE=live", neededForLive(settings), problems);
            checkTogether(settings, problems);
            checkSandbox(settings, problems);
            checkArmed(settings, problems);
            checkSpeed(settings, problems);
        }
        return problems;
    }

    /** Keys and orders never cross a network in plain text. */
    private static void checkEncrypted(
            Settings settings, Setting<Optional<URI>> address, String scheme, List<SettingProblem> problems) {
        if (!settings.has(address)) {
            return;
        }
        settings.get(address)
                .filter(uri -> !uri.getScheme().toLowerCase(Locale.ROOT).equals(scheme))
                .filter(uri -> !ExchangeSettings.isLocal(uri))
                .ifPresent(uri -> problems.add(new SettingProblem(
                        address.name(),
                        "is not encrypted and not on this machine",
                        settings.shown(address),
                        scheme + "://, or an address of this machine")));
    }

    private static void checkFeed(Settings settings, List<SettingProblem> problems) {
        if (settings.has(TradingSettings.MODE, TradingSettings.PRICE_FEED)
                && settings.get(TradingSettings.MODE) == TradingMode.PAPER
                && settings.get(TradingSettings.PRICE_FEED) == PriceFeed.LIVE) {
            checkExchange(settings, "PRICE_FEED=live", Set.of(ExchangeCapability.PRICES), problems);
            checkTogether(settings, problems);
            checkSpeed(settings, problems);
        }
    }

    private static Set<ExchangeCapability> neededForLive(Settings settings) {
        Set<ExchangeCapability> needed = EnumSet.copyOf(ExchangeCatalogue.FOR_LIVE);
        if (settings.has(ProtectionSettings.STOP_PLACEMENT)
                && settings.get(ProtectionSettings.STOP_PLACEMENT) == StopPlacement.EXCHANGE) {
            needed.add(ExchangeCapability.STOPS);
        }
        return needed;
    }

    private static void checkExchange(
            Settings settings, String use, Set<ExchangeCapability> needed, List<SettingProblem> problems) {
        if (!settings.has(ExchangeSettings.EXCHANGE)) {
            return;
        }
        String exchange = settings.get(ExchangeSettings.EXCHANGE);
        ExchangeCatalogue.of(exchange)
                .lacking(needed)
                .ifPresent(lacking -> problems.add(new SettingProblem(
                        "EXCHANGE",
                        "is not supported with " + use + ": " + lacking,
                        exchange,
                        String.join(" or ", ExchangeCatalogue.namesWith(needed)))));
    }

    private static void checkSandbox(Settings settings, List<SettingProblem> problems) {
        if (settings.has(ExchangeSettings.EXCHANGE, ExchangeSettings.EXCHANGE_SANDBOX)
                && settings.get(ExchangeSettings.EXCHANGE_SANDBOX)
                && !ExchangeCatalogue.of(settings.get(ExchangeSettings.EXCHANGE))
                        .can(ExchangeCapability.SANDBOX)) {
            problems.add(new SettingProblem(
                    "EXCHANGE_SANDBOX",
                    "asks for a demo account, which " + settings.get(ExchangeSettings.EXCHANGE) + " does not have here",
                    settings.shown(ExchangeSettings.EXCHANGE_SANDBOX),
                    "0, or EXCHANGE="
                            + String.join(" or ", ExchangeCatalogue.namesWith(Set.of(ExchangeCapability.SANDBOX)))));
        }
    }

    /** Prices of one world and orders of another would be a mix that nobody means. */
    private static void checkTogether(Settings settings, List<SettingProblem> problems) {
        if (settings.has(ExchangeSettings.EXCHANGE_URL, ExchangeSettings.EXCHANGE_WS_URL)
                && settings.get(ExchangeSettings.EXCHANGE_WS_URL).isPresent()
                && settings.get(ExchangeSettings.EXCHANGE_URL).isEmpty()) {
            problems.add(new SettingProblem(
                    "EXCHANGE_URL",
                    "is missing, as EXCHANGE_WS_URL names another address",
                    "",
                    "the REST address of the same exchange"));
        }
    }

    private static void checkArmed(Settings settings, List<SettingProblem> problems) {
        if (settings.has(
                        ExchangeSettings.LIVE_ARMED,
                        ExchangeSettings.EXCHANGE_URL,
                        ExchangeSettings.EXCHANGE_WS_URL,
                        ExchangeSettings.EXCHANGE_SANDBOX)
                && !ExchangeSettings.isLocal(settings)
                && !ExchangeSettings.isPractice(settings)
                && !settings.get(ExchangeSettings.LIVE_ARMED).equals(ExchangeSettings.ARMED)) {
            problems.add(new SettingProblem(
                    "LIVE_ARMED",
                    "does not say that real money may be traded, which MODE=live does",
                    settings.shown(ExchangeSettings.LIVE_ARMED),
                    ExchangeSettings.ARMED));
        }
    }

    private static void checkSpeed(Settings settings, List<SettingProblem> problems) {
        if (settings.has(
                        ExchangeSettings.EXCHANGE_SPEED,
                        ExchangeSettings.EXCHANGE_URL,
                        ExchangeSettings.EXCHANGE_WS_URL)
                && settings.get(ExchangeSettings.EXCHANGE_SPEED).compareTo(BigDecimal.ONE) != 0
                && !ExchangeSettings.isLocal(settings)) {
            problems.add(new SettingProblem(
                    "EXCHANGE_SPEED",
                    "is for a local exchange alone; a real one lives in real time",
                    settings.shown(ExchangeSettings.EXCHANGE_SPEED),
                    "1"));
        }
    }
}
