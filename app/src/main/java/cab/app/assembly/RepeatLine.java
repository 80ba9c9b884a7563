package cab.app.assembly;

import cab.cli.OptimizeProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The command that repeats a trial. */
final class RepeatLine {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,+@%-]+");

    private RepeatLine() {}

    /** A line for a shell: the same candles, strategies and settings, and those of the trial. */
    static String of(OptimizeProgram.Request request, Map<String, String> settings) {
        List<String> words = new ArrayList<>(List.of("./cab", "backtest"));
        request.envFile().ifPresent(file -> add(words, "--env-file", file.toString()));
        request.candles().file().ifPresent(file -> add(words, "--candles", file.toString()));
        request.candles().exchange().ifPresent(exchange -> add(words, "--exchange", exchange));
        add(words, "--symbol", request.symbol().toString());
        add(words, "--timeframe", request.timeframe().label());
        request.candles().from().ifPresent(from -> add(words, "--from", from.toString()));
        request.candles().to().ifPresent(to -> add(words, "--to", to.toString()));
        if (request.candles().file().isEmpty()) {
            // A search plays candles as they are.
            words.add("--no-finer");
        }
        if (!request.strategies().isEmpty()) {
            add(words, "--strategy", String.join(",", request.strategies()));
        }
        Map<String, String> all = new TreeMap<>(request.overrides());
        all.putAll(settings);
        addOption(words, "--cash", all, "PAPER_CASH", "10000");
        addOption(words, "--fee", all, "SIM_FEE_PCT", "0.1");
        all.keySet().removeAll(List.of("PAPER_CASH", "SIM_FEE_PCT"));
        all.forEach((name, value) -> add(words, "--set", name + "=" + value));
        return String.join(" ", words);
    }

    private static void addOption(
            List<String> words, String option, Map<String, String> all, String setting, String usual) {
        String value = all.getOrDefault(setting, usual);
        if (!value.equals(usual)) {
            add(words, option, value);
        }
    }

    private static void add(List<String> words, String option, String value) {
        words.add(option);
        words.add(PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'");
    }
}
