package cab.cli;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cab exchange}: an exchange on this machine that looks like Gate.io. */
@Command(
        name = "exchange",
        mixinStandardHelpOptions = true,
        description = "Serves a simulated exchange that speaks the API of Gate.io, version 4, over REST and WebSocket:"
                + " for this bot and for any other client. Prints its address and a usable key.",
        footer = {
            "",
            "Example: ./cab exchange --port 8080 --seed 7",
            "         ./cab exchange --data btc.csv.gz --timeframe 1m --speed 60 --faults answer-lost=0.01,ban=0.001"
        })
public final class ExchangeCommand implements Callable<Integer> {

    private static final String KEY_DEFAULT = "local-key";
    private static final String SECRET_DEFAULT = "local-secret";
    private static final int ACCOUNTS_MAX = 100;

    private final ExchangeProgram program;

    @Option(names = "--host", paramLabel = "HOST", description = "Where to listen (default: this machine alone).")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", description = "0 for any that is free (default).")
    private int port;

    @Option(
            names = "--symbols",
            split = ",",
            paramLabel = "SYMBOL",
            converter = SymbolConverter.class,
            description = "What is traded (default: BTC/USDT,ETH/USDT; with --data BTC/USDT).")
    private List<Symbol> symbols = List.of();

    @Option(names = "--data", paramLabel = "FILE", description = "Candles to play, CSV, plain or gzip.")
    private @Nullable Path data;

    @Option(
            names = "--timeframe",
            paramLabel = "TIMEFRAME",
            description = "Length of the candles that the market is made of (default: 1m).")
    private String timeframe = "1m";

    @Option(names = "--seed", paramLabel = "N", description = "Which embedded market, and which chances (default: 1).")
    private long seed = 1;

    @Option(names = "--speed", paramLabel = "X", description = "Market seconds per real second (default: 1).")
    private double speed = 1;

    @Option(names = "--keep-times", description = "Candles keep the times they have; otherwise the market is now.")
    private boolean keepsTimes;

    @Option(
            names = "--faults",
            paramLabel = "SPEC",
            description = "What goes wrong and how often, as answer-lost=0.01,late-arrival=0.02.")
    private String faults = "";

    @Option(names = "--key", paramLabel = "K", description = "API key (default: ${DEFAULT-VALUE}).")
    private String key = KEY_DEFAULT;

    @Option(names = "--secret", paramLabel = "S", description = "Its secret (default: ${DEFAULT-VALUE}).")
    private String secret = SECRET_DEFAULT;

    @Option(names = "--accounts", paramLabel = "N", description = "How many, each with a key of its own (default: 1).")
    private int accounts = 1;

    @Option(names = "--withdrawal-keys", description = "Keys are said to have the right to withdraw.")
    private boolean mayWithdraw;

    @Option(
            names = "--balance",
            split = ",",
            paramLabel = "COIN=AMOUNT",
            description = "What each account starts with (default: USDT=10000).")
    private Map<String, String> balance = new LinkedHashMap<>(Map.of("USDT", "10000"));

    @Option(names = "--state", paramLabel = "FILE", description = "Keeps accounts and orders over a restart.")
    private @Nullable Path state;

    @Option(names = "--strict-text", description = "Only open orders are found by their text.")
    private boolean isStrict;

    @Option(names = "--no-rate-limits", description = "Whoever asks too often is served all the same.")
    private boolean isUnlimited;

    public ExchangeCommand(ExchangeProgram program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        if (accounts < 1 || accounts > ACCOUNTS_MAX) {
            throw usage("--accounts must be 1.." + ACCOUNTS_MAX + ", was " + accounts);
        }
        if (!(speed > 0 && speed < Double.POSITIVE_INFINITY)) {
            throw usage("--speed must be more than 0, was " + speed);
        }
        if (port < 0 || port > 65_535) {
            throw usage("--port must be 0..65535, was " + port);
        }
        Timeframe length = Timeframe.of(timeframe)
                .orElseThrow(
                        () -> usage("--timeframe must be one of " + Timeframe.labels() + ", was '" + timeframe + "'"));
        return program.run(new ExchangeProgram.Request(
                host,
                port,
                traded(),
                new ExchangeProgram.Market(Optional.ofNullable(data), length, seed, speed, keepsTimes),
                new ExchangeProgram.Access(key, secret, accounts, balances(), mayWithdraw),
                faults,
                Optional.ofNullable(state),
                isStrict,
                !isUnlimited));
    }

    private List<Symbol> traded() {
        if (!symbols.isEmpty()) {
            return symbols;
        }
        Symbol btc = Symbol.of("BTC/USDT");
        return data == null ? List.of(btc, Symbol.of("ETH/USDT")) : List.of(btc);
    }

    private List<Money> balances() {
        List<Money> balances = new ArrayList<>();
        balance.forEach((coin, amount) -> {
            try {
                balances.add(Money.of(amount, new Currency(coin)));
            } catch (IllegalArgumentException wrong) {
                throw usage("--balance " + coin + "=" + amount + ": " + wrong.getMessage());
            }
        });
        balances.forEach(each -> {
            if (each.isNegative()) {
                throw usage("--balance must not be negative, was " + each);
            }
        });
        return balances;
    }

    private static Refusal usage(String problem) {
        return new Refusal(ExitCode.USAGE, List.of("cab: " + problem));
    }
}
