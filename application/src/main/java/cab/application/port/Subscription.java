package cab.application.port;

/** A running subscription. Closing it twice does nothing. Thread-safe. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    /** Ends the subscription; at most one message that was on its way may still arrive. */
    @Override
    void close();
}
