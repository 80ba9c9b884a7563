package cab.infrastructure.exchange.server;

/** The way to one customer who is connected. Thread-safe; never waits. */
public interface SocketLine {

    /** Sends behind what was sent before. A customer who does not keep up is cut off. */
    void send(String text);

    /** Ends the connection. */
    void close(int code, String reason);
}
