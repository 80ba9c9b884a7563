package cab.domain.market;

import cab.domain.money.Currency;

/**
 * A traded pair, written {@code BTC/USDT}: the base is bought and sold, the quote pays. Immutable.
 *
 * @param base what is bought
 * @param quote what it is paid with; another currency than the base
 */
public record Symbol(Currency base, Currency quote) implements Comparable<Symbol> {

    public Symbol {
        if (base.equals(quote)) {
            throw new IllegalArgumentException("symbol must have two different currencies, had " + base + " twice");
        }
    }

    /**
     * The symbol written as {@code BASE/QUOTE}.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static Symbol of(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash != text.lastIndexOf('/') || slash == text.length() - 1) {
            throw new IllegalArgumentException("symbol must look like BTC/USDT, was '" + text + "'");
        }
        return new Symbol(new Currency(text.substring(0, slash)), new Currency(text.substring(slash + 1)));
    }

    @Override
    public int compareTo(Symbol other) {
        int byBase = base.compareTo(other.base);
        return byBase != 0 ? byBase : quote.compareTo(other.quote);
    }

    @Override
    public String toString() {
        return base + "/" + quote;
    }
}
