package cab.infrastructure.config;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Currency;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Words of the trade: symbols, timeframes, strategies and their weights. */
final class TradingTypes {

    /** Entries any list may have. */
    private static final int ENTRIES_MAX = 1_000;

    private static final Pattern STRATEGY_NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private TradingTypes() {}

    static ValueType<Symbol> symbol() {
        return ValueType.of("a symbol such as BTC/USDT", TradingTypes::parsedSymbol);
    }

    static ValueType<Currency> coin() {
        return ValueType.of("a coin such as GT", text -> {
            try {
                return new ParsedValue.Accepted<>(new Currency(text.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException noCoin) {
                return new ParsedValue.Refused<>("is not the code of a coin: letters A to Z and digits, 20 at most");
            }
        });
    }

    static ValueType<List<Symbol>> symbols() {
        return list("symbols such as BTC/USDT,ETH/USDT, each once", TradingTypes::parsedSymbol);
    }

    static ValueType<Timeframe> timeframe() {
        return ValueType.of(
                "one of " + Timeframe.labels(),
                text -> Timeframe.of(text)
                        .<ParsedValue<Timeframe>>map(ParsedValue.Accepted::new)
                        .orElseGet(() -> new ParsedValue.Refused<>("is not a timeframe")));
    }

    /** Names of strategies; whether they exist is checked against the catalogue. */
    static ValueType<List<String>> strategyNames() {
        return list("names of strategies, separated by commas, each once", text -> parsedName(text));
    }

    /** A weight for each name, such as {@code ema_cross=0.6,rsi=0.4}; in the order given. */
    static ValueType<Map<String, BigDecimal>> scores() {
        ValueType<BigDecimal> weight = NumberTypes.decimal(DecimalRange.closed("0", "1000"), "");
        ValueType<List<Score>> scores = list("", text -> parsedScore(text, weight));
        String expected = "NAME=WEIGHT for each strategy, separated by commas, such as ema_cross=0.6,rsi=0.4";
        return ValueType.of(expected, text -> switch (scores.parse(text)) {
            case ParsedValue.Refused<List<Score>>(String problem) -> new ParsedValue.Refused<>(problem);
            case ParsedValue.Accepted<List<Score>>(List<Score> list) -> byName(list);
        });
    }

    /** Those who may talk to the Telegram bot: {@code 12345:admin,67890:operator}. */
    static ValueType<List<TelegramUser>> telegramUsers() {
        return list("numeric user ids with :admin or :operator, such as 12345:admin,67890", TradingTypes::parsedUser);
    }

    /** Whole numbers that only grow. */
    static ValueType<List<Integer>> growingNumbers(int max) {
        ValueType<Integer> number = NumberTypes.count(1, max, "");
        ValueType<List<Integer>> numbers = list("", number::parse);
        String expected = "growing whole numbers from 1 to " + max + ", separated by commas";
        return ValueType.of(expected, text -> switch (numbers.parse(text)) {
            case ParsedValue.Refused<List<Integer>> refused -> refused;
            case ParsedValue.Accepted<List<Integer>> accepted ->
                accepted.value().stream().sorted().toList().equals(accepted.value())
                        ? accepted
                        : new ParsedValue.Refused<>("does not grow from entry to entry");
        });
    }

    /** Entries separated by commas, at least one, each once, with white space around them allowed. */
    private static <E> ValueType<List<E>> list(String expected, Function<String, ParsedValue<E>> entry) {
        return ValueType.of(expected, text -> {
            List<String> parts =
                    Arrays.stream(text.split(",", -1)).map(String::strip).toList();
            if (parts.size() > ENTRIES_MAX) {
                return new ParsedValue.Refused<>("has more than " + ENTRIES_MAX + " entries");
            }
            List<E> entries = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).isEmpty()) {
                    return new ParsedValue.Refused<>("has an empty entry at place " + (i + 1));
                }
                switch (entry.apply(parts.get(i))) {
                    case ParsedValue.Refused<E>(String problem) -> {
                        return new ParsedValue.Refused<>("entry " + (i + 1) + " " + problem);
                    }
                    case ParsedValue.Accepted<E>(E value) -> {
                        if (entries.contains(value)) {
                            return new ParsedValue.Refused<>("has entry " + (i + 1) + " twice");
                        }
                        entries.add(value);
                    }
                }
            }
            return new ParsedValue.Accepted<>(List.copyOf(entries));
        });
    }

    private static ParsedValue<Symbol> parsedSymbol(String text) {
        Optional<Symbol> symbol = symbolIn(text);
        if (symbol.isPresent()) {
            return new ParsedValue.Accepted<>(symbol.get());
        }
        Optional<Symbol> meant =
                symbolIn(text.toUpperCase(Locale.ROOT).replace('_', '/').replace('-', '/'));
        return new ParsedValue.Refused<>("is not a symbol"
                + meant.map(likely -> "; did you mean " + likely + "?").orElse(""));
    }

    private static Optional<Symbol> symbolIn(String text) {
        try {
            return Optional.of(Symbol.of(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static ParsedValue<String> parsedName(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        return STRATEGY_NAME.matcher(name).matches()
                ? new ParsedValue.Accepted<>(name)
                : new ParsedValue.Refused<>("is not a name of a strategy");
    }

    private static ParsedValue<Score> parsedScore(String text, ValueType<BigDecimal> weight) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            return new ParsedValue.Refused<>("has no weight");
        }
        return switch (parsedName(text.substring(0, equals).strip())) {
            case ParsedValue.Refused<String>(String problem) -> new ParsedValue.Refused<>(problem);
            case ParsedValue.Accepted<String>(String name) ->
                switch (weight.parse(text.substring(equals + 1).strip())) {
                    case ParsedValue.Refused<BigDecimal>(String problem) ->
                        new ParsedValue.Refused<>("has a weight that " + problem);
                    case ParsedValue.Accepted<BigDecimal>(BigDecimal value) ->
                        new ParsedValue.Accepted<>(new Score(name, value));
                };
        };
    }

    private static ParsedValue<Map<String, BigDecimal>> byName(List<Score> list) {
        Map<String, BigDecimal> weights = new LinkedHashMap<>();
        for (Score score : list) {
            if (weights.put(score.strategy(), score.weight()) != null) {
                return new ParsedValue.Refused<>("has two weights for " + score.strategy());
            }
        }
        return weights.values().stream().anyMatch(weight -> weight.signum() > 0)
                ? new ParsedValue.Accepted<>(Collections.unmodifiableMap(weights))
                : new ParsedValue.Refused<>("has no weight above 0");
    }

    private static ParsedValue<TelegramUser> parsedUser(String text) {
        int colon = text.indexOf(':');
        String role = colon < 0 ? "operator" : text.substring(colon + 1).strip();
        return switch (NumberTypes.whole(1, 999_999_999_999_999L, "")
                .parse(colon < 0 ? text : text.substring(0, colon))) {
            case ParsedValue.Refused<Long>(String problem) -> new ParsedValue.Refused<>("has an id that " + problem);
            case ParsedValue.Accepted<Long>(Long id) ->
                switch (TextTypes.choice(TelegramUser.Role.class).parse(role)) {
                    case ParsedValue.Refused<TelegramUser.Role>(String problem) ->
                        new ParsedValue.Refused<>("has a role that " + problem);
                    case ParsedValue.Accepted<TelegramUser.Role>(TelegramUser.Role known) ->
                        new ParsedValue.Accepted<>(new TelegramUser(id, known));
                };
        };
    }

    /** One entry of a map of weights. */
    private record Score(String strategy, BigDecimal weight) {}
}
