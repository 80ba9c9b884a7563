package cab.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of the env file, as its javadoc states it. */
class EnvFileParserTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "A=1|                     1",
                "export A=1|              1",
                "  export   A = 1  |      1",
                "A=|                      ``",
                "A=   |                   ``",
                "A=two words|             two words",
                "A=pa#ss|                 pa#ss",
                "A=#pa|                   #pa",
                "A=pass # why|            pass",
                "A= # why|                ``",
                "A=a#b #c #d|             a#b",
                "A='as \"it\" \\n #x'|    as \"it\" \\n #x",
                "A='quoted' # why|        quoted",
                "A=\"quoted\" # why|      quoted",
                "A=\"a # b\"|             a # b",
                "A=\"q\\\"q b\\\\b\"|     q\"q b\\b",
                "A=\"\"|                  ``",
                "A=''|                    ``",
                "A=x=y=z|                 x=y=z",
                "A=$HOME/`x`|             $HOME/`x`",
                "A=it's|                  it's",
                "A=схема|                 схема"
            },
            delimiter = '|')
    void aLineGivesItsValue(String line, String value) {
        EnvFile file = parse(line);

        assertThat(file.problems()).isEmpty();
        assertThat(valuesOf(file)).containsExactly(Map.entry("A", value));
    }

    @Test
    void escapesAreResolvedBetweenDoubleQuotesAlone() {
        assertThat(valuesOf(parse("A=\"a\\nb\\tc\\rd\"\nB='a\\nb'\nC=a\\nb")))
                .isEqualTo(Map.of("A", "a\nb\tc\rd", "B", "a\\nb", "C", "a\\nb"));
    }

    @Test
    void tabsAreBlanks() {
        assertThat(valuesOf(parse("\texport\tA\t=\t1\t# why"))).isEqualTo(Map.of("A", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "# comment", "  # A=1", "#"})
    void commentsAndEmptyLinesSayNothing(String line) {
        EnvFile file = parse(line);

        assertThat(file.problems()).isEmpty();
        assertThat(file.entries()).isEmpty();
    }

    @Test
    void linesMayEndInCrLfAndTheFileMayBeginWithAByteOrderMark() throws IOException {
        EnvFile file = EnvFileParser.read(
                Files.writeString(directory.resolve("test.env"), "\uFEFFA=1\r\nB='2'\r\n\r\nC=3\r\n"));

        assertThat(file.problems()).isEmpty();
        assertThat(valuesOf(file)).isEqualTo(Map.of("A", "1", "B", "2", "C", "3"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "canary|            is neither NAME=VALUE nor a comment",
                "=canary|           has no name before the =",
                "A-B=canary|        has no name before the =",
                "1A=canary|         has no name before the =",
                "my A=canary|       has no name before the =",
                "export =canary|    has no name before the =",
                "A='canary|         A has no closing '",
                "A=\"canary|        A has no closing \"",
                "A=\"canary\\\"|    A has no closing \"",
                "A=\"can\\x\"|      A has an unknown escape in \"…\"",
                "A=\"canary\\|      A has an unknown escape in \"…\"",
                "A='can'ary|        A goes on after the closing quote",
                "A=\"can\"ary|      A goes on after the closing quote",
                "A='can'#ary|       A goes on after the closing quote",
                "A=can\u0007ary|    has a control character",
                "A=can\u0000ary|    has a control character",
                "A=can\u001b[2Jary| has a control character"
            },
            delimiter = '|')
    void aMalformedLineIsNamedByNumberAndNeverQuoted(String line, String problem) {
        EnvFile file = parse("# first\n" + line + "\nB=2");

        assertThat(file.problems()).singleElement().satisfies(found -> {
            assertThat(found.name()).endsWith("test.env line 2");
            assertThat(found.problem()).isEqualTo(problem);
            assertThat(found.toString()).doesNotContain("can");
        });
        assertThat(valuesOf(file)).as("the other lines are read").isEqualTo(Map.of("B", "2"));
    }

    @Test
    void aNameThatStandsTwiceIsReportedWithBothLines() {
        EnvFile file = parse("A=canary\nB=2\nexport A=canary");

        assertThat(file.problems())
                .singleElement()
                .asString()
                .startsWith("A: is set twice in ")
                .contains("lines 1 and 3")
                .doesNotContain("canary");
        assertThat(valuesOf(file)).isEqualTo(Map.of("A", "canary", "B", "2"));
    }

    @Test
    void aFileThatCannotBeReadIsAProblemOfTheFile() {
        EnvFile file = EnvFileParser.read(directory.resolve("none.env"));

        assertThat(file.problems()).singleElement().asString().contains("none.env: does not exist");
    }

    @Test
    void entriesDoNotPrintTheirValues() {
        assertThat(parse("API_KEY=canary").toString()).doesNotContain("canary");
    }

    @Test
    void whatIsWrittenBetweenQuotesIsReadBack() {
        String alphabet = "ab #='\"\\\n\t\r$;é漢";
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                value.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String quoted = value.toString()
                    .replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\n", "\\n")
                    .replace("\t", "\\t")
                    .replace("\r", "\\r");

            EnvFile file = parse("A=\"" + quoted + "\" # comment");

            assertThat(file.problems()).as("seed %d", seed).isEmpty();
            assertThat(valuesOf(file)).as("seed %d", seed).isEqualTo(Map.of("A", value.toString()));
        }
    }

    @Test
    void noTextMakesTheParserFail() {
        String alphabet = "A=1 #'\"\\\n\r\texport\u0000é";
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }

            EnvFile file = parse(text.toString());

            long lines = text.chars().filter(character -> character == '\n').count() + 1;
            assertThat(file.entries().size() + file.problems().size())
                    .as("every line says at most one thing, seed %d", seed)
                    .isLessThanOrEqualTo((int) lines);
        }
    }

    private static EnvFile parse(String text) {
        return EnvFileParser.parse(Path.of("test.env"), text);
    }

    private static Map<String, String> valuesOf(EnvFile file) {
        Map<String, String> values = new LinkedHashMap<>();
        file.entries().forEach((name, entry) -> values.put(name, entry.value()));
        return values;
    }
}
