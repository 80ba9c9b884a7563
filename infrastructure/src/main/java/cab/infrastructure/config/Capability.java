package cab.infrastructure.config;

import java.util.EnumSet;
import java.util.Set;

/** A part of the program that settings belong to and that this build may not have yet. */
public enum Capability {
    LIVE_TRADING("trading with real money"),
    INTENT_EXPIRY("forgetting finished intents"),
    LIVE_PRICES("prices of a real exchange"),
    EXCHANGE_SANDBOXES("the test accounts of exchanges"),
    OUTER_SERVICES("other services over HTTP"),
    TREND_FILTER("the trend filter over higher timeframes"),
    AI_SCORE("the AI score"),
    ADAPTIVE_SIZING("sizing by volatility or by Kelly"),
    SLIPPAGE_RULE("the risk rule on slippage"),
    FEE_RULE("the risk rule on fees"),
    TURNOVER_RULE("the risk rule on turnover"),
    LOSS_STREAK_RULE("the risk rule on losses in a row"),
    DRAWDOWN_RULE("the risk rule on drawdown"),
    POSITION_RULE("the risk rule on the size of a position"),
    CORRELATION_RULE("the risk rule on correlated symbols"),
    DAY_LIMITS("limits on orders and turnover of a day"),
    MACRO_REGIME("the macro regime"),
    TELEGRAM("Telegram"),
    REDIS_BUS("the event bus on Redis"),
    POSTGRESQL("storage on PostgreSQL"),
    LEASE_LOCK("the instance lock across machines"),
    DEAD_MANS_SWITCH("the dead man's switch"),
    METRICS("metrics"),
    MANY_BOTS("many bots from a file");

    private final String words;

    Capability(String words) {
        this.words = words;
    }

    /** What the capability is called in a sentence. */
    public String words() {
        return words;
    }

    /**
     * What this build can do. Whoever brings a capability adds it here: its settings are then no longer refused, and
     * their notes leave {@code .env.example}.
     */
    public static Set<Capability> ofThisBuild() {
        return EnumSet.of(
                LIVE_TRADING,
                LIVE_PRICES,
                EXCHANGE_SANDBOXES,
                TREND_FILTER,
                AI_SCORE,
                ADAPTIVE_SIZING,
                SLIPPAGE_RULE,
                FEE_RULE,
                TURNOVER_RULE,
                LOSS_STREAK_RULE,
                DRAWDOWN_RULE,
                POSITION_RULE,
                DAY_LIMITS);
    }
}
