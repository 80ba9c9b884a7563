package cab.infrastructure.marketdata.store;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file name such as {@code BTC_USDT-15m} says of its candles; freqtrade names its files so, too. Immutable.
 *
 * @param symbol what was traded
 * @param timeframe the length of the candles
 */
public record MarketName(Symbol symbol, Timeframe timeframe) {

    private static final Pattern FORM = Pattern.compile("([A-Z0-9]{1,20})_([A-Z0-9]{1,20})-([0-9]+[mhdw])");

    /** What {@code stem}, a file name without its ending, says; empty when it has another form. */
    public static Optional<MarketName> of(String stem) {
        Matcher parts = FORM.matcher(stem);
        if (!parts.matches() || parts.group(1).equals(parts.group(2))) {
            return Optional.empty();
        }
        return Timeframe.of(parts.group(3))
                .map(timeframe -> new MarketName(Symbol.of(parts.group(1) + "/" + parts.group(2)), timeframe));
    }
}
