package cab.cli;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The simulated exchange as a server of its own. */
@FunctionalInterface
public interface ExchangeProgram {

    /**
     * Serves until the process is asked to end.
     *
     * @return one of {@link ExitCode}
     */
    int run(Request request);

    /**
     * What to serve.
     *
     * @param host where to listen
     * @param port 0 for any that is free
     * @param symbols what is traded; with a candle file exactly one
     * @param market where prices come from
     * @param access who may trade
     * @param faults what goes wrong, as {@code answer-lost=0.01}; empty for nothing
     * @param state keeps accounts and orders; without it they are gone at the end
     * @param isStrict whether only open orders are found by name
     * @param limitsRate whether the limits on how often one may ask are kept
     */
    record Request(
            String host,
            int port,
            List<Symbol> symbols,
            Market market,
            Access access,
            String faults,
            Optional<Path> state,
            boolean isStrict,
            boolean limitsRate) {

        public Request {
            symbols = List.copyOf(symbols);
        }
    }

    /**
     * Where prices come from.
     *
     * @param file candles to play; without it the embedded market of {@code seed}
     * @param timeframe of the candles
     * @param seed of the embedded market, and of everything drawn by chance
     * @param speed market seconds per real second
     * @param keepsTimes whether candles keep the times they have; otherwise they are played as if it was now
     */
    record Market(Optional<Path> file, Timeframe timeframe, long seed, double speed, boolean keepsTimes) {}

    /**
     * Who may trade.
     *
     * @param key of the first account; those of others have a number behind it
     * @param secret the same
     * @param accounts how many
     * @param balances what each starts with
     * @param mayWithdraw whether the keys are said to have that right
     */
    record Access(String key, String secret, int accounts, List<Money> balances, boolean mayWithdraw) {

        public Access {
            balances = List.copyOf(balances);
        }
    }
}
