package cab.app.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The status page: three files that are named here and nowhere else, so that no address can reach another. */
final class PageRoutes {

    List<Route> routes() {
        return List.of(
                page("/", "status.html", "text/html;charset=utf-8"),
                page("/status.js", "status.js", "text/javascript;charset=utf-8"),
                page("/status.css", "status.css", "text/css;charset=utf-8"),
                page("/favicon.svg", "favicon.svg", "image/svg+xml"));
    }

    private static Route page(String path, String name, String type) {
        byte[] content = content(name);
        return Route.get(path, Role.ANYBODY, request -> answer(request, content, type));
    }

    private static void answer(Context request, byte[] content, String type) {
        request.contentType(type).result(content);
    }

    private static byte[] content(String name) {
        try (InputStream stream = PageRoutes.class.getResourceAsStream("/cab/app/http/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the program is built without " + name);
            }
            return stream.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("the program cannot read its own " + name, broken);
        }
    }
}
