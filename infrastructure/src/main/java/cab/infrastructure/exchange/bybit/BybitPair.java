package cab.infrastructure.exchange.bybit;

import cab.domain.market.Symbol;

/** Symbols as Bybit writes them: {@code BTCUSDT}. */
final class BybitPair {

    private BybitPair() {}

    static String of(Symbol symbol) {
        return symbol.base().code() + symbol.quote().code();
    }

    /** Whether {@code pair} is {@code symbol}. */
    static boolean isOf(String pair, Symbol symbol) {
        return pair.equals(of(symbol));
    }
}
