package cab.infrastructure.marketdata.store;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.util.Comparator;
import java.util.Optional;

/**
 * What one file of the store holds. Immutable.
 *
 * @param exchange where the candles come from: 1 to 32 characters of a-z, 0-9 and -, which name a folder
 * @param symbol what was traded
 * @param timeframe the length of the candles
 */
public record CandleKey(String exchange, Symbol symbol, Timeframe timeframe) implements Comparable<CandleKey> {

    /** What the name of a file ends with. */
    static final String SUFFIX = ".candles";

    private static final int EXCHANGE_LENGTH_MAX = 32;

    private static final Comparator<CandleKey> ORDER = Comparator.comparing(CandleKey::symbol)
            .thenComparing(CandleKey::timeframe)
            .thenComparing(CandleKey::exchange);

    public CandleKey {
        if (!isExchange(exchange)) {
            throw new IllegalArgumentException("exchange must be 1.." + EXCHANGE_LENGTH_MAX
                    + " characters of a-z, 0-9 and -, was '" + exchange + "'");
        }
    }

    /** Whether {@code name} can name an exchange. */
    public static boolean isExchange(String name) {
        return name.matches("[a-z0-9][a-z0-9-]{0," + (EXCHANGE_LENGTH_MAX - 1) + "}");
    }

    /** The name of the file in the folder of the exchange, as {@code BTC_USDT-15m.candles}. */
    String fileName() {
        return symbol.base() + "_" + symbol.quote() + "-" + timeframe + SUFFIX;
    }

    /** The name of the file beside it that tells which gaps the exchange has as well. */
    String gapsFileName() {
        return symbol.base() + "_" + symbol.quote() + "-" + timeframe + ".gaps";
    }

    /** The key of a file of that name; empty when it is none of the store. */
    static Optional<CandleKey> of(String exchange, String fileName) {
        if (!fileName.endsWith(SUFFIX) || !isExchange(exchange)) {
            return Optional.empty();
        }
        return MarketName.of(fileName.substring(0, fileName.length() - SUFFIX.length()))
                .map(name -> new CandleKey(exchange, name.symbol(), name.timeframe()));
    }

    @Override
    public int compareTo(CandleKey other) {
        return ORDER.compare(this, other);
    }

    /** As {@code BTC/USDT 15m of gateio}. */
    @Override
    public String toString() {
        return symbol + " " + timeframe + " of " + exchange;
    }
}
