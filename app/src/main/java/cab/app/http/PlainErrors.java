package cab.app.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors of the server below the routes, such as a malformed request line, in the form of all others. */
final class PlainErrors extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        SecurityHeaders.ALL.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Json.TYPE);
        response.write(true, body(response.getStatus()), callback);
        return true;
    }

    private static ByteBuffer body(int status) {
        return ByteBuffer.wrap(Json.bytes(ApiError.ofStatus(status).body()));
    }
}
