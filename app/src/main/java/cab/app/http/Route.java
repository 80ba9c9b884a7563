package cab.app.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.stream.IntStream;

/**
 * One thing that can be asked of the server.
 *
 * @param method GET, POST or DELETE; GET answers HEAD as well
 * @param path without parameters of a query; {@code {name}} stands for one part of it
 * @param role who may
 * @param handler what is done
 */
record Route(HandlerType method, String path, Role role, Handler handler) {

    static Route get(String path, Role role, Handler handler) {
        return new Route(HandlerType.GET, path, role, handler);
    }

    static Route post(String path, Handler handler) {
        return new Route(HandlerType.POST, path, Role.OPERATOR, handler);
    }

    static Route delete(String path, Handler handler) {
        return new Route(HandlerType.DELETE, path, Role.OPERATOR, handler);
    }

    /** Whether {@code asked} is an address of this route. */
    boolean isAt(String asked) {
        String[] own = path.split("/", -1);
        String[] other = asked.split("/", -1);
        return own.length == other.length
                && IntStream.range(0, own.length)
                        .allMatch(part ->
                                own[part].startsWith("{") ? !other[part].isEmpty() : own[part].equals(other[part]));
    }
}
