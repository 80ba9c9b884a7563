package cab.cli;

import cab.domain.market.Symbol;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a symbol, or says what one looks like. */
final class SymbolConverter implements ITypeConverter<Symbol> {

    @Override
    public Symbol convert(String text) {
        try {
            return Symbol.of(text);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(String.valueOf(wrong.getMessage()));
        }
    }
}
