package cab.infrastructure.exchange.simulated;

/** What lets the market of a simulated exchange happen. Owned by the exchange's thread. */
interface MarketPlay {

    /** When anything happens next that the clock brings, UTC milliseconds; {@link Long#MAX_VALUE} when nothing does. */
    long nextEventMs();

    /** Lets everything happen up to and including {@code untilMs}. */
    void playTo(long untilMs);

    /** Candles that have closed, of all symbols. */
    long candlesPlayed();
}
