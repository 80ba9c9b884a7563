package cab.infrastructure.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which exchange can do what: the one place that says so. What a setting needs and an exchange lacks stops the start;
 * {@code docs/exchanges.md} has this as a table.
 */
public final class ExchangeCatalogue {

    /** Without one of these an order could be lost or doubled, or its fees be unknown. */
    static final Set<ExchangeCapability> FOR_LIVE = Set.copyOf(EnumSet.of(
            ExchangeCapability.PRICES,
            ExchangeCapability.ORDERS,
            ExchangeCapability.LOOKUP_BY_NAME,
            ExchangeCapability.FILLS,
            ExchangeCapability.ORDER_LIFETIME));

    private static final String THROUGH_XCHANGE =
            "the client that this program reads it with (XChange) keeps no contract of orders that could be relied on";

    private static final List<Exchange> ALL = List.of(
            new Exchange(
                    "gateio",
                    "Gate.io",
                    EnumSet.complementOf(EnumSet.of(ExchangeCapability.SANDBOX, ExchangeCapability.KEY_RIGHTS)),
                    ""),
            new Exchange("bybit", "Bybit", EnumSet.allOf(ExchangeCapability.class), ""),
            new Exchange("binance", "Binance", EnumSet.of(ExchangeCapability.PRICES), THROUGH_XCHANGE),
            new Exchange("kraken", "Kraken", EnumSet.of(ExchangeCapability.PRICES), THROUGH_XCHANGE),
            new Exchange("okx", "OKX", EnumSet.of(ExchangeCapability.PRICES), THROUGH_XCHANGE),
            new Exchange("kucoin", "KuCoin", EnumSet.of(ExchangeCapability.PRICES), THROUGH_XCHANGE),
            new Exchange(
                    "coinbase",
                    "Coinbase",
                    EnumSet.noneOf(ExchangeCapability.class),
                    "there is no maintained client of its Advanced Trade API that this could be built on"),
            new Exchange(
                    "bitfinex", "Bitfinex", EnumSet.noneOf(ExchangeCapability.class), "there is no adapter of it"));

    private ExchangeCatalogue() {}

    /**
     * An exchange. Immutable.
     *
     * @param name in the settings
     * @param title for people
     * @param capabilities what this program can do with it
     * @param reason why others are missing, in words; may be empty
     */
    public record Exchange(String name, String title, Set<ExchangeCapability> capabilities, String reason) {

        public Exchange {
            capabilities = Set.copyOf(capabilities);
        }

        public boolean can(ExchangeCapability capability) {
            return capabilities.contains(capability);
        }

        /** What of {@code needed} it lacks, with the reason; empty when it lacks nothing. */
        Optional<String> lacking(Set<ExchangeCapability> needed) {
            String missing = EnumSet.copyOf(needed).stream()
                    .filter(capability -> !can(capability))
                    .map(ExchangeCapability::words)
                    .collect(Collectors.joining(", "));
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of(title + " lacks " + missing + (reason.isEmpty() ? "" : ": " + reason));
        }
    }

    /** All that are known, those that can do most first. */
    public static List<Exchange> all() {
        return ALL;
    }

    /** All names of the settings. */
    static List<String> names() {
        return ALL.stream().map(Exchange::name).toList();
    }

    /** The names of those that have everything that is needed. */
    static List<String> namesWith(Set<ExchangeCapability> needed) {
        return ALL.stream()
                .filter(exchange -> exchange.lacking(needed).isEmpty())
                .map(Exchange::name)
                .toList();
    }

    /** The exchange of that name; the settings know no others. */
    public static Exchange of(String name) {
        return ALL.stream()
                .filter(exchange -> exchange.name.equals(name))
                .findFirst()
                .orElseThrow();
    }
}
