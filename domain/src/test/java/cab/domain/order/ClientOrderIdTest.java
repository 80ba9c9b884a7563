package cab.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.Property;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientOrderIdTest {

    private static final Instant NOON = Instant.parse("2024-03-10T12:00:00Z");

    private static DecisionKey decision(String bot, Instant at) {
        return new DecisionKey(new BotId(bot), at);
    }

    @Test
    void theIdIsAFunctionOfTheDecision() {
        ClientOrderId id = ClientOrderId.of(decision("btc", NOON), Purpose.ENTRY, 0);

        // Pinned: a new version of the program must find the orders of the old one.
        assertThat(id).hasToString("cab-0c7a43w-ltlgps00-e0");
        assertThat(ClientOrderId.of(decision("btc", NOON), Purpose.ENTRY, 0)).isEqualTo(id);
        assertThat(ClientOrderId.followUp(decision("btc", NOON), Purpose.EXIT, 35))
                .hasToString("cab-0c7a43w-ltlgps00-xz-pf");
    }

    @Test
    void eachPartOfTheDecisionCounts() {
        Set<ClientOrderId> ids = new HashSet<>();
        int made = 0;
        for (String bot : new String[] {"btc", "eth"}) {
            for (Instant at : new Instant[] {NOON, NOON.plusMillis(1)}) {
                for (Purpose purpose : Purpose.values()) {
                    for (int attempt = 0; attempt < ClientOrderId.ATTEMPTS_MAX; attempt += 5) {
                        ids.add(ClientOrderId.of(decision(bot, at), purpose, attempt));
                        ids.add(ClientOrderId.followUp(decision(bot, at), purpose, attempt));
                        made += 2;
                    }
                }
            }
        }

        assertThat(ids).hasSize(made);
    }

    @Test
    void theIdIsShortEnoughForAnyBotNameAndAnyCentury() {
        String longest = "Z".repeat(64);

        for (String time : new String[] {"1970-01-01T00:00:00Z", "2059-12-31T23:59:59.999Z", "2999-12-31T00:00:00Z"}) {
            ClientOrderId id = ClientOrderId.followUp(
                    decision(longest, Instant.parse(time)), Purpose.PROTECTION, ClientOrderId.ATTEMPTS_MAX - 1);

            assertThat(id.value()).hasSizeLessThanOrEqualTo(28).matches("[0-9a-z-]+");
            assertThat(id.isOurs()).isTrue();
            assertThat(id.isFollowUp()).isTrue();
        }
    }

    @Test
    void theTagOfABotIsSevenCharacters() {
        Property.holds(random -> {
            BotId bot = new BotId("bot-" + random.nextLong(Long.MAX_VALUE));

            assertThat(bot.tag()).matches("[0-9a-z]{7}").isEqualTo(new BotId(bot.value()).tag());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "btc,                    0c7a43w",
        "a,                      1skjwar",
        "Aa0._-/Zz9,             05ox3ku",
        "BTC/USDT,               0xoo4bj",
    })
    void theTagOfABotNeverChanges(String name, String tag) {
        // Pinned: it is how the orders of a bot are found again after an update of the program.
        assertThat(new BotId(name).tag()).isEqualTo(tag);
    }

    @Test
    void anOrderBelongsToTheBotWhoseTagItCarries() {
        BotId bot = new BotId("btc");

        assertThat(ClientOrderId.of(decision("btc", NOON), Purpose.ENTRY, 0).belongsTo(bot))
                .isTrue();
        assertThat(ClientOrderId.followUp(decision("btc", NOON), Purpose.EXIT, 1)
                        .belongsTo(bot))
                .isTrue();
        assertThat(ClientOrderId.of(decision("eth", NOON), Purpose.ENTRY, 0).belongsTo(bot))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cab-0c7a43w", "cab-0c7a43w_x", "cab-0c7a43", "cab-", "bac-0c7a43w-x", "0c7a43w-x"})
    void whatOnlyLooksLikeAnOrderOfTheBotIsNotItsOwn(String value) {
        assertThat(new ClientOrderId(value).belongsTo(new BotId("btc"))).isFalse();
        assertThat(new ClientOrderId("cab-0c7a43w-").belongsTo(new BotId("btc")))
                .isTrue();
    }

    @Test
    void attemptsAreBounded() {
        DecisionKey decision = decision("btc", NOON);

        assertThat(ClientOrderId.of(decision, Purpose.EXIT, 1_295).value()).endsWith("-xzz");
        assertThatThrownBy(() -> ClientOrderId.of(decision, Purpose.EXIT, 1_296))
                .hasMessage("attempt must be within 0..1295, was 1296");
        assertThatThrownBy(() -> ClientOrderId.of(decision, Purpose.EXIT, -1))
                .hasMessage("attempt must be within 0..1295, was -1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä", "a/b", "{", "@", "12345678901234567890123456789"})
    void whatNoExchangeTakesIsRefused(String value) {
        assertThatThrownBy(() -> new ClientOrderId(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "A", "Z", "a", "z", "_.-", "1234567890123456789012345678"})
    void anOrderOfSomebodyElseHasAnIdToo(String value) {
        ClientOrderId id = new ClientOrderId(value);

        assertThat(id.isOurs()).isFalse();
        assertThat(id.isFollowUp()).isFalse();
        assertThat(id).isEqualByComparingTo(new ClientOrderId(value));
    }

    @Test
    void idsOfOneBotSortByTheTimeOfTheirDecision() {
        assertThat(ClientOrderId.of(decision("btc", NOON), Purpose.EXIT, 0))
                .isLessThan(ClientOrderId.of(decision("btc", NOON.plusMillis(1)), Purpose.ENTRY, 0));
    }

    @Test
    void aDecisionBelongsToAWholeMillisecondSince1970() {
        assertThat(decision("btc", Instant.EPOCH).at()).isEqualTo(Instant.EPOCH);
        assertThatThrownBy(() -> decision("btc", NOON.plusNanos(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> decision("btc", Instant.EPOCH.minusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesOfBotsAndIdsOfTheExchangeAreChecked() {
        assertThat(new BotId("Aa0._-/Zz9"))
                .hasToString("Aa0._-/Zz9")
                .isLessThan(new BotId("B"))
                .isEqualTo(new BotId("Aa0._-/Zz9"))
                .hasSameHashCodeAs(new BotId("Aa0._-/Zz9"))
                .isNotEqualTo(new BotId("Aa0._-/Zz8"))
                .isNotEqualTo("Aa0._-/Zz9");
        for (String bad : new String[] {"", "a b", "ä", "a:b", "[", "`", "{", "x".repeat(65)}) {
            assertThatThrownBy(() -> new BotId(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new VenueOrderId("!".repeat(128))).hasToString("!".repeat(128));
        assertThat(new TradeId("~".repeat(128))).hasToString("~".repeat(128));
        for (String bad : new String[] {"", " ", "a\n", "\u007f", "é", "x".repeat(129)}) {
            assertThatThrownBy(() -> new VenueOrderId(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new TradeId(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
