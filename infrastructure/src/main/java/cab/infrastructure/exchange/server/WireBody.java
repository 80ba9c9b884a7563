package cab.infrastructure.exchange.server;

import java.nio.charset.StandardCharsets;

/** The bytes of a request or an answer. Whoever is given them does not change them. Immutable. */
public final class WireBody {

    private final byte[] bytes;

    private WireBody(byte[] bytes) {
        this.bytes = bytes;
    }

    public static WireBody of(byte[] bytes) {
        return new WireBody(bytes);
    }

    public static WireBody of(String text) {
        return new WireBody(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        return bytes;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
