package cab.app.http;

import io.javalin.http.Context;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who may in. What is not allowed here is not done, whatever the route.
 *
 * <p>Rules: (1) a server that only this machine can reach answers only to names of this machine, so that no page of
 * another origin can reach it by a name that resolves here; beyond it the token does that; (2) a change, and beyond
 * this machine also a look, needs the token, in the header and nowhere else; (3) a change is never made for a page of
 * another origin; (4) who shows wrong tokens has to wait. Thread-safe.
 */
final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String SCHEME = "bearer ";
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final ListenAddress address;
    private final Optional<BearerToken> token;
    private final WrongTokens wrongTokens;

    Gate(ListenAddress address, Optional<BearerToken> token, WrongTokens wrongTokens) {
        this.address = address;
        this.token = token;
        this.wrongTokens = wrongTokens;
    }

    /** For every request, also one for a route that does not exist. */
    void admitHost(Context request) {
        if (address.isLoopback() && !isOwnName(hostOf(request))) {
            throw ApiError.forbidden(
                    "host_not_allowed", "the server answers only to localhost, 127.0.0.1, [::1] and its API_HOST");
        }
        if (request.queryParamMap().containsKey("token")) {
            throw ApiError.malformed("a token belongs into the header Authorization: Bearer, never into an address");
        }
    }

    private boolean isOwnName(String host) {
        return host.equals(address.host()) || ListenAddress.isLoopback(host);
    }

    /** The name in the header Host, without port and brackets; empty when there is none. */
    private static String hostOf(Context request) {
        String header = request.header("Host");
        return header == null ? "" : withoutPort(header.strip().toLowerCase(Locale.ROOT));
    }

    private static String withoutPort(String authority) {
        if (authority.startsWith("[")) {
            int end = authority.indexOf(']');
            return end < 0 ? "" : authority.substring(1, end);
        }
        int colon = authority.indexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    /** For a request that has found its route. */
    void admit(Context request, Role role) {
        switch (role) {
            case ANYBODY -> {}
            case READER -> {
                if (!address.isLoopback()) {
                    requireToken(request);
                }
            }
            case OPERATOR -> {
                requireToken(request);
                requireOwnOrigin(request);
            }
        }
    }

    private void requireToken(Context request) {
        String from = request.req().getRemoteAddr();
        if (wrongTokens.isExhausted(from)) {
            request.header("Retry-After", Long.toString(WrongTokens.WINDOW.toSeconds()));
            throw ApiError.tooMany("too many wrong tokens; wait a minute");
        }
        if (token.isEmpty()) {
            throw ApiError.unauthorised("nothing can be changed over HTTP without a token: set API_TOKEN and restart");
        }
        String shown = shownToken(request);
        if (!token.get().matches(shown)) {
            wrongTokens.count(from);
            LOG.warn("wrong token from={} path={}", from, request.path());
            throw ApiError.unauthorised("the token is not the API_TOKEN of this server");
        }
    }

    private static String shownToken(Context request) {
        List<String> headers = Collections.list(request.req().getHeaders("Authorization"));
        if (headers.size() != 1) {
            throw ApiError.unauthorised("the header Authorization: Bearer TOKEN is needed, once");
        }
        String header = headers.getFirst();
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw ApiError.unauthorised("the header must be Authorization: Bearer TOKEN");
        }
        return header.substring(SCHEME.length()).strip();
    }

    private static void requireOwnOrigin(Context request) {
        String site = request.header("Sec-Fetch-Site");
        String origin = request.header("Origin");
        boolean isForeignSite = site != null && !OWN_SITE.contains(site);
        boolean isForeignOrigin =
                origin != null && !authorityOf(origin).equals(Optional.ofNullable(request.header("Host")));
        if (isForeignSite || isForeignOrigin) {
            throw ApiError.forbidden("foreign_origin", "a page of another origin may not command this server");
        }
    }

    private static Optional<String> authorityOf(String origin) {
        try {
            return Optional.ofNullable(new URI(origin).getRawAuthority());
        } catch (URISyntaxException notAnOrigin) {
            return Optional.empty();
        }
    }

    /** Headers of every answer. */
    static void protect(Context answer) {
        SecurityHeaders.ALL.forEach(answer::header);
    }
}
