package cab.infrastructure.exchange.gateio;

import cab.domain.market.Symbol;
import cab.domain.order.ClientOrderId;
import java.util.Optional;

/** Symbols and names as Gate.io writes them: {@code BTC_USDT}, {@code t-NAME}. */
final class GateioPair {

    /** What stands before a name of ours where orders have one. */
    static final String NAME_PREFIX = "t-";

    private GateioPair() {}

    /** How {@code clientOrderId} travels. */
    static String textOf(ClientOrderId clientOrderId) {
        return NAME_PREFIX + clientOrderId;
    }

    static String of(Symbol symbol) {
        return symbol.base() + "_" + symbol.quote();
    }

    /** Whether {@code pair} is {@code symbol}. */
    static boolean isOf(String pair, Symbol symbol) {
        return pair.equals(of(symbol));
    }

    /** The symbol, or empty for a pair that our symbols cannot name. */
    static Optional<Symbol> symbolOf(String pair) {
        try {
            return pair.contains("/") ? Optional.empty() : Optional.of(Symbol.of(pair.replace('_', '/')));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
