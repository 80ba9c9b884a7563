package cab.infrastructure.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cab.application.backtest.BacktestPlan;
import cab.application.backtest.BacktestResult;
import cab.application.backtest.BacktestWatch;
import cab.application.backtest.DecidedOrder;
import cab.application.backtest.PortfolioBacktest;
import cab.application.backtest.PortfolioPlan;
import cab.application.backtest.PortfolioResult;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.order.Side;
import cab.domain.sizing.EquityShare;
import cab.domain.sizing.FixedAmount;
import cab.domain.sizing.PositionSizer;
import cab.infrastructure.exchange.simulated.ExchangeTerms;
import cab.infrastructure.exchange.simulated.SimulatedBacktestVenue;
import cab.infrastructure.exchange.simulated.SimulatedBacktestVenue.Past;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class PortfolioBacktestTest {

    private static final Symbol BTC = Backtests.BTC_USDT;
    private static final Symbol ETH = Symbol.of("ETH/USDT");
    private static final Symbol SOL = Symbol.of("SOL/USDT");
    private static final long START_MS = 1_704_067_200_000L;
    private static final long LENGTH_MS = Timeframe.M15.lengthMs();

    /** Candles of a symbol. */
    private record Market(Symbol symbol, CandleSeries candles) {}

    private static Market market(Symbol symbol, long seed, int from, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        CandleSeries.Builder builder = CandleSeries.builder(Timeframe.M15);
        double close = 30_000;
        for (int index = 0; index < count; index++) {
            double open = close;
            close = open * (1 + (random.nextDouble() - 0.5) * 0.01);
            builder = builder.add(
                    START_MS + (from + index) * LENGTH_MS,
                    open,
                    Math.max(open, close) * 1.001,
                    Math.min(open, close) * 0.999,
                    close,
                    1_000);
        }
        return new Market(symbol, builder.build());
    }

    private static PositionSizer thousand() {
        return new FixedAmount(Money.of("1000", BTC.quote()));
    }

    private static PortfolioPlan plan(List<Market> markets, Supplier<PositionSizer> sizer) {
        return new PortfolioPlan(markets.stream()
                .map(market -> Backtests.plan(market.symbol, market.candles, sizer.get()))
                .toList());
    }

    private static Optional<PortfolioResult> run(
            List<Market> markets, Supplier<PositionSizer> sizer, BacktestWatch watch) {
        List<Past> listed = markets.stream()
                .map(market -> new Past(Backtests.instrument(market.symbol), market.candles))
                .toList();
        return new PortfolioBacktest()
                .run(
                        plan(markets, sizer),
                        new SimulatedBacktestVenue(ExchangeTerms.honest(1), listed, Backtests.CASH),
                        watch);
    }

    private static PortfolioResult run(Market... markets) {
        return run(List.of(markets), PortfolioBacktestTest::thousand, part -> true)
                .orElseThrow();
    }

    @Test
    void oneSymbolAloneIsWhatTheBacktestOfOneSays() {
        Market btc = market(BTC, 11, 0, 3_000);
        BacktestResult alone = Backtests.fixedAmount(btc.candles);

        PortfolioResult portfolio = run(btc);

        BacktestResult only = portfolio.bySymbol().getFirst();
        assertThat(only.orders()).isEqualTo(alone.orders());
        assertThat(only.roundTrips()).isEqualTo(alone.roundTrips());
        assertThat(only.equity()).isEqualTo(alone.equity());
        assertThat(only.costs()).isEqualTo(alone.costs());
        assertThat(only.blocked()).isEqualTo(alone.blocked());
        assertThat(portfolio.decisionHash()).isEqualTo(alone.decisionHash());
        assertThat(portfolio.finalEquity()).isEqualTo(alone.finalEquity());
        assertThat(portfolio.trades()).isEqualTo(alone.trades()).isPositive();
        assertThat(portfolio.maxDrawdownPercent()).isCloseTo(alone.maxDrawdownPercent(), within(1e-9));
        assertThat(portfolio.sharpe().orElseThrow()).isCloseTo(alone.sharpe().orElseThrow(), within(1e-9));
        assertThat(portfolio.exposurePercent()).isCloseTo(alone.exposurePercent(), within(1e-9));
        assertThat(portfolio.feesPaid()).isEqualTo(alone.feesPaid());
        assertThat(portfolio.slippagePaid()).isEqualTo(alone.slippagePaid());
        assertThat(portfolio.profitFactor()).isEqualTo(alone.profitFactor());
    }

    @Test
    void theSamePlanGivesTheSameResultWhoeverLooksOn() {
        List<Market> markets = List.of(market(BTC, 11, 0, 12_000), market(ETH, 12, 700, 9_000));
        List<Double> parts = new ArrayList<>();

        PortfolioResult first =
                run(markets, PortfolioBacktestTest::thousand, part -> true).orElseThrow();
        Optional<PortfolioResult> watched = run(markets, PortfolioBacktestTest::thousand, part -> parts.add(part));

        assertThat(watched).contains(first);
        assertThat(parts).hasSize(2).isSorted().endsWith(1.0);
        assertThat(run(markets, PortfolioBacktestTest::thousand, part -> part < 0.5))
                .isEmpty();
    }

    @Test
    void whatHasEnoughMoneyDecidesAsIfItWereAlone() {
        Market btc = market(BTC, 11, 0, 3_000);
        Market eth = market(ETH, 12, 200, 2_000);

        PortfolioResult both = run(btc, eth);

        assertThat(both.bySymbol().getFirst().orders()).isEqualTo(run(btc).orders());
        assertThat(both.bySymbol().getLast().orders()).isEqualTo(run(eth).orders());
        assertThat(both.trades()).isEqualTo(run(btc).trades() + run(eth).trades());
    }

    @Test
    void theMoneyOfTheWholeIsTheSumOfWhatEachHasMade() {
        PortfolioResult both = run(market(BTC, 11, 0, 3_000), market(ETH, 12, 500, 3_000), market(SOL, 13, 100, 900));

        Money made = Money.zero(BTC.quote());
        double last = Backtests.CASH.amount().doubleValue();
        for (BacktestResult one : both.bySymbol()) {
            made = made.plus(one.finalEquity().minus(one.initialEquity()));
            last += one.finalEquity().amount().doubleValue()
                    - Backtests.CASH.amount().doubleValue();
        }
        assertThat(both.finalEquity()).isEqualTo(Backtests.CASH.plus(made));
        assertThat(both.equity().value(both.equity().size() - 1)).isCloseTo(last, within(1e-6));
        assertThat(both.equity().size()).isEqualTo(3_500);
        assertThat(both.equity().timeMs(0)).isEqualTo(START_MS + LENGTH_MS);
        assertThat(both.played()).isEqualTo(6_900);
        assertThat(both.wins() + both.losses()).isEqualTo(both.trades());
    }

    @Test
    void ordersStandInTheOrderOfTimeAndHaveOneHash() {
        PortfolioResult both = run(market(BTC, 11, 0, 3_000), market(ETH, 12, 0, 3_000));

        assertThat(both.orders())
                .isSortedAccordingTo((left, right) -> left.at().compareTo(right.at()))
                .hasSize(both.bySymbol().stream()
                        .mapToInt(one -> one.orders().size())
                        .sum());
        assertThat(both.orders()).extracting(DecidedOrder::symbol).contains(BTC, ETH);
        assertThat(both.decisionHash()).isEqualTo(DecidedOrder.hashOf(both.orders()));
    }

    @Test
    void atOneInstantTheFirstOfThePlanComesFirst() {
        CandleSeries candles = market(BTC, 11, 0, 2_000).candles;

        PortfolioResult both = run(new Market(ETH, candles), new Market(BTC, candles));

        assertThat(both.orders().get(0).symbol()).isEqualTo(ETH);
        assertThat(both.orders().get(1).symbol()).isEqualTo(BTC);
        assertThat(both.orders().get(1).at()).isEqualTo(both.orders().get(0).at());
    }

    @Test
    void whatOneHasSpentTheOtherCannotSpend() {
        CandleSeries candles = market(BTC, 11, 0, 2_000).candles;
        Supplier<PositionSizer> everything = () -> new EquityShare(Percent.of("80"));

        PortfolioResult both = run(
                        List.of(new Market(BTC, candles), new Market(ETH, candles)), everything, part -> true)
                .orElseThrow();

        BacktestResult first = both.bySymbol().getFirst();
        BacktestResult second = both.bySymbol().getLast();
        assertThat(first.trades()).isPositive();
        assertThat(spent(second)).isLessThan(spent(first) * 0.6);
        // Nobody ever spends what is not there.
        assertThat(both.finalEquity().isPositive()).isTrue();
    }

    private static double spent(BacktestResult result) {
        return result.fills().stream()
                .filter(fill -> fill.side() == Side.BUY)
                .mapToDouble(fill -> fill.notional().amount().doubleValue())
                .sum();
    }

    @Test
    void oneWhoseCandlesEndIsValuedThereAndKeepsNothingThatIsFree() {
        Market eth = market(ETH, 12, 0, 40_000);
        PortfolioResult alone = run(eth);
        // Ends at every place in turn, with a position, an order on its way, or neither.
        for (int count = 300; count < 340; count++) {
            Market btc = market(BTC, 21, 0, count);

            PortfolioResult both = run(btc, eth);

            assertThat(both.bySymbol().getLast().orders()).isEqualTo(alone.orders());
            assertThat(both.bySymbol().getFirst().candles()).isEqualTo(count);
            assertThat(both.to()).isEqualTo(alone.to());
        }
    }

    @Test
    void gapsOfOneAreNotGapsOfTheOther() {
        Market whole = market(BTC, 11, 0, 2_000);
        CandleSeries.Builder holed = CandleSeries.builder(Timeframe.M15);
        CandleSeries source = market(ETH, 12, 0, 2_000).candles;
        for (int index = 0; index < source.size(); index++) {
            if (index < 500 || index >= 1_400) {
                holed = holed.add(
                        source.openTimeMs(index),
                        source.open(index),
                        source.high(index),
                        source.low(index),
                        source.close(index),
                        source.volume(index));
            }
        }

        PortfolioResult both = run(whole, new Market(ETH, holed.build()));

        assertThat(both.equity().size()).isEqualTo(2_000);
        assertThat(both.bySymbol().getLast().candles()).isEqualTo(1_100);
        assertThat(both.bySymbol().getFirst().orders()).isEqualTo(run(whole).orders());
    }

    @Test
    void aHundredSymbolsShareOneCapital() {
        List<Market> markets = new ArrayList<>();
        for (int index = 0; index < 100; index++) {
            markets.add(market(Symbol.of("C" + index + "/USDT"), 100 + index, index, 400));
        }

        PortfolioResult all =
                run(markets, PortfolioBacktestTest::thousand, part -> true).orElseThrow();

        assertThat(all.bySymbol()).hasSize(100);
        assertThat(all.played()).isEqualTo(40_000);
        assertThat(all.blocked()).isNotEmpty();
        for (int index = 0; index < all.equity().size(); index++) {
            assertThat(all.equity().value(index)).isPositive();
        }
        markets.add(market(ETH, 1, 0, 10));
        assertThatThrownBy(() -> plan(markets, PortfolioBacktestTest::thousand))
                .hasMessage("symbols must be 1 to 100, were 101");
    }

    @Test
    void aPlanHasEverySymbolOnceAndOneCapital() {
        Market btc = market(BTC, 11, 0, 10);
        BacktestPlan one = Backtests.plan(BTC, btc.candles, thousand());

        assertThatThrownBy(() -> new PortfolioPlan(List.of(one, one)))
                .hasMessage("symbols must be different, BTC/USDT was there twice");
        assertThatThrownBy(() -> new PortfolioPlan(List.of())).hasMessage("symbols must be 1 to 100, were 0");
        BacktestPlan richer = new BacktestPlan(
                ETH, btc.candles, one.strategies(), one.settings(), one.rules(), Money.of("1", ETH.quote()));
        assertThatThrownBy(() -> new PortfolioPlan(List.of(one, richer)))
                .hasMessageContaining("the capital must be one");
    }

    @Test
    void whatCostsAreWhoseIsToldApart() {
        Market btc = market(BTC, 11, 0, 3_000);
        Market eth = market(ETH, 12, 200, 2_000);

        PortfolioResult both = run(btc, eth);

        assertThat(both.bySymbol().getFirst().costs())
                .isEqualTo(run(btc).bySymbol().getFirst().costs());
        assertThat(both.bySymbol().getLast().costs())
                .isEqualTo(run(eth).bySymbol().getFirst().costs());
    }
}
