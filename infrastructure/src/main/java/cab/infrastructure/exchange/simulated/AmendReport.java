package cab.infrastructure.exchange.simulated;

/** The answer to a change of an open order. */
public sealed interface AmendReport {

    /** It is changed; with less than is filled already it has ended. Immutable. */
    record Amended(OrderStatement order) implements AmendReport {}

    /** There is no such order, or it is over. Immutable. */
    record NotOpen(String reason) implements AmendReport {}

    /** It stays as it was. Immutable. */
    record Refused(RejectCode code, String reason) implements AmendReport {}
}
