package cab.app.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One thing that can be asked of the server.
 *
 * @param method GET or POST; GET answers HEAD as well
 * @param path without parameters
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
}
