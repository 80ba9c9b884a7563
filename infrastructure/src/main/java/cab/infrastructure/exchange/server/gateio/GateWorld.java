package cab.infrastructure.exchange.server.gateio;

import cab.domain.market.Symbol;
import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.ServedVenue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** What the face stands before: the exchange, its market and its customers. Thread-safe. */
final class GateWorld {

    private final ServedVenue venue;
    private final GateClock clock;
    private final SortedMap<Symbol, MarketBoard> boards;
    private final GateRules rules;
    private final SortedMap<String, ApiKey> keys = new TreeMap<>();
    private final Set<Symbol> halted = new ConcurrentSkipListSet<>();

    GateWorld(ServedVenue venue, GateClock clock, GateRules rules, List<MarketBoard> boards, List<ApiKey> keys) {
        this.venue = venue;
        this.clock = clock;
        this.rules = rules;
        SortedMap<Symbol, MarketBoard> bySymbol = new TreeMap<>();
        boards.forEach(board -> bySymbol.put(board.instrument().symbol(), board));
        this.boards = Collections.unmodifiableSortedMap(bySymbol);
        keys.forEach(key -> this.keys.put(key.key(), key));
    }

    ServedVenue venue() {
        return venue;
    }

    GateClock clock() {
        return clock;
    }

    /** How long behind its end an order is found by its name. */
    long nameKeptMs() {
        return rules.nameKept().toMillis();
    }

    /** Whether keys are said to have the right to withdraw. */
    boolean keysWithdraw() {
        return rules.keysWithdraw();
    }

    Optional<ApiKey> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    /** The number of the account's owner; zero when nobody has a key to it. */
    long userOf(String account) {
        return keys.values().stream()
                .filter(key -> key.account().name().equals(account))
                .mapToLong(ApiKey::userId)
                .findFirst()
                .orElse(0);
    }

    List<MarketBoard> boards() {
        return new ArrayList<>(boards.values());
    }

    List<Symbol> symbols() {
        return new ArrayList<>(boards.keySet());
    }

    MarketBoard board(Symbol symbol) {
        MarketBoard board = boards.get(symbol);
        if (board == null) {
            throw GateError.invalidPair(pairOf(symbol));
        }
        return board;
    }

    /** Whether orders of the symbol are refused at the moment. */
    boolean isHalted(Symbol symbol) {
        return halted.contains(symbol);
    }

    /** Stops or resumes the trading of a symbol. */
    void halt(Symbol symbol, boolean isHalted) {
        boolean changed = isHalted ? halted.add(symbol) : halted.remove(symbol);
        if (changed) {
            boolean _ = venue.ask(desk -> {
                desk.exchange().halt(symbol, isHalted);
                return isHalted;
            });
        }
    }

    /** The symbol of a pair such as {@code BTC_USDT}, which is listed. */
    Symbol symbol(String pair) {
        for (Symbol symbol : boards.keySet()) {
            if (pairOf(symbol).equals(pair)) {
                return symbol;
            }
        }
        throw GateError.invalidPair(pair);
    }

    static String pairOf(Symbol symbol) {
        return symbol.base() + "_" + symbol.quote();
    }
}
