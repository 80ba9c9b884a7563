package cab.app.assembly;

import cab.application.backtest.Assumptions;
import cab.application.backtest.Backtest;
import cab.application.backtest.BacktestPlan;
import cab.application.backtest.BacktestResult;
import cab.application.backtest.BacktestWatch;
import cab.application.trading.CycleRules;
import cab.domain.market.CandleSeries;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SimulationSettings;
import cab.infrastructure.config.StrategySettings;
import cab.infrastructure.config.TradingSettings;
import cab.infrastructure.exchange.simulated.ExchangeTerms;
import cab.infrastructure.exchange.simulated.SimulatedBacktestVenue;
import cab.infrastructure.marketdata.FinerCandles;
import java.time.Duration;
import java.util.Optional;

/**
 * One backtest by some settings; each run starts anew. Immutable.
 *
 * @param settings that it trades by
 * @param symbol what is traded
 * @param candles at least one
 * @param finer what the insides of the candles are known from
 * @param first candle that is traded; those before it are known as history
 * @param cash what the account starts with
 * @param assumed of the exchange
 */
record BacktestRun(
        Settings settings,
        Symbol symbol,
        CandleSeries candles,
        Optional<FinerCandles> finer,
        int first,
        Money cash,
        Assumptions assumed) {

    /** Of all candles, with the cash and at the costs of the settings. */
    static BacktestRun of(Settings settings, Symbol symbol, CandleSeries candles) {
        return of(settings, symbol, candles, Optional.empty());
    }

    /** The same over candles that are looked into with {@code finer} ones. */
    static BacktestRun of(Settings settings, Symbol symbol, CandleSeries candles, Optional<FinerCandles> finer) {
        Money cash = new Money(settings.get(TradingSettings.PAPER_CASH), symbol.quote());
        return new BacktestRun(settings, symbol, candles, finer, 0, cash, SimulatedTerms.assumptions(settings));
    }

    /** The same from another candle on, with other cash. */
    BacktestRun startingAt(int candle, Money otherCash) {
        return new BacktestRun(settings, symbol, candles, finer, candle, otherCash, assumed);
    }

    /** The same where something else is assumed of the exchange. */
    BacktestRun assuming(Assumptions other) {
        return new BacktestRun(settings, symbol, candles, finer, first, cash, other);
    }

    BacktestResult run() {
        return run(part -> true).orElseThrow();
    }

    /** The same, looked on at by {@code watch}; empty when it has ended it. */
    Optional<BacktestResult> run(BacktestWatch watch) {
        CycleFactory factory = new CycleFactory(settings, ModelOpinions.of(settings));
        CycleRules rules = factory.rules(symbol, candles.timeframe());
        Instrument instrument = SimulatedTerms.instrument(symbol, candles.close(0), assumed.fees());
        BacktestPlan plan = new BacktestPlan(
                symbol,
                first == 0 ? candles : candles.slice(first, candles.size()),
                settings.get(StrategySettings.STRATEGY_SET),
                factory.settings(candles.timeframe(), rules, Duration.ZERO),
                rules,
                cash);
        ExchangeTerms terms = SimulatedTerms.of(assumed, settings.get(SimulationSettings.SIM_SEED));
        SimulatedBacktestVenue.Past past = new SimulatedBacktestVenue.Past(instrument, candles, finer);
        return new Backtest().run(plan, new SimulatedBacktestVenue(terms, past, cash, first), watch);
    }
}
