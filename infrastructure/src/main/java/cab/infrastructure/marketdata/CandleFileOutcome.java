package cab.infrastructure.marketdata;

import cab.domain.market.CandleSeries;

/** What became of reading a candle file. */
public sealed interface CandleFileOutcome {

    /**
     * Every line is a candle.
     *
     * @param candles all of them
     * @param gaps what is missing between them
     */
    record Read(CandleSeries candles, CandleGaps gaps) implements CandleFileOutcome {}

    /**
     * Nothing was taken from the file.
     *
     * @param file its name as it was given
     * @param line the line that is wrong, from 1; 0 when the fault is not one of a line
     * @param reason what was expected and what was found
     */
    record Refused(String file, long line, String reason) implements CandleFileOutcome {

        /** One line for the user: {@code file:line: reason}. */
        public String message() {
            return line == 0 ? file + ": " + reason : file + ":" + line + ": " + reason;
        }
    }
}
