package cab.infrastructure.exchange.transport;

/** Opens connections for a stream. Thread-safe. */
public interface StreamDialer {

    /** Begins to connect and returns; {@code listener} hears what becomes of it, on a thread of the dialer. */
    Link dial(Listener listener);

    /** One connection, open or not yet. */
    interface Link {

        /** Sends one text after those before it. What cannot be sent ends the connection. */
        void send(String text);

        /** Ends the connection at once; the listener may still hear of it. */
        void abort();
    }

    /** Hears of one connection. */
    interface Listener {

        void opened();

        void message(String text);

        /** Called at least once for each connection, opened or not; what comes after the first says nothing new. */
        void ended(String cause);
    }
}
