package cab.app.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/** The port of the server, taken before anything else is started, so that it is known at once when it cannot be. */
final class ListenPort implements AutoCloseable {

    private static final int WAITING_MAX = 128;

    private final ServerSocketChannel channel;
    private final int number;

    private ListenPort(ServerSocketChannel channel, int number) {
        this.channel = channel;
        this.number = number;
    }

    /** @throws CannotListen when it is taken, not permitted, or of another machine */
    static ListenPort open(ListenAddress address) {
        InetSocketAddress socketAddress = new InetSocketAddress(address.host(), address.port());
        if (socketAddress.isUnresolved()) {
            throw foreign(address, new IOException("unknown host"));
        }
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                channel.bind(socketAddress, WAITING_MAX);
                return new ListenPort(channel, channel.socket().getLocalPort());
            } catch (IOException failed) {
                channel.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw problem(address, failed);
        }
    }

    private static CannotListen problem(ListenAddress address, IOException failed) {
        String message = String.valueOf(failed.getMessage());
        if (failed instanceof BindException && message.contains("in use")) {
            return new CannotListen(
                    "API_PORT: another program listens there already (got " + address.port()
                            + "; expected a free port, or 0 for any)",
                    failed);
        }
        if (message.contains("denied")) {
            return new CannotListen(
                    "API_PORT: not permitted (got " + address.port() + "; expected a port from 1024 on)", failed);
        }
        return foreign(address, failed);
    }

    private static CannotListen foreign(ListenAddress address, IOException failed) {
        return new CannotListen(
                "API_HOST: cannot listen there (got " + address.host() + "; expected an address of this machine)",
                failed);
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /** The number that was asked for, or the one that was free. */
    int number() {
        return number;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("the port cannot be closed", failed);
        }
    }
}
