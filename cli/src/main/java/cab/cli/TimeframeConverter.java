package cab.cli;

import cab.domain.market.Timeframe;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a timeframe, or says which there are. */
final class TimeframeConverter implements ITypeConverter<Timeframe> {

    @Override
    public Timeframe convert(String text) {
        return Timeframe.of(text)
                .orElseThrow(() -> new TypeConversionException(
                        "timeframe must be one of " + Timeframe.labels() + ", was '" + text + "'"));
    }
}
