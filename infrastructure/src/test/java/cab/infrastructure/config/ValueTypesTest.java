package cab.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Percent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each type of setting takes, and what it says to the rest. */
class ValueTypesTest {

    @Test
    void wholeNumbersReachTheirLimitsAndNoFurther() {
        ValueType<Integer> count = NumberTypes.count(1, 10, "orders");

        assertThat(accepted(count, "1")).isEqualTo(1);
        assertThat(accepted(count, "10")).isEqualTo(10);
        assertThat(refused(count, "0")).isEqualTo("is out of range");
        assertThat(refused(count, "11")).isEqualTo("is out of range");
        assertThat(refused(count, "999999999999999999")).isEqualTo("is out of range");
        assertThat(count.expected()).isEqualTo("a whole number from 1 to 10 orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0",
                "+1",
                "1e3",
                "0x1",
                "1_000",
                "1,000",
                "one",
                "--1",
                "1 000",
                "１２",
                "٣",
                "9999999999999999999"
            })
    void otherTextIsNoWholeNumber(String text) {
        assertThat(refused(NumberTypes.count(0, 100_000, ""), text)).isEqualTo("is not a whole number");
    }

    @Test
    void nothingIsNoValueWhereSomethingIsNeeded() {
        assertThat(refused(NumberTypes.count(0, 1, ""), "")).isEqualTo("is empty");
        assertThat(refused(TextTypes.path(), "")).isEqualTo("is empty");
        assertThat(accepted(TextTypes.path().orEmpty(), "")).isEmpty();
    }

    @Test
    void decimalsAreExactAndReachTheirLimitsAndNoFurther() {
        ValueType<BigDecimal> share = NumberTypes.decimal(DecimalRange.below("0", "100"), "percent");

        assertThat(accepted(share, "0.40")).isEqualTo(new BigDecimal("0.40"));
        assertThat(accepted(share, "0")).isEqualTo(new BigDecimal("0"));
        assertThat(accepted(share, "99.999999999999999999")).isEqualTo(new BigDecimal("99.999999999999999999"));
        assertThat(refused(share, "100")).isEqualTo("is out of range");
        assertThat(refused(share, "-0.1")).isEqualTo("is out of range");
        assertThat(share.expected()).isEqualTo("a decimal number from 0 to below 100 percent");
    }

    @Test
    void aRangeMayLeaveOutItsLowerEnd() {
        ValueType<BigDecimal> amount = NumberTypes.decimal(DecimalRange.above("0", "10"), "");

        assertThat(refused(amount, "0")).isEqualTo("is out of range");
        assertThat(refused(amount, "0.00")).isEqualTo("is out of range");
        assertThat(accepted(amount, "0.000000000000000001")).isEqualTo(new BigDecimal("0.000000000000000001"));
        assertThat(accepted(amount, "10")).isEqualTo(new BigDecimal("10"));
        assertThat(amount.expected()).isEqualTo("a decimal number above 0 to 10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,5|  is not a decimal number; the decimal sign is a point",
                "5%|   is not a decimal number; leave out the percent sign",
                "1e3|  is not a decimal number",
                "NaN|  is not a decimal number",
                ".5|   is not a decimal number",
                "5.|   is not a decimal number",
                "0.1234567890123456789| is not a decimal number"
            })
    void otherTextIsNoDecimal(String text, String problem) {
        assertThat(refused(NumberTypes.percent(DecimalRange.closed("0", "100")), text))
                .isEqualTo(problem);
    }

    @Test
    void numbersWithUnitsBecomeWhatTheyMean() {
        assertThat(accepted(NumberTypes.percent(DecimalRange.closed("0", "100")), "0.50"))
                .isEqualTo(Percent.of("0.5"));
        assertThat(accepted(NumberTypes.seconds(0, 90), "90")).isEqualTo(Duration.ofSeconds(90));
        assertThat(accepted(NumberTypes.milliseconds(0, 90), "90")).isEqualTo(Duration.ofMillis(90));
        assertThat(accepted(NumberTypes.hours(0, 90), "90")).isEqualTo(Duration.ofHours(90));
        assertThat(accepted(NumberTypes.wholeDecimal(0, 90), "90")).isEqualTo(BigDecimal.valueOf(90));
    }

