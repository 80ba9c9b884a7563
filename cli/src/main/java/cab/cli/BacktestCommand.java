package cab.cli;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code cab backtest}: the trading cycle over past candles. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = "Runs the trading cycle over past candles: the same code as paper and live, on virtual time, with"
                + " spread, slippage, latency, fees and limited volume.",
        footer = {
            "",
            "Example: ./cab backtest --candles btc.csv.gz --symbol BTC/USDT --timeframe 15m --strategy ema_cross",
            "         --set STRATEGY_EMA_CROSS_FAST=20 --set STRATEGY_EMA_CROSS_SLOW=50"
        })
public final class BacktestCommand implements Callable<Integer> {

    private final BacktestProgram program;

    private final Terminal terminal;

    @Mixin
    private final EnvFileOption envFile = new EnvFileOption();

    @Option(
            names = "--candles",
            required = true,
            paramLabel = "FILE",
            description = "Candle file: CSV, plain or gzip, header timestamp_ms,open,high,low,close,volume.")
    private Path candles = Path.of("");

    @Option(
            names = "--symbol",
            required = true,
            paramLabel = "SYMBOL",
            converter = SymbolConverter.class,
            description = "What is traded, as BTC/USDT.")
    private Symbol symbol = Symbol.of("BTC/USDT");

    @Option(
            names = "--timeframe",
            required = true,
            paramLabel = "TIMEFRAME",
            converter = TimeframeConverter.class,
            description = "Length of the candles, as 15m.")
    private Timeframe timeframe = Timeframe.M15;

    @Option(
            names = "--strategy",
            split = ",",
            paramLabel = "NAME",
            description = "Strategies, in order (default: STRATEGY_SET).")
    private List<String> strategies = List.of();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "How several strategies agree: first, vote or weighted (default: STRATEGY_MODE).")
    private @Nullable String mode;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting for this run; may be given several times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--cash", paramLabel = "AMOUNT", description = "What the account starts with (default: 10000).")
    private String cash = "10000";

    @Option(names = "--fee", paramLabel = "PERCENT", description = "Fee of each fill, in percent (default: 0.1).")
    private String fee = "0.1";

    @Option(names = "--json", description = "Prints one JSON document instead of a table.")
    private boolean json;

    public BacktestCommand(BacktestProgram program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, String> overrides = new LinkedHashMap<>(settings);
        overrides.put("PAPER_CASH", cash);
        overrides.put("SIM_FEE_PCT", fee);
        if (mode != null) {
            overrides.put("STRATEGY_MODE", mode);
        }
        BacktestProgram.Outcome outcome = program.run(
                new BacktestProgram.Request(envFile.file(), candles, symbol, timeframe, strategies, overrides));
        outcome.notes().forEach(terminal.err()::println);
        if (json) {
            JsonText.print(BacktestText.document(outcome), terminal.out());
        } else {
            terminal.out().println(BacktestText.table(outcome));
        }
        return ExitCode.HOLDS;
    }

    /** Reads a timeframe, or says which there are. */
    private static final class TimeframeConverter implements ITypeConverter<Timeframe> {

        @Override
        public Timeframe convert(String text) {
            return Timeframe.of(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "timeframe must be one of " + Timeframe.labels() + ", was '" + text + "'"));
        }
    }
}
