package cab.app.http;

import java.time.Duration;

/**
 * How long the server waits. Immutable.
 *
 * @param answer for orchestrators and storage, before it answers that they do not
 * @param request for a request to come in, before it looks whether somebody only pretends to send one
 */
record HttpLimits(Duration answer, Duration request) {

    static HttpLimits usual() {
        return new HttpLimits(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }
}
