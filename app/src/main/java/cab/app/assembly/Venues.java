package cab.app.assembly;

import cab.infrastructure.config.ExchangeSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.exchange.bybit.BybitExchange;
import cab.infrastructure.exchange.bybit.BybitSettings;
import cab.infrastructure.exchange.gateio.GateioExchange;
import cab.infrastructure.exchange.gateio.GateioSettings;
import cab.infrastructure.exchange.live.Venue;

/** The exchange that the settings name. */
final class Venues {

    private Venues() {}

    /** With the account of the settings. */
    static Venue ofAccount(Settings settings) {
        return switch (settings.get(ExchangeSettings.EXCHANGE)) {
            case "gateio" -> new GateioExchange(GateioSettings.of(settings));
            case "bybit" -> new BybitExchange(BybitSettings.of(settings));
            default -> throw unknown(settings);
        };
    }

    /** For its prices alone: no key is sent. */
    static Venue ofMarket(Settings settings) {
        return switch (settings.get(ExchangeSettings.EXCHANGE)) {
            case "gateio" -> new GateioExchange(GateioSettings.of(settings).withoutKey());
            case "bybit" -> new BybitExchange(BybitSettings.of(settings).withoutKey());
            default -> throw unknown(settings);
        };
    }

    private static IllegalStateException unknown(Settings settings) {
        return new IllegalStateException("there is no adapter of " + settings.get(ExchangeSettings.EXCHANGE));
    }
}
