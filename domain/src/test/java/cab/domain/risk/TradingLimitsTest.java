package cab.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits on losses, turnover, size and costs: each exactly at its limit and one unit beyond. */
class TradingLimitsTest {

    private static final Symbol BTC_USDT = Symbol.of("BTC/USDT");
    private static final Instant NOON = Instant.parse("2024-03-10T12:00:00Z");
    private static final EntryProposal PROPOSAL = new EntryProposal(BTC_USDT, usdt("100"), Price.of("50000"), NOON);

    private final FakeRiskState state = new FakeRiskState();

    private static Money usdt(String amount) {
        return Money.of(amount, BTC_USDT.quote());
    }

    private String denialOf(RiskRule rule) {
        return denialOf(rule, PROPOSAL);
    }

    private String denialOf(RiskRule rule, EntryProposal proposal) {
        return switch (rule.check(proposal, state)) {
            case RiskVerdict.Allowed() -> "";
            case RiskVerdict.Denied(String code, String reason) -> code + ": " + reason;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "3, 2, ''",
        "3, 3, 'loss_streak: losses in a row on one day must be fewer than 3, were 3'",
        "1, 0, ''",
        "1, 1, 'loss_streak: losses in a row on one day must be fewer than 1, were 1'",
    })
    void aStreakThatHasReachedTheLimitEndsTheDay(int limit, int losses, String denial) {
        state.lossStreak = losses;

        assertThat(denialOf(new LossStreak(limit))).isEqualTo(denial);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 800.00000001, ''",
        "1000, 800, 'max_drawdown: drawdown must be below 20 %, was 20 % of 1000 USDT'",
        "1000, 799.99, 'max_drawdown: drawdown must be below 20 %, was 20.001 % of 1000 USDT'",
        "1000, 0, 'max_drawdown: drawdown must be below 20 %, was 100 % of 1000 USDT'",
        "1000, 1000, ''",
        "1000, 1001, ''",
        "0, 0, ''",
        "0, -1, 'max_drawdown: drawdown must be below 20 %, was all of 0 USDT'",
    })
    void aFallThatHasReachedTheLimitEndsEntries(String peak, String equity, String denial) {
        state.peakEquity = usdt(peak);
        state.equity = usdt(equity);

        assertThat(denialOf(new MaxDrawdown(Percent.of("20")))).isEqualTo(denial);
    }

    @Test
    void aDrawdownIsComparedExactly() {
        state.peakEquity = usdt("0.000000000000000003");
        state.equity = usdt("0.000000000000000002");

        assertThat(denialOf(new MaxDrawdown(Percent.of("33.333333333333333333"))))
                .isNotEmpty();
        assertThat(denialOf(new MaxDrawdown(Percent.of("33.333333333333333334"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "900, ''",
        "900.01, 'max_turnover_5m: turnover of five minutes must be at most 1000 USDT, would be 1000.01 USDT'",
        "0, ''",
    })
    void turnoverMayReachTheLimitWithTheProposedAmount(String turnover, String denial) {
        state.trades.add(NOON);
        state.tradeAmount = usdt(turnover);

        assertThat(denialOf(new MaxTurnover5m(usdt("1000")))).isEqualTo(denial);
    }

    @Test
    void anAmountAboveTheLimitOfTurnoverNeverPasses() {
        assertThat(denialOf(new MaxTurnover5m(usdt("100")))).isEmpty();
        assertThat(denialOf(new MaxTurnover5m(usdt("99.99")))).startsWith("max_turnover_5m");
    }

    @Test
    void aTradeCountsForExactlyFiveMinutes() {
        state.tradeAmount = usdt("1");
        state.trades.add(NOON.minus(Duration.ofMinutes(5)));
        assertThat(denialOf(new MaxTurnover5m(usdt("100")))).startsWith("max_turnover_5m");

        state.trades.clear();
        state.trades.add(NOON.minus(Duration.ofMinutes(5)).minusMillis(1));
        assertThat(denialOf(new MaxTurnover5m(usdt("100")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.098, 100, ''",
        "0.098, 100.01, 'max_position: position must be at most 0.1 BTC, was 0.098 and would grow by 0.0020002'",
        "0.098000000000000001, 100, 'max_position: position must be at most 0.1 BTC, was 0.098000000000000001"
                + " and would grow by 0.002'",
        "0, 5000, ''",
        "0, 5000.000000000000000001, 'max_position: position must be at most 0.1 BTC, was 0 and would grow by 0.1'",
        "0.2, 1, 'max_position: position must be at most 0.1 BTC, was 0.2 and would grow by 0.00002'",
    })
    void aPositionMayReachTheLimitWithWhatWouldBeBought(String held, String amount, String denial) {
        state.held = Quantity.of(held);

        assertThat(denialOf(
                        new MaxPosition(Quantity.of("0.1")),
                        new EntryProposal(BTC_USDT, usdt(amount), Price.of("50000"), NOON)))
                .isEqualTo(denial);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, ''",
        "0.1001, 'max_fee: taker fee must be at most 0.1 %, was 0.1001 %'",
        "0, ''",
        "-0.01, ''",
    })
    void aFeeAtTheLimitPasses(String fee, String denial) {
        state.takerFee = Percent.of(fee);

        assertThat(denialOf(new MaxFee(Percent.of("0.1")))).isEqualTo(denial);
    }

    @ParameterizedTest
    @CsvSource({
        "50500, ''",
        "50500.01, 'slippage_cap: slippage must be at most 1 %, was 1.0001 %: decided at 50000, ask 50500.01'",
        "50000, ''",
        "40000, ''",
    })
    void anAskAtTheLimitAboveTheDecisionPasses(String ask, String denial) {
        state.quote = Optional.of(new Quote(Price.of("30000"), Price.of(ask), NOON));

        assertThat(denialOf(new SlippageCap(Percent.of("1"), Duration.ofSeconds(10))))
                .isEqualTo(denial);
    }

    @ParameterizedTest
    @CsvSource({
        "10000, ''",
        "10001, 'slippage_cap: slippage must be at most 1 %, the quote must be at most PT10S old, was PT10.001S'",
    })
    void aQuoteThatIsTooOldSaysNothingOfSlippage(long ageMs, String denial) {
        state.quote = Optional.of(new Quote(Price.of("50000"), Price.of("50000"), NOON.minusMillis(ageMs)));

        assertThat(denialOf(new SlippageCap(Percent.of("1"), Duration.ofSeconds(10))))
                .isEqualTo(denial);
    }

    @Test
    void withoutAQuoteTheSlippageIsUnknownAndTheEntryDenied() {
        assertThat(denialOf(new SlippageCap(Percent.of("1"), Duration.ofSeconds(10))))
                .isEqualTo("slippage_cap: slippage must be at most 1 %, no quote was known");
    }

    @ParameterizedTest
    @CsvSource({
        "100, 99, ''",
        "100, 100, 'safety_max_orders_per_day: orders of the day must be fewer than 100, were 100'",
        "1, 0, ''",
        "1, 1, 'safety_max_orders_per_day: orders of the day must be fewer than 1, were 1'",
    })
    void ordersOfTheDayEndAtTheLimit(int limit, int orders, String denial) {
        state.ordersToday = orders;

        assertThat(denialOf(new MaxOrdersPerDay(limit))).isEqualTo(denial);
    }

    @ParameterizedTest
    @CsvSource({
        "900, ''",
        "900.01, 'safety_max_turnover_quote_per_day: turnover of the day must be at most 1000 USDT,"
                + " would be 1000.01 USDT'",
        "1000, 'safety_max_turnover_quote_per_day: turnover of the day must be at most 1000 USDT,"
                + " would be 1100 USDT'",
    })
    void turnoverOfTheDayMayReachTheLimitWithTheProposedAmount(String turnover, String denial) {
        state.turnoverToday = usdt(turnover);

        assertThat(denialOf(new MaxTurnoverPerDay(usdt("1000")))).isEqualTo(denial);
    }

    @Test
    void onlyALimitOfTheDayHoldsForTheDay() {
        state.ordersToday = 1;
        state.lossStreak = 1;
        state.turnoverToday = usdt("1000");

        assertThat(new MaxOrdersPerDay(1).check(PROPOSAL, state))
                .isInstanceOfSatisfying(
                        RiskVerdict.Denied.class,
                        denied -> assertThat(denied.isForTheDay()).isTrue());
        assertThat(new MaxTurnoverPerDay(usdt("1000")).check(PROPOSAL, state))
                .isInstanceOfSatisfying(
                        RiskVerdict.Denied.class,
                        denied -> assertThat(denied.isForTheDay()).isTrue());
        assertThat(new LossStreak(1).check(PROPOSAL, state))
                .isInstanceOfSatisfying(
                        RiskVerdict.Denied.class,
                        denied -> assertThat(denied.isForTheDay()).isFalse());
    }

    @Test
    void aLimitThatIsOffIsNoRule() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new LossStreak(0)).hasMessage("limit of losses must be 1 or more, was 0");
        assertThatThrownBy(() -> new MaxDrawdown(Percent.ZERO)).hasMessage("drawdown limit must be positive, was 0 %");
        assertThatThrownBy(() -> new MaxTurnover5m(usdt("0")))
                .hasMessage("limit of turnover must be positive, was 0 USDT");
        assertThatThrownBy(() -> new MaxPosition(Quantity.ZERO)).hasMessage("position limit must be positive, was 0");
        assertThatThrownBy(() -> new MaxFee(Percent.ZERO)).hasMessage("fee limit must be positive, was 0 %");
        assertThatThrownBy(() -> new SlippageCap(Percent.ZERO, second))
                .hasMessage("slippage limit must be positive, was 0 %");
        assertThatThrownBy(() -> new SlippageCap(Percent.of("1"), Duration.ZERO))
                .hasMessage("age of a quote must be positive, was PT0S");
        assertThatThrownBy(() -> new MaxOrdersPerDay(0)).hasMessage("limit of orders must be 1 or more, was 0");
        assertThatThrownBy(() -> new MaxTurnoverPerDay(usdt("0")))
                .hasMessage("limit of turnover must be positive, was 0 USDT");
    }
}
