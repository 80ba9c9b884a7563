package cab.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cab.infrastructure.secrets.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The four ways to give a secret, their order, and that none of them ever shows it. */
class SecretSourcesTest {

    @TempDir
    private Path directory;

    @Test
    void theFirstOfValueFileBase64AndSecretsFileCounts() throws IOException {
        Path file = secret("key", "from-file");
        Path json = secret("all.json", "{\"API_KEY\": \"from-json\"}");
        Map<String, String> all = Map.of(
                "API_KEY",
                "from-value",
                "API_KEY_FILE",
                file.toString(),
                "API_KEY_B64",
                base64("from-base64"),
                "SECRETS_FILE",
                json.toString());

        assertThat(key(all)).isEqualTo("from-value");
        assertThat(key(without(all, "API_KEY"))).isEqualTo("from-file");
        assertThat(key(without(all, "API_KEY", "API_KEY_FILE"))).isEqualTo("from-base64");
        assertThat(key(without(all, "API_KEY", "API_KEY_FILE", "API_KEY_B64"))).isEqualTo("from-json");
        assertThat(Loading.settingsOfACompleteBuild(all).notices())
                .containsExactly(
                        "API_KEY is taken from API_KEY; API_KEY_FILE gives it too and is not used",
                        "API_KEY is taken from API_KEY; API_KEY_B64 gives it too and is not used",
                        "API_KEY is taken from API_KEY; SECRETS_FILE gives it too and is not used");
    }

    @Test
    void aFormThatIsEmptyDoesNotCount() throws IOException {
        Path file = secret("key", "from-file");

        assertThat(key(Map.of("API_KEY", "", "API_KEY_FILE", file.toString()))).isEqualTo("from-file");
    }

