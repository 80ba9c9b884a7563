package cab.infrastructure.exchange.simulated;

import cab.application.port.BrokerEvent;

/** The plan in which nothing goes wrong. Immutable, thread-safe. */
enum NoFaults implements FaultPlan {
    INSTANCE;

    private static final RequestFate SERVED = new RequestFate.Served();
    private static final QueryFate ANSWERED = new QueryFate.Answered();
    private static final StreamFate DELIVERED = new StreamFate.Delivered();

    @Override
    public RequestFate onRequest(Operation operation) {
        return SERVED;
    }

    @Override
    public QueryFate onQuery(Operation operation) {
        return ANSWERED;
    }

    @Override
    public StreamFate onStream(BrokerEvent event) {
        return DELIVERED;
    }
}