    @ParameterizedTest
    @CsvSource({"1,true", "true,true", "YES,true", "0,false", "False,false", "no,false"})
    void switchesAreWrittenInSixWays(String text, boolean on) {
        assertThat(accepted(TextTypes.onOff(), text)).isEqualTo(on);
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "2", "ja", "tru", "-1"})
    void otherWordsAreNeitherOnNorOff(String text) {
        assertThat(refused(TextTypes.onOff(), text)).isEqualTo("is neither on nor off");
    }

    @Test
    void choicesAreWordsAndSayWhatWasMeant() {
        ValueType<PositionSizing> sizing = TextTypes.choice(PositionSizing.class);

        assertThat(accepted(sizing, "equity_share")).isEqualTo(PositionSizing.EQUITY_SHARE);
        assertThat(accepted(sizing, "FIXED")).isEqualTo(PositionSizing.FIXED);
        assertThat(refused(sizing, "fixd")).isEqualTo("is not known; did you mean fixed?");
        assertThat(refused(sizing, "martingale")).isEqualTo("is not known");
        assertThat(sizing.expected()).isEqualTo("fixed, equity_share, target_volatility or fractional_kelly");
        assertThat(accepted(TextTypes.choice(List.of("gateio", "bybit")), "GateIO"))
                .isEqualTo("gateio");
        assertThat(refused(TextTypes.choice(List.of("gateio", "bybit")), "gate.io"))
                .isEqualTo("is not known; did you mean gateio?");
    }

    @Test
    void pathsAreTakenAsTheyStand() {
        assertThat(accepted(TextTypes.path(), "a b/c")).isEqualTo(Path.of("a b/c"));
        assertThat(refused(TextTypes.path(), "~/data")).contains("write the whole path");
        assertThat(refused(TextTypes.path(), "a\u0000b")).isEqualTo("is not a path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "127.0.0.1", "0.0.0.0", "::1", "[::1]", "::", "fe80::1%eth0", "bot-1.example.com"})
    void hostsAreNamesOrAddresses(String host) {
        assertThat(accepted(AddressTypes.host(), host)).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"256.0.0.1", "1.2.3", "a..b", "-a", "a b", "http://localhost", "localhost:8000", "*"})
    void otherTextIsNoHost(String host) {
        assertThat(refused(AddressTypes.host(), host)).isEqualTo("is not a host");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,true",
        "LOCALHOST,true",
        "127.0.0.1,true",
        "127.8.8.8,true",
        "::1,true",
        "[::1],true",
        "0.0.0.0,false",
        "::,false",
        "192.168.0.2,false",
        "localhost.evil.example,false",
        "127.evil.example,false"
    })
    void onlyThisMachineIsLoopback(String host, boolean loopback) {
        assertThat(AddressTypes.isLoopback(host)).isEqualTo(loopback);
    }

    @Test
    void portsReachFromAnyFreeOneToTheLast() {
        assertThat(accepted(AddressTypes.port(), "0")).isZero();
        assertThat(accepted(AddressTypes.port(), "65535")).isEqualTo(65_535);
        assertThat(refused(AddressTypes.port(), "65536")).isEqualTo("is out of range");
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://host,              begins with another scheme",
        "host,                    begins with another scheme",
        "http:///path,            names no host",
        "https://u:canary@host,   must not carry a user or a password",
        "http://a b,              is not an address"
    })
    void otherTextIsNoAddress(String url, String problem) {
        assertThat(refused(AddressTypes.url(List.of("http", "https")), url)).isEqualTo(problem);
    }

    @Test
    void addressesOfServicesMayCarryAPasswordAndAreHidden() {
        var type = AddressTypes.connection(List.of("redis", "rediss"));

        assertThat(accepted(type, "rediss://:canary@host")).hasToString("rediss://:***@host");
        assertThat(refused(type, "http://host")).isEqualTo("begins with another scheme");
        assertThat(refused(type, "redis://ho st")).contains("white space");
        assertThat(type.secret()).isTrue();
    }

    @Test
    void symbolsAreListedOnce() {
        assertThat(accepted(TradingTypes.symbols(), "BTC/USDT, ETH/USDT"))
                .containsExactly(Symbol.of("BTC/USDT"), Symbol.of("ETH/USDT"));
        assertThat(refused(TradingTypes.symbols(), "BTC/USDT,BTC/USDT")).isEqualTo("has entry 2 twice");
        assertThat(refused(TradingTypes.symbols(), "BTC/USDT,")).isEqualTo("has an empty entry at place 2");
        assertThat(refused(TradingTypes.symbols(), ",")).isEqualTo("has an empty entry at place 1");
        assertThat(refused(TradingTypes.symbols(), "BTC/USDT,eth-usdt"))
                .isEqualTo("entry 2 is not a symbol; did you mean ETH/USDT?");
        assertThat(refused(TradingTypes.symbols(), "BTCUSDT")).isEqualTo("entry 1 is not a symbol");
        assertThat(refused(TradingTypes.symbols(), "BTC/BTC")).isEqualTo("entry 1 is not a symbol");
        assertThat(refused(TradingTypes.symbols(), "A/B,".repeat(1_000))).isEqualTo("has more than 1000 entries");
    }

    @Test
    void timeframesAreThoseOfTheProgram() {
        assertThat(accepted(TradingTypes.timeframe(), "4h")).isEqualTo(Timeframe.H4);
        assertThat(refused(TradingTypes.timeframe(), "7m")).isEqualTo("is not a timeframe");
        assertThat(TradingTypes.timeframe().expected()).contains("15m", "1w");
    }

    @Test
    void scoresGiveEachStrategyOneWeight() {
        assertThat(accepted(TradingTypes.scores(), "ema_cross=0.6, rsi=0.4"))
                .containsExactly(
                        Map.entry("ema_cross", new BigDecimal("0.6")), Map.entry("rsi", new BigDecimal("0.4")));
        assertThat(refused(TradingTypes.scores(), "ema_cross")).isEqualTo("entry 1 has no weight");
        assertThat(refused(TradingTypes.scores(), "a=1,a=2")).isEqualTo("has two weights for a");
        assertThat(refused(TradingTypes.scores(), "a=-1")).isEqualTo("entry 1 has a weight that is out of range");
        assertThat(refused(TradingTypes.scores(), "a=0,b=0")).isEqualTo("has no weight above 0");
        assertThat(refused(TradingTypes.scores(), "a b=1")).isEqualTo("entry 1 is not a name of a strategy");
    }

    @Test
    void telegramUsersAreOperatorsUnlessTheyAreAdmins() {
        assertThat(accepted(TradingTypes.telegramUsers(), "12:admin,34,56:operator"))
                .containsExactly(
                        new TelegramUser(12, TelegramUser.Role.ADMIN),
                        new TelegramUser(34, TelegramUser.Role.OPERATOR),
                        new TelegramUser(56, TelegramUser.Role.OPERATOR));
        assertThat(refused(TradingTypes.telegramUsers(), "@me"))
                .isEqualTo("entry 1 has an id that is not a whole number");
        assertThat(refused(TradingTypes.telegramUsers(), "0")).isEqualTo("entry 1 has an id that is out of range");
        assertThat(refused(TradingTypes.telegramUsers(), "1:root")).isEqualTo("entry 1 has a role that is not known");
    }

    @Test
    void bucketsGrow() {
        assertThat(accepted(TradingTypes.growingNumbers(100), "1,10,100")).containsExactly(1, 10, 100);
        assertThat(refused(TradingTypes.growingNumbers(100), "10,1")).isEqualTo("does not grow from entry to entry");
        assertThat(refused(TradingTypes.growingNumbers(100), "1,101")).isEqualTo("entry 2 is out of range");
    }

    @Test
    void secretsAreVisibleTextWithoutWhiteSpace() {
        assertThat(accepted(TextTypes.secret(), "")).isEqualTo(Optional.empty());
        assertThat(accepted(TextTypes.secret(), "abc"))
                .hasValueSatisfying(secret -> assertThat(secret.matches("abc")).isTrue());
        assertThat(refused(TextTypes.secret(), "abc ")).contains("white space");
        assertThat(refused(TextTypes.secret(), "abç")).contains("not visible ASCII");
    }

    @Test
    void aDefaultThatIsNoValueIsAFaultOfTheProgram() {
        ValueType<Integer> count = NumberTypes.count(1, 10, "");

        assertThatThrownBy(() -> Setting.of("COUNT", count, "11", "A count."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("COUNT is out of range, was 11");
        assertThatThrownBy(() -> Setting.of("count", count, "1", "A count."))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DecimalRange.closed("2", "1")).isInstanceOf(IllegalArgumentException.class);
    }

    private static <T> T accepted(ValueType<T> type, String text) {
        return switch (type.parse(text)) {
            case ParsedValue.Accepted<T>(T value) -> value;
            case ParsedValue.Refused<T>(String problem) ->
                throw new AssertionError("'" + text + "' must be accepted, but " + problem);
        };
    }

    private static <T> String refused(ValueType<T> type, String text) {
        return switch (type.parse(text)) {
            case ParsedValue.Refused<T>(String problem) -> problem;
            case ParsedValue.Accepted<T>(T value) ->
                throw new AssertionError("'" + text + "' must be refused, was " + value);
        };
    }
}
