package cab.infrastructure.exchange.server;

import java.time.Duration;
import java.util.List;

/** How an exchange looks from outside: paths, shapes, labels. Thread-safe. */
public interface ExchangeFace {

    /** What its paths start with, such as {@code /api/v4}. */
    String prefix();

    /** Whether the request is meant to change something at the exchange. */
    boolean isChange(WireRequest request);

    /** What somebody is told who has asked too often, and has to wait that long. */
    WireReply banned(Duration wait);

    /** Its streams, each at an address of its own. */
    List<SocketFace> sockets();

    /** Answers a request; every fault of the request is an answer too. */
    WireReply serve(WireRequest request);
}
