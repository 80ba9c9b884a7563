package cab.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule exactly at its limit and one unit beyond. */
class RiskRuleTest {

    private static final Symbol BTC_USDT = Symbol.of("BTC/USDT");
    private static final Instant NOON = Instant.parse("2024-03-10T12:00:00Z");
    private static final EntryProposal PROPOSAL = new EntryProposal(BTC_USDT, usdt("100"), Price.of("50000"), NOON);

    private static Money usdt(String amount) {
        return Money.of(amount, BTC_USDT.quote());
    }

    private final FakeRiskState state = new FakeRiskState();

    private String denialOf(RiskRule rule) {
        return switch (rule.check(PROPOSAL, state)) {
            case RiskVerdict.Allowed() -> "";
            case RiskVerdict.Denied(String code, String reason) -> code + ": " + reason;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "60000, ''",
        "59999, 'cooldown: last order must be at least PT1M ago, was PT59.999S ago'",
        "60001, ''",
        "0, 'cooldown: last order must be at least PT1M ago, was PT0S ago'",
        "-1, 'cooldown: last order must be at least PT1M ago, was PT-0.001S ago'",
    })
    void aCooldownIsOverAtItsFullLength(long elapsedMs, String denial) {
        state.orders.add(NOON.minusMillis(elapsedMs));

        assertThat(denialOf(new Cooldown(Duration.ofMinutes(1)))).isEqualTo(denial);
    }

    @Test
    void withoutAnOrderThereIsNoCooldown() {
        assertThat(denialOf(new Cooldown(Duration.ofDays(1)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-49.99, ''",
        "-50, 'daily_loss: loss of the day must be below 50 USDT, was 50 USDT'",
        "-50.01, 'daily_loss: loss of the day must be below 50 USDT, was 50.01 USDT'",
        "0, ''",
        "1000, ''",
    })
    void aLossAtTheLimitEndsTheDay(String realised, String denial) {
        state.realised = usdt(realised);

        assertThat(denialOf(new DailyLoss(usdt("50")))).isEqualTo(denial);
    }

    @ParameterizedTest
    @CsvSource({
        "99, 101,    2, ''",
        "99, 101.01, 2, 'spread_cap: spread must be at most 2 %, was 2.009899505025 %'",
        "100, 100,   0.000001, ''",
    })
    void aSpreadAtTheCapPasses(String bid, String ask, String cap, String denial) {
        state.quote = Optional.of(new Quote(Price.of(bid), Price.of(ask), NOON));

        assertThat(denialOf(new SpreadCap(Percent.of(cap), Duration.ofSeconds(10))))
                .isEqualTo(denial);
    }

    @ParameterizedTest
    @CsvSource({
        "10000, ''",
        "10001, 'spread_cap: spread must be at most 1 %, the quote must be at most PT10S old, was PT10.001S'",
        "-1000, ''",
    })
    void aQuoteThatIsTooOldIsNoQuote(long ageMs, String denial) {
        state.quote = Optional.of(new Quote(Price.of("100"), Price.of("100"), NOON.minusMillis(ageMs)));

        assertThat(denialOf(new SpreadCap(Percent.of("1"), Duration.ofSeconds(10))))
                .isEqualTo(denial);
    }

    @Test
    void withoutAQuoteTheSpreadIsUnknownAndTheEntryDenied() {
        assertThat(denialOf(new SpreadCap(Percent.of("1"), Duration.ofSeconds(10))))
                .isEqualTo("spread_cap: spread must be at most 1 %, no quote was known");
    }

    @ParameterizedTest
    @CsvSource({
        "3, 2, ''",
        "3, 3, 'max_orders_5m: orders of the last five minutes must be fewer than 3, were 3'",
        "1, 0, ''",
        "1, 1, 'max_orders_5m: orders of the last five minutes must be fewer than 1, were 1'",
    })
    void ordersUpToTheLimitPass(int limit, int sent, String denial) {
        for (int number = 0; number < sent; number++) {
            state.orders.add(NOON.minusSeconds(number));
        }

        assertThat(denialOf(new MaxOrders5m(limit))).isEqualTo(denial);
    }

    @Test
    void anOrderCountsForExactlyFiveMinutes() {
        state.orders.add(NOON.minus(Duration.ofMinutes(5)));
        assertThat(denialOf(new MaxOrders5m(1))).startsWith("max_orders_5m");

        state.orders.clear();
        state.orders.add(NOON.minus(Duration.ofMinutes(5)).minusMillis(1));
        assertThat(denialOf(new MaxOrders5m(1))).isEmpty();
    }

    @Test
    void aLimitThatIsOffIsNoRule() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new Cooldown(Duration.ZERO)).hasMessage("cooldown must be positive, was PT0S");
        assertThatThrownBy(() -> new DailyLoss(usdt("0"))).hasMessage("daily loss limit must be positive, was 0 USDT");
        assertThatThrownBy(() -> new SpreadCap(Percent.ZERO, second))
                .hasMessage("spread limit must be positive, was 0 %");
        assertThatThrownBy(() -> new SpreadCap(Percent.of("1"), Duration.ZERO))
                .hasMessage("age of a quote must be positive, was PT0S");
        assertThatThrownBy(() -> new MaxOrders5m(0)).hasMessage("limit of orders must be 1 or more, was 0");
    }

    @Test
    void aProposalSpendsAPositiveAmountOfQuote() {
        assertThatThrownBy(() -> new EntryProposal(BTC_USDT, usdt("0"), Price.of("1"), NOON))
                .hasMessage("amount to spend must be positive, was 0 USDT");
        assertThatThrownBy(() -> new EntryProposal(BTC_USDT, Money.of("1", BTC_USDT.base()), Price.of("1"), NOON))
                .hasMessage("amount to spend on BTC/USDT must be in USDT, was 1 BTC");
    }
}