    @Test
    void whereASecretComesFromIsShownAndItsValueIsNot() throws IOException {
        Path file = secret("key", "canary-file");
        Path json = secret("all.json", "{\"API_TOKEN\": \"canary-json\"}");
        Settings settings = Loading.settings(Map.of(
                "API_KEY_FILE", file.toString(),
                "API_SECRET_B64", base64("canary-base64"),
                "SECRETS_FILE", json.toString(),
                "TELEGRAM_BOT_TOKEN", "canary-value"));

        assertThat(settings.entries())
                .allSatisfy(entry -> assertThat(entry.value()).as(entry.name()).doesNotContain("canary"));
        assertThat(settings.entries())
                .contains(
                        new SettingEntry("API_KEY", "***", file + " (API_KEY_FILE)"),
                        new SettingEntry("API_SECRET", "***", "API_SECRET_B64, environment"),
                        new SettingEntry("API_TOKEN", "***", json + " (SECRETS_FILE)"),
                        new SettingEntry("TELEGRAM_BOT_TOKEN", "***", "environment"));
        assertThat(settings.secrets())
                .extracting(Secret::reveal)
                .containsExactly("canary-file", "canary-base64", "canary-json", "canary-value");
        assertThat(settings.all().toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"secret|secret", "secret\\n|secret", "secret\\r\\n|secret"})
    void oneLineBreakAtTheEndOfAFileIsNotPartOfTheSecret(String content, String expected) throws IOException {
        Path file = secret("key", content.replace("\\n", "\n").replace("\\r", "\r"));

        assertThat(key(Map.of("API_KEY_FILE", file.toString()))).isEqualTo(expected);
        assertThat(key(Map.of("API_KEY_B64", base64(content.replace("\\n", "\n").replace("\\r", "\r")))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary\n\n", " canary", "can ary", "canary\t"})
    void otherWhiteSpaceInASecretIsAProblem(String content) throws IOException {
        Path file = secret("key", content);

        assertThat(Loading.problems(Map.of("API_KEY_FILE", file.toString())))
                .singleElement()
                .asString()
                .startsWith("API_KEY: has white space")
                .contains("(got ***; expected ")
                .doesNotContain("can");
    }

    @Test
    void aSecretFileThatOthersMayReadIsRefused() throws IOException {
        Path file = secret("key", "canary");
        open(file);

        assertThat(Loading.problems(Map.of("API_KEY_FILE", file.toString())))
                .singleElement()
                .asString()
                .startsWith("API_KEY_FILE: names a file that may be read or written by other users")
                .contains("chmod 600", "rw-r--r--")
                .doesNotContain("canary");
        assertThat(Loading.problems(Map.of("SECRETS_FILE", file.toString())))
                .singleElement()
                .asString()
                .startsWith("SECRETS_FILE: names a file that may be read or written by other users")
                .doesNotContain("canary");
    }

    @Test
    void anEnvFileWithSecretsThatOthersMayReadIsNoticed() throws IOException {
        Path file = Loading.write(directory.resolve("a.env"), "API_KEY=canary", "API_SECRET_B64=Y2FuYXJ5");
        open(file);

        assertThat(Loading.settings(file).notices())
                .filteredOn(notice -> !notice.contains("has no effect"))
                .singleElement()
                .asString()
                .contains("holds secrets", "chmod 600 " + file);
    }

    @Test
    void withRealMoneyAnEnvFileWithSecretsThatOthersMayReadIsRefused() throws IOException {
        String[] lines = {"MODE=live", "EXCHANGE=gateio", "PRICE_FEED=live", "API_KEY=canary", "API_SECRET=canary"};
        Path file = Loading.write(directory.resolve("a.env"), lines);
        open(file);

        assertThat(Loading.problems(file))
                .filteredOn(problem -> problem.name().equals(file.toString()))
                .singleElement()
                .asString()
                .contains("which MODE=live does not allow", "chmod 600", "got rw-r--r--")
                .doesNotContain("canary");
    }

    @Test
    void anEnvFileWithoutSecretsMayBeReadByAll() throws IOException {
        Path file = Loading.write(directory.resolve("a.env"), "API_KEY=", "SIM_SEED=1");
        open(file);

        assertThat(Loading.settings(file).notices()).isEmpty();
    }

    @Test
    void aSecretFileThatCannotBeUsedIsAProblemAndNotAReasonToLookFurther() throws IOException {
        Path empty = secret("key", "\n");

        assertThat(Loading.problems(Map.of(
                        "API_KEY_FILE",
                        directory.resolve("none").toString(),
                        "API_KEY_B64",
                        base64("other"),
                        "API_SECRET_FILE",
                        empty.toString(),
                        "API_TOKEN_FILE",
                        "a\u0000b")))
                .extracting(SettingProblem::name, SettingProblem::problem)
                .containsExactly(
                        tuple("API_KEY_FILE", "names a file that does not exist"),
                        tuple("API_SECRET_FILE", "names a file that is empty"),
                        tuple("API_TOKEN_FILE", "is not a path"));
    }

    @ParameterizedTest
    @CsvSource({"canary!, is not base64", "/w==, is not text once decoded", "Cg==, is empty once decoded"})
    void whatIsNotBase64IsAProblemWithoutTheValue(String encoded, String problem) {
        assertThat(Loading.problems(Map.of("API_KEY_B64", encoded)))
                .singleElement()
                .asString()
                .isEqualTo("API_KEY_B64: " + problem + " (got ***; expected the secret in base64)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "canary|                                           names a file that is not JSON with each name once",
                "{\"API_KEY\": \"canary\"|                         names a file that is not JSON with each name once",
                "{\"API_KEY\": \"canary\", \"API_KEY\": \"b\"}|    names a file that is not JSON with each name once",
                "[\"canary\"]|                                     names a file that is no JSON object",
                "``|                                               names a file that is no JSON object",
                "{\"API_KEY\": 12345}|                             names a file with an entry that is no text",
                "{\"API_KEY\": {\"a\": \"canary\"}}|               names a file with an entry that is no text",
                "{\"API_KEY\": \"canary\"} {}|                     names a file with something after the JSON object"
            })
    void aSecretsFileThatIsNotWhatItShouldBeIsRefusedWithoutItsContent(String json, String problem) throws IOException {
        Path file = secret("all.json", json);

        assertThat(Loading.problems(Map.of("SECRETS_FILE", file.toString())))
                .singleElement()
                .satisfies(found -> assertThat(found.problem()).isEqualTo(problem))
                .satisfies(found -> assertThat(found.toString()).doesNotContain("canary", "12345"));
    }

    @Test
    void anUnknownNameInTheSecretsFileIsAProblem() throws IOException {
        Path file = secret("all.json", "{\"API_KYE\": \"canary\", \"MODE\": \"live\"}");

        assertThat(Loading.problems(Map.of("SECRETS_FILE", file.toString())))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("canary"))
                .first()
                .asString()
                .contains("unknown secret; did you mean API_KEY?");
    }

    @Test
    void aMissingSecretsFileIsAProblem() {
        assertThat(Loading.problems(
                        Map.of("SECRETS_FILE", directory.resolve("none").toString())))
                .extracting(SettingProblem::problem)
                .isEqualTo(List.of("names a file that does not exist"));
        assertThat(Loading.problems(Map.of("SECRETS_FILE", "~/all.json")))
                .extracting(SettingProblem::name)
                .isEqualTo(List.of("SECRETS_FILE"));
        assertThat(Loading.settings(Map.of("SECRETS_FILE", "")).notices()).isEmpty();
    }

    @Test
    void addressesAreShownWithoutTheirPassword() throws IOException {
        Path file = secret("url", "redis://:canary@cache:6379");
        Settings settings = Loading.settingsOfACompleteBuild(Map.of("EVENT_BUS_URL_FILE", file.toString()));

        assertThat(settings.entries())
                .contains(new SettingEntry("EVENT_BUS_URL", "redis://:***@cache:6379", file + " (EVENT_BUS_URL_FILE)"));
        assertThat(settings.secrets()).extracting(Secret::reveal).containsExactly("canary");
    }

    private String key(Map<String, String> environment) {
        return Loading.settings(environment)
                .get(ExchangeSettings.API_KEY)
                .orElseThrow()
                .reveal();
    }

    private Path secret(String name, String content) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }

    private static void open(Path file) throws IOException {
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "needs POSIX permissions");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static Map<String, String> without(Map<String, String> all, String... names) {
        Map<String, String> rest = new TreeMap<>(all);
        List.of(names).forEach(rest::remove);
        return rest;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
