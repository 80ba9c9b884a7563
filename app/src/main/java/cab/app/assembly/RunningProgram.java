package cab.app.assembly;

import cab.application.trading.DecisionLog;
import cab.application.trading.Verdict;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.cli.WhyProgram;
import cab.domain.market.Symbol;
import cab.domain.signal.DecisionStep;
import cab.infrastructure.config.HttpSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.secrets.Secret;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program that runs beside this command, asked over HTTP where its settings say it listens. Thread-safe. */
public final class RunningProgram implements WhyProgram {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final SettingsReader reader;

    public RunningProgram(SettingsReader reader) {
        this.reader = reader;
    }

    @Override
    public List<DecisionLog.Entry> latest(Optional<Path> envFile, Symbol symbol, int count) {
        Settings settings = reader.read(envFile);
        URI url = URI.create("http://" + host(settings) + ":" + settings.get(HttpSettings.API_PORT)
                + "/decisions?symbol=" + URLEncoder.encode(symbol.toString(), StandardCharsets.UTF_8) + "&last="
                + count);
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(PATIENCE);
        settings.get(HttpSettings.API_TOKEN)
                .map(Secret::reveal)
                .ifPresent(token -> request.header("Authorization", "Bearer " + token));
        HttpResponse<String> response = answer(request.build(), url);
        try {
            JsonNode json = MAPPER.readTree(response.body());
            if (response.statusCode() != 200) {
                throw refusal(json.path("error").path("message").asText("status " + response.statusCode()));
            }
            return entries(json.path("decisions"));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException unexpected) {
            throw refusal("what answers at " + url.getAuthority() + " is not this version of the program");
        }
    }

    /** Who listens at every address is asked at this machine's own. */
    private static String host(Settings settings) {
        String host = settings.get(HttpSettings.API_HOST);
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "127.0.0.1";
        }
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    private static HttpResponse<String> answer(HttpRequest request, URI url) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException silent) {
            throw refusal("no program answers at " + url.getAuthority() + ": start it with ./cab run");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw refusal("interrupted");
        }
    }

    private static List<DecisionLog.Entry> entries(JsonNode decisions) {
        List<DecisionLog.Entry> entries = new ArrayList<>();
        for (JsonNode decision : decisions) {
            List<DecisionStep> steps = new ArrayList<>();
            for (JsonNode step : decision.path("steps")) {
                steps.add(new DecisionStep(
                        step.path("part").asText(),
                        step.path("answer").asText(),
                        step.path("reason").asText()));
            }
            entries.add(new DecisionLog.Entry(
                    Instant.parse(decision.path("closed_at").asText()),
                    Verdict.valueOf(decision.path("verdict").asText()),
                    Optional.ofNullable(decision.path("detail").textValue()),
                    Double.parseDouble(decision.path("close").asText("0").replace("null", "0")),
                    steps));
        }
        return entries;
    }

    private static Refusal refusal(String words) {
        return new Refusal(ExitCode.DOES_NOT_HOLD, List.of("cab: " + words));
    }
}
