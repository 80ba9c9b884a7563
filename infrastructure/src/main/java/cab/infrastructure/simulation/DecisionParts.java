package cab.infrastructure.simulation;

import cab.application.trading.CycleRules;
import cab.domain.market.ClosedCandle;
import cab.domain.money.Money;
import cab.domain.regime.RegimeGate;
import cab.domain.risk.EntryProposal;
import cab.domain.risk.MaxOrdersPerDay;
import cab.domain.risk.RiskManager;
import cab.domain.risk.RiskRule;
import cab.domain.risk.RiskState;
import cab.domain.risk.RiskVerdict;
import cab.domain.signal.FirstOpinion;
import cab.domain.signal.Fusion;
import cab.domain.signal.SignalPipeline;
import cab.domain.signal.TrendFilter;
import cab.domain.sizing.FixedAmount;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import cab.infrastructure.marketdata.SeededRandom;
import cab.infrastructure.time.VirtualScheduler;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What decides in a simulation, and looks at what it is asked: a strategy that trades a lot, the same at the same
 * candle whoever asks how often, a limit on the orders of a day, and a rule that now and then says no or fails. Owned
 * by one thread, for one life of the program.
 */
final class DecisionParts {

    private static final int BUY_BELOW = 20;
    private static final int SELL_BELOW = 32;
    private static final int RULE_FAILS_BELOW = 3;
    private static final int RULE_DENIES_BELOW = 8;
    private static final int HUNDRED = 100;
    private static final long RULE_SALT = 0x52554C45L;

    private final long seed;
    private final TradedSymbol traded;
    private final int ordersPerDay;
    private final SeededFaults faults;
    private final VirtualScheduler clock;
    private long lastCandleMs = Long.MIN_VALUE;
    private Optional<Money> allowed = Optional.empty();

    DecisionParts(long seed, TradedSymbol traded, int ordersPerDay, SeededFaults faults, VirtualScheduler clock) {
        this.seed = seed;
        this.traded = traded;
        this.ordersPerDay = ordersPerDay;
        this.faults = faults;
        this.clock = clock;
    }

    CycleRules rules() {
        return new CycleRules(
                new SignalPipeline(
                        List.of(new CoinFlips()), new FirstOpinion(), TrendFilter.off(), Fusion.technicalOnly()),
                RegimeGate.alwaysRiskOn(),
                new FixedAmount(new Money(new BigDecimal("1000"), SimulatedWorld.USDT)),
                new RiskManager(List.of(new MaxOrdersPerDay(ordersPerDay), new LastWord())));
    }

    /** The amount that every rule has allowed last, once; empty when the last word was a no. */
    Optional<Money> takeAllowed() {
        Optional<Money> taken = allowed;
        allowed = Optional.empty();
        return taken;
    }

    private int drawn(long salt, long atMs) {
        return new SeededRandom(SeededRandom.mixed(seed ^ salt, atMs)).nextInt(HUNDRED);
    }

    /** Buys and sells by chance, and looks at the candles that it is shown. */
    private final class CoinFlips implements Strategy {

        @Override
        public String name() {
            return "coin_flips";
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Signal onCandle(ClosedCandle candle) {
            traded.invariants()
                    .require(
                            candle.closeTimeMs() > lastCandleMs && candle.closeTimeMs() <= clock.millis(),
                            Invariant.CANDLES_IN_ORDER,
                            "a candle that closed at " + candle.closeTimeMs() + " behind one of " + lastCandleMs);
            lastCandleMs = candle.closeTimeMs();
            int drawn = drawn(0, candle.closeTimeMs());
            if (faults.isHealed() || drawn >= SELL_BELOW) {
                return Signal.HOLD;
            }
            return drawn < BUY_BELOW ? Signal.BUY : Signal.SELL;
        }

        @Override
        public String explain() {
            return "by chance";
        }
    }

    /** The last rule of all: what it lets pass, every rule has let pass. */
    private final class LastWord implements RiskRule {

        @Override
        public String code() {
            return "last_word";
        }

        @Override
        public RiskVerdict check(EntryProposal proposal, RiskState state) {
            allowed = Optional.empty();
            int drawn = drawn(RULE_SALT, lastCandleMs);
            if (drawn < RULE_FAILS_BELOW) {
                throw new IllegalStateException("a rule that fails");
            }
            if (drawn < RULE_DENIES_BELOW) {
                return new RiskVerdict.Denied(code(), "by chance");
            }
            allowed = Optional.of(proposal.amount());
            return RiskVerdict.allowed();
        }
    }
}
