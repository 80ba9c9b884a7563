package cab.app.assembly;

import cab.app.http.BacktestWish;
import cab.domain.market.Symbol;

/** The candles of this machine, for backtests that are asked for from outside: nobody names a file. Thread-safe. */
interface CandleSource {

    /** What there is, as far as that can be told without reading it. */
    sealed interface Look {

        /**
         * There are some.
         *
         * @param candles how many are read at most
         */
        record There(long candles) implements Look {}

        /**
         * There are none.
         *
         * @param fault one line: what is missing, and what there is; no path
         */
        record Missing(String fault) implements Look {}
    }

    /** The candles of {@code symbol}, which is one of {@code wish}. */
    Look look(BacktestWish wish, Symbol symbol);

    /**
     * The candles of {@code symbol}, which is one of {@code wish}.
     *
     * @throws cab.cli.Refusal when they cannot be read
     */
    CandleSupply.Supply read(BacktestWish wish, Symbol symbol);
}
