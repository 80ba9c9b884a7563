package cab.app.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The answer to bytes that no client would send.
 *
 * @param text all of it
 */
record RawAnswer(String text) {

    private static final int WAIT_MS = 20_000;

    static RawAnswer to(int port, String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(WAIT_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            byte[] first = new byte[16 * 1024];
            int count = socket.getInputStream().read(first);
            return new RawAnswer(new String(first, 0, Math.max(0, count), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new AssertionError("must be answered: " + request, failed);
        }
    }

    int status() {
        if (!text.matches("(?s)HTTP/1.1 \\d{3} .*")) {
            throw new AssertionError("must be an answer, was: '" + text + "'");
        }
        return Integer.parseInt(text.substring(9, 12));
    }

    /** Sends a header byte by byte; whether the server has ended it within {@code limit}. */
    static boolean dripping(int port, String beginning, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(200);
            OutputStream out = socket.getOutputStream();
            out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            while (System.nanoTime() < deadline) {
                out.write('x');
                out.flush();
                if (hasEnded(socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException ended) {
            return true;
        }
    }

    private static boolean hasEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }
}
