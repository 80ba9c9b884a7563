package cab.infrastructure.exchange.server;

/** The streams of an exchange. Thread-safe. */
public interface SocketFace extends AutoCloseable {

    /** Where to connect, such as {@code /ws/v4/}. */
    String path();

    /** A customer has connected and can be told things by {@code line}. */
    Listener open(SocketLine line);

    /** Begins to tell. */
    void start();

    @Override
    void close();

    /** Hears what one customer says. Called by one thread at a time. */
    interface Listener {

        void onText(String text);

        void onClosed();
    }
}
