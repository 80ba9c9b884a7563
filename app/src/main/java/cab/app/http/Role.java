package cab.app.http;

import io.javalin.security.RouteRole;

/** What a caller must be to use a route. */
enum Role implements RouteRole {
    /** Anybody: it tells nothing that is worth hiding. */
    ANYBODY,
    /** Whoever holds the token; on a server that only this machine can reach, anybody. */
    READER,
    /** Whoever holds the token. */
    OPERATOR
}
