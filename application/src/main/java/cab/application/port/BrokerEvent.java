package cab.application.port;

import cab.domain.order.Fill;

/** What the exchange tells of our account without being asked. */
public sealed interface BrokerEvent {

    /** One of our orders was filled, in whole or in part. */
    record Filled(Fill fill) implements BrokerEvent {}

    /** One of our orders changed. */
    record OrderChanged(VenueOrder order) implements BrokerEvent {}

    /** The stream was cut off and works again; what happened in between must be read. */
    record StreamRestored() implements BrokerEvent {}
}
