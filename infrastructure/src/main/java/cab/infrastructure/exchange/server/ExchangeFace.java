package cab.infrastructure.exchange.server;

/** How an exchange looks from outside: paths, shapes, labels. Thread-safe. */
public interface ExchangeFace {

    /** What its paths start with, such as {@code /api/v4}. */
    String prefix();

    /** Whether the request is meant to change something at the exchange. */
    boolean isChange(WireRequest request);

    /** Answers a request; every fault of the request is an answer too. */
    WireReply serve(WireRequest request);
}
