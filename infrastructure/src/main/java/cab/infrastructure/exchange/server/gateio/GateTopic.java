package cab.infrastructure.exchange.server.gateio;

/**
 * What one subscription is about. Immutable.
 *
 * @param channel the stream
 * @param pair of which pair; {@link #ALL} for all
 * @param interval of candles; empty for others
 * @param account whose; empty for what anybody may know
 */
record GateTopic(GateChannel channel, String pair, String interval, String account) {

    static final String ALL = "!all";

    static GateTopic market(GateChannel channel, String pair, String interval) {
        return new GateTopic(channel, pair, interval, "");
    }

    static GateTopic of(GateChannel channel, String pair, String account) {
        return new GateTopic(channel, pair, "", account);
    }
}
