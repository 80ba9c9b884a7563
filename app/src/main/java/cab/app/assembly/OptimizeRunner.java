package cab.app.assembly;

import cab.application.optimize.SearchSpace;
import cab.cli.OptimizeProgram;
import cab.domain.market.CandleSeries;
import cab.domain.money.Money;
import cab.infrastructure.config.SettingsVariants;
import cab.infrastructure.config.StrategySettings;
import cab.infrastructure.config.TradingSettings;
import java.util.HashMap;
import java.util.Map;

/** Searches settings for the command line. */
public final class OptimizeRunner implements OptimizeProgram {

    private final SettingsReader reader;

    public OptimizeRunner(SettingsReader reader) {
        this.reader = reader;
    }

    @Override
    public Outcome run(Request request, Listener listener) {
        Map<String, String> overrides = new HashMap<>(request.overrides());
        if (!request.strategies().isEmpty()) {
            overrides.put(StrategySettings.STRATEGY_SET.name(), String.join(",", request.strategies()));
        }
        SettingsVariants variants = reader.variants(request.envFile(), overrides);
        SearchSpace space = new SpaceReader(variants).read(request.space());
        CandleSupply.Supply supply =
                new CandleSupply(variants.base()).candles(request.candles(), request.symbol(), request.timeframe());
        CandleSeries candles = supply.candles();
        PlannedStudy planned = PlannedStudy.of(space, request.search(), candles);
        listener.planned(planned.plan(), Math.max(1, planned.windows().size()), supply.notes());
        try (TrialWorkers workers = new TrialWorkers(request.jobs(), listener::isStopWanted)) {
            SearchedMarket market = new SearchedMarket(variants, request.symbol(), candles, workers);
            Money cash = new Money(
                    variants.base().get(TradingSettings.PAPER_CASH),
                    request.symbol().quote());
            return new RunningStudy(request, planned, market, candles, listener).run(cash);
        }
    }
}
