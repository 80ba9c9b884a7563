package cab.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the program knows of exchanges, and the table of it. */
class ExchangeCatalogueTest {

    /** Tests run in the folder of their module. */
    private static final Path DOCUMENT = Path.of("..", "docs", "exchanges.md");

    @Test
    void theDocumentedTableIsTheCatalogue() throws IOException {
        assertThat(Files.readString(DOCUMENT))
                .as("the table of docs/exchanges.md is to be:\n%s", table())
                .contains(table());
    }

    @Test
    void whoeverCanBeTradedLiveHasAllThatItNeeds() {
        assertThat(ExchangeCatalogue.namesWith(ExchangeCatalogue.FOR_LIVE)).containsExactly("gateio", "bybit");
        assertThat(ExchangeCatalogue.namesWith(Set.of(ExchangeCapability.PRICES)))
                .containsExactly("gateio", "bybit", "binance", "kraken", "okx", "kucoin");
        assertThat(ExchangeCatalogue.of("okx").lacking(ExchangeCatalogue.FOR_LIVE))
                .hasValueSatisfying(lacking -> assertThat(lacking)
                        .startsWith(
                                "OKX lacks orders whose outcome can be proven, finding an order by our name for it, "));
    }

    private static String table() {
        String head = ExchangeCatalogue.all().stream()
                .map(ExchangeCatalogue.Exchange::title)
                .collect(Collectors.joining(" | ", "| | ", " | needed for |\n"));
        String line = "| ---".repeat(ExchangeCatalogue.all().size() + 2) + " |\n";
        return Arrays.stream(ExchangeCapability.values())
                .map(capability -> ExchangeCatalogue.all().stream()
                        .map(exchange -> exchange.can(capability) ? "yes" : "no")
                        .collect(Collectors.joining(
                                " | ", "| " + capability.words() + " | ", " | " + needed(capability) + " |\n")))
                .collect(Collectors.joining("", head + line, ""));
    }

    private static String needed(ExchangeCapability capability) {
        return capability.neededFor().contains("=")
                ? "`" + capability.neededFor().replace(" with ", "` with `") + "`"
                : capability.neededFor();
    }
}
