package cab.application.backtest;

import static cab.application.backtest.Results.SYMBOL;
import static cab.application.backtest.Results.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.JournalEntry;
import cab.application.port.PositionRecord;
import cab.application.protection.StopPolicy;
import cab.application.settlement.SettlementPolicy;
import cab.application.trading.CycleRules;
import cab.application.trading.CycleSettings;
import cab.domain.market.Timeframe;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.position.Position;
import cab.domain.protection.ProtectionPolicy;
import cab.domain.regime.RegimeGate;
import cab.domain.risk.RiskManager;
import cab.domain.signal.FirstOpinion;
import cab.domain.signal.Fusion;
import cab.domain.signal.SignalPipeline;
import cab.domain.signal.TrendFilter;
import cab.domain.sizing.FixedAmount;
import cab.domain.strategy.Strategies;
import cab.domain.strategy.StrategyParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BacktestRecorderTest {

    private static final BotId BOT = new BotId("backtest");
    private static final Instant NOON = Instant.parse("2024-01-30T12:00:00Z");
    private static final Currency GT = new Currency("GT");

    @Test
    void aFeeInBaseMakesThePositionSmallerAndIsValuedAtItsFill() {
        BacktestResult result = bought(Money.of("0.002", SYMBOL.base()), Optional.empty(), "1.998");

        assertThat(result.costs().fees()).isEqualTo(usdt("0.2"));
        // 10 000 less 200 paid, and 1.998 coins at the last close of 110.
        assertThat(result.finalEquity()).isEqualTo(usdt("10019.78"));
    }

    @Test
    void aFeeInTheCoinOfTheExchangeIsPaidAtItsPrice() {
        BacktestResult result = bought(Money.of("0.05", GT), Optional.of(usdt("0.4")), "2");

        assertThat(result.costs().fees()).isEqualTo(usdt("0.4"));
        assertThat(result.costs().feesByCoin()).containsEntry(GT, Money.of("0.05", GT));
        assertThat(result.finalEquity()).isEqualTo(usdt("10019.6"));
        assertThat(Cautions.of(result, List.of())).extracting(Caution::code).contains("fees_in_third_coin");
    }

    @Test
    void aFeeInACoinWithoutAPriceIsKeptByCoinAlone() {
        BacktestResult result = bought(Money.of("0.05", GT), Optional.empty(), "2");

        assertThat(result.costs().fees()).isEqualTo(usdt("0"));
        assertThat(result.costs().feesByCoin()).containsEntry(GT, Money.of("0.05", GT));
        assertThat(result.finalEquity()).isEqualTo(usdt("10020"));
    }

    /** 2 coins at 100 for 200, with this fee, before a close at 110. */
    private static BacktestResult bought(Money fee, Optional<Money> feeInQuote, String held) {
        BacktestRecorder recorder = new BacktestRecorder(plan());
        DecisionKey decision = new DecisionKey(BOT, NOON);
        Fill fill = new Fill(
                new TradeId("1"),
                ClientOrderId.of(decision, Purpose.ENTRY, 0),
                SYMBOL,
                Side.BUY,
                Price.of("100"),
                Quantity.of("2"),
                fee,
                LiquiditySide.TAKER,
                NOON);
        PositionRecord after = new PositionRecord(
                BOT, SYMBOL, new Position(Quantity.of(held), usdt("200")), Optional.of(NOON), 100, 100, NOON);
        recorder.commit(List.of(new JournalEntry.Filled(BOT, fill, feeInQuote, Optional.empty(), after)), report -> {});
        recorder.onCandle(plan().candles().candle(0));
        return recorder.result(new VenueTally(usdt("0"), usdt("0"), CandleDetail.none(), 0), new TreeMap<>());
    }

    private static BacktestPlan plan() {
        SignalPipeline pipeline = new SignalPipeline(
                List.of(Strategies.create("ema_cross", StrategyParameters.none())),
                new FirstOpinion(),
                TrendFilter.off(),
                Fusion.technicalOnly());
        CycleSettings settings = new CycleSettings(
                Timeframe.M15,
                0,
                new ProtectionPolicy(Percent.of("5"), Percent.of("3"), Percent.of("3")),
                StopPolicy.local(),
                new SettlementPolicy(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(120)),
                Duration.ZERO);
        return new BacktestPlan(
                SYMBOL,
                EquityLineTest.closes(110),
                List.of("ema_cross"),
                settings,
                new CycleRules(
                        pipeline, RegimeGate.alwaysRiskOn(), new FixedAmount(usdt("200")), new RiskManager(List.of())),
                usdt("10000"));
    }
}
