package cab.app.http;

import cab.application.backtest.PortfolioPlan;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads a {@link BacktestWish} out of the body of a request, and finds everything that is wrong in one pass. */
final class BacktestBody {

    static final Set<String> FIELDS = new LinkedHashSet<>(
            List.of("symbol", "timeframe", "from", "to", "strategies", "mode", "settings", "cash", "fee", "exchange"));

    private static final int TEXT_MAX = 200;
    private static final int LIST_MAX = 50;
    private static final int SETTINGS_MAX = 200;
    private static final Pattern EXCHANGE = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Pattern SETTING = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");
    private static final String CASH_USUAL = "10000";
    private static final String FEE_USUAL = "0.1";

    private final ObjectNode body;
    private final List<String> faults = new ArrayList<>();

    private BacktestBody(ObjectNode body) {
        this.body = body;
    }

    /**
     * The wish in {@code body}.
     *
     * @throws ApiError with every fault, named by its field
     */
    static BacktestWish read(ObjectNode body) {
        return new BacktestBody(body).read();
    }

    private BacktestWish read() {
        List<Symbol> symbols = symbols();
        Optional<Timeframe> timeframe = timeframe();
        Optional<String> exchange = text("exchange")
                .filter(name -> holds(EXCHANGE.matcher(name).matches(), "exchange: must be a name like gateio"));
        Optional<Instant> from = time("from", 0);
        Optional<Instant> to = time("to", 1);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            faults.add("from: must be earlier than to");
        }
        List<String> strategies = names("strategies", LIST_MAX);
        Optional<String> mode = text("mode");
        Map<String, String> settings = settings();
        String cash = value("cash").orElse(CASH_USUAL);
        String fee = value("fee").orElse(FEE_USUAL);
        if (!faults.isEmpty()) {
            throw ApiError.refused(faults);
        }
        return new BacktestWish(
                symbols, timeframe.orElseThrow(), exchange, from, to, strategies, mode, settings, cash, fee);
    }

    private List<Symbol> symbols() {
        List<Symbol> symbols = new ArrayList<>();
        for (String name : names("symbol", PortfolioPlan.SYMBOLS_MAX)) {
            try {
                symbols.add(Symbol.of(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException notASymbol) {
                boolean _ = holds(false, "symbol: must look like BTC/USDT");
            }
        }
        boolean _ = holds(Set.copyOf(symbols).size() == symbols.size(), "symbol: must name each symbol once");
        boolean _ = holds(
                symbols.stream().map(Symbol::quote).distinct().count() <= 1,
                "symbol: must name symbols of one quote currency, which is the capital");
        JsonNode node = body.get("symbol");
        boolean _ = holds(node != null && !node.isNull(), "symbol: is missing");
        return symbols;
    }

    private Optional<Timeframe> timeframe() {
        Optional<String> text = required("timeframe");
        Optional<Timeframe> timeframe = text.flatMap(Timeframe::of);
        if (text.isPresent() && timeframe.isEmpty()) {
            faults.add("timeframe: must be one of " + Timeframe.labels());
        }
        return timeframe;
    }

    /** A day is meant as a whole: it begins at its beginning and ends at its end, UTC. */
    private Optional<Instant> time(String field, int daysOn) {
        Optional<String> text = text(field);
        try {
            return text.map(written -> written.indexOf('T') < 0
                    ? LocalDate.parse(written).plusDays(daysOn).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(written));
        } catch (DateTimeException wrong) {
            faults.add(field + ": must be a day like 2026-01-31 or an instant like 2026-01-31T12:00:00Z");
            return Optional.empty();
        }
    }

    /** A list of names, or one text with commas; none where the field is missing or wrong. */
    private List<String> names(String field, int max) {
        JsonNode node = body.get(field);
        if (node == null || node.isNull()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        if (node.isTextual()) {
            names.addAll(List.of(node.textValue().split(",", -1)));
        } else if (node.isArray()) {
            node.forEach(name -> names.add(name.isTextual() ? name.textValue() : ""));
        }
        boolean isGood = !names.isEmpty()
                && names.size() <= max
                && names.stream().allMatch(name -> !name.isBlank() && name.length() <= TEXT_MAX && !name.contains(","));
        return holds(isGood, field + ": must be a list of 1.." + max + " names") ? names : List.of();
    }

    private Map<String, String> settings() {
        JsonNode node = body.get("settings");
        if (node == null || node.isNull()) {
            return Map.of();
        }
        if (!holds(
                node.isObject() && node.size() <= SETTINGS_MAX,
                "settings: must be an object of at most " + SETTINGS_MAX + " names and values")) {
            return Map.of();
        }
        Map<String, String> settings = new TreeMap<>();
        node.properties().forEach(entry -> {
            String name = entry.getKey();
            if (holds(SETTING.matcher(name).matches(), "settings: the name of a setting is of A-Z, 0-9 and _")) {
                plain("settings." + name, entry.getValue()).ifPresent(value -> settings.put(name, value));
            }
        });
        return settings;
    }

    private Optional<String> required(String field) {
        Optional<String> text = text(field);
        JsonNode node = body.get(field);
        if (node == null || node.isNull()) {
            faults.add(field + ": is missing");
        }
        return text;
    }

    private Optional<String> text(String field) {
        JsonNode node = body.get(field);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        boolean isText = node.isTextual()
                && !node.textValue().isBlank()
                && node.textValue().length() <= TEXT_MAX;
        return holds(isText, field + ": must be a text of 1.." + TEXT_MAX + " characters")
                ? Optional.of(node.textValue())
                : Optional.empty();
    }

    private Optional<String> value(String field) {
        JsonNode node = body.get(field);
        return node == null || node.isNull() ? Optional.empty() : plain(field, node);
    }

    /** A text, a number or a yes or no, as the text that it is written as. */
    private Optional<String> plain(String field, JsonNode node) {
        String text = node.isTextual() ? node.textValue() : node.asText();
        boolean isGood = (node.isTextual() || node.isNumber() || node.isBoolean()) && text.length() <= TEXT_MAX;
        return holds(isGood, field + ": must be a text or a number of at most " + TEXT_MAX + " characters")
                ? Optional.of(text)
                : Optional.empty();
    }

    private boolean holds(boolean condition, String fault) {
        if (!condition && !faults.contains(fault)) {
            faults.add(fault);
        }
        return condition;
    }
}
