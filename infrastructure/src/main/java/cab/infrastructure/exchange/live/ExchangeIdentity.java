package cab.infrastructure.exchange.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Whether an address is that of the simulated exchange of this program. An address of this machine alone does not say
 * so: it may lead on to a real exchange. Stateless, thread-safe.
 */
public final class ExchangeIdentity {

    /** Where the simulated exchange says what it is. */
    public static final String PATH = "/identity";

    /** What it says. */
    public static final String SIMULATED = "{\"exchange\":\"simulated\",\"program\":\"crypto-ai-bot\"}";

    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    private ExchangeIdentity() {}

    /**
     * Asks. Waits for a few seconds at most.
     *
     * @param root the address of its REST interface
     * @throws UnreachableException when nobody answers
     */
    public static boolean isSimulated(URI root) {
        HttpRequest question = HttpRequest.newBuilder(root.resolve(PATH))
                .timeout(ANSWER_MAX)
                .GET()
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build()) {
            HttpResponse<String> answer = client.send(
                    question,
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), 2L * SIMULATED.length()));
            return answer.statusCode() == 200 && answer.body().equals(SIMULATED);
        } catch (IOException nobody) {
            throw new UnreachableException(
                    "nobody answers at " + root + " (" + nobody.getClass().getSimpleName() + ")");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted");
        }
    }
}
