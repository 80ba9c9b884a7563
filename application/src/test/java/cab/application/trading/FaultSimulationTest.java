package cab.application.trading;

import static cab.application.testing.Fixtures.BOT;
import static cab.application.testing.Fixtures.BTC_USDT;
import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.USDT;
import static cab.application.testing.Fixtures.instrument;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.execution.CapitalPool;
import cab.application.port.BotPorts;
import cab.application.protection.StopPolicy;
import cab.application.settlement.SettlementPolicy;
import cab.application.testing.FaultyExchange;
import cab.application.testing.InlineTestMailbox;
import cab.application.testing.ManualScheduler;
import cab.application.testing.RecordingEventBus;
import cab.application.testing.ScriptedJournal;
import cab.application.testing.ScriptedMarketData;
import cab.application.testing.ScriptedStrategy;
import cab.application.testing.WatchedBroker;
import cab.domain.market.Candle;
import cab.domain.market.FeeSchedule.FeeCharge;
import cab.domain.market.Timeframe;
import cab.domain.money.Percent;
import cab.domain.order.OrderIntent;
import cab.domain.protection.ProtectionPolicy;
import cab.domain.regime.MarketRegime;
import cab.domain.risk.RiskManager;
import cab.domain.signal.FirstOpinion;
import cab.domain.signal.Fusion;
import cab.domain.signal.SignalPipeline;
import cab.domain.signal.TrendFilter;
import cab.domain.sizing.FixedAmount;
import cab.domain.strategy.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many short lives of a bot on an exchange that loses, delays and repeats, with a disk that fails and a process that
 * ends at any moment. Whatever happened: no order is placed twice or unwritten, no coin is sold twice, and when
 * everything works again, book, journal and exchange agree.
 */
class FaultSimulationTest {

    private static final int RUNS = 60;
    private static final int STEPS = 700;
    private static final Timeframe TIMEFRAME = Timeframe.M1;

    @ParameterizedTest
    @CsvSource({
        "false, false, false",
        "true, false, false",
        "false, true, false",
        "false, false, true",
        "true, false, true",
        "true, true, true"
    })
    void whateverGoesWrongTheBooksAgreeInTheEnd(boolean feesInBase, boolean refusesLate, boolean atExchange) {
        int crashes = 0;
        int faults = 0;
        int orders = 0;
        long stops = 0;
        long fired = 0;
        for (int run = 0; run < RUNS; run++) {
            long seed = 7_000L + run;
            Life life = new Life(seed, feesInBase, refusesLate, atExchange);
            try {
                life.live();
                life.recover();
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "seed " + seed + ", fees in base: " + feesInBase + ", refuses late: " + refusesLate
                                + ", stops at the exchange: " + atExchange,
                        failure);
            }
            crashes += life.crashes;
            faults += life.exchange.faults();
            orders += life.exchange.orders();
            stops += life.exchange.stops();
            fired += life.exchange.stopsFired();
        }
        // A simulation in which nothing happens proves nothing.
        assertThat(crashes).isGreaterThan(RUNS);
        assertThat(faults).isGreaterThan(20 * RUNS);
        assertThat(orders).isGreaterThan(10 * RUNS);
        assertThat(stops).isGreaterThan(atExchange ? 10 * RUNS : -1);
        assertThat(fired).isGreaterThan(atExchange ? 2 * RUNS : -1);
    }

    /** One life, from its seed. */
    private static final class Life {

        private final Random random;
        private final ManualScheduler time = new ManualScheduler(NOON);
        private final List<String> trail = new ArrayList<>();
        private final ScriptedJournal journal = new ScriptedJournal(trail);
        private final StopPolicy stops;
        private final FaultyExchange exchange;
        private final ScriptedMarketData market;
        private InlineTestMailbox mailbox = new InlineTestMailbox();
        private CapitalPool capital = new CapitalPool(USDT);
        private ScriptedStrategy strategy = new ScriptedStrategy();
        private TradingCycle cycle;
        private double price = 50;
        private int crashes;
        private boolean diskFails;
        private boolean diskHangs;
        private Instant candleClose = NOON;

        private Life(long seed, boolean feesInBase, boolean refusesLate, boolean atExchange) {
            this.random = new Random(seed);
            this.stops = atExchange ? StopPolicy.atExchange(Percent.of("0.3")) : StopPolicy.local();
            this.exchange = new FaultyExchange(time, random, "1000", feesInBase, refusesLate);
            this.market = new ScriptedMarketData(
                    time, instrument(feesInBase ? FeeCharge.RECEIVED : FeeCharge.QUOTE, "5"), TIMEFRAME);
            exchange.price(price);
            this.cycle = start();
        }

        private TradingCycle start() {
            TradingCycle started = new TradingCycle(
                    BOT,
                    BTC_USDT,
                    new CycleSettings(
                            TIMEFRAME,
                            0,
                            new ProtectionPolicy(Percent.of("2"), Percent.of("1"), Percent.of("1")),
                            stops,
                            new SettlementPolicy(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(45)),
                            Duration.ofSeconds(60)),
                    new CycleRules(
                            new SignalPipeline(
                                    List.of(strategy), new FirstOpinion(), TrendFilter.off(), Fusion.technicalOnly()),
                            () -> MarketRegime.RISK_ON,
                            new FixedAmount(usdt("100")),
                            new RiskManager(List.of())),
                    new BotPorts(
                            new WatchedBroker(exchange, this::placed),
                            market,
                            journal,
                            new RecordingEventBus(),
                            time,
                            time,
                            mailbox),
                    capital,
                    (fee, quote) -> Optional.empty(),
                    journal.load(BOT));
            started.start(() -> {});
            return started;
        }

        private void placed(OrderIntent intent) {
            boolean durable = trail.contains("durable " + intent.clientOrderId());
            if (durable) {
                return;
            }
            exchange.unwritten(intent.clientOrderId());
            if (!(diskFails || diskHangs) || !intent.purpose().reducesPosition()) {
                exchange.violations().add("placed before it was durable: " + intent.clientOrderId());
            }
        }

        private void live() {
            for (int step = 0; step < STEPS; step++) {
                step(random.nextInt(4) == 0 ? Signal.BUY : random.nextInt(6) == 0 ? Signal.SELL : Signal.HOLD);
                if (random.nextInt(40) == 0) {
                    diskFails = !diskFails;
                    journal.failing(diskFails);
                }
                if (random.nextInt(60) == 0) {
                    journal.hold();
                    diskHangs = true;
                } else if (diskHangs && random.nextInt(3) == 0) {
                    journal.release();
                    diskHangs = false;
                }
                if (random.nextInt(60) == 0) {
                    crash();
                }
                assertThat(exchange.violations()).isEmpty();
            }
        }

        private void step(Signal signal) {
            time.advance(Duration.ofSeconds(1 + random.nextInt(15)));
            price = Math.max(20, Math.round(price * (1 + (random.nextDouble() - 0.5) / 50) * 100) / 100.0);
            exchange.price(price);
            boolean _ = mailbox.offer(() -> cycle.onPrice(time.millis(), price));
            long close = TIMEFRAME.bucketOpenMs(time.millis());
            if (close > candleClose.toEpochMilli()) {
                candleClose = Instant.ofEpochMilli(close);
                strategy.say(signal);
                Candle candle = new Candle(close - TIMEFRAME.lengthMs(), close, price, price, price, price, 1);
                boolean _ = mailbox.offer(() -> cycle.onCandle(candle));
            }
        }

        /** The process ends; what was on its way to it is lost, what was on its way from it arrives. */
        private void crash() {
            crashes++;
            mailbox.close();
            journal.abandonHeld(random.nextBoolean());
            diskHangs = false;
            exchange.disconnect();
            mailbox = new InlineTestMailbox();
            capital = new CapitalPool(USDT);
            strategy = new ScriptedStrategy();
            cycle = start();
        }

        private void recover() {
            exchange.heal();
            diskFails = false;
            journal.failing(false);
            journal.release();
            for (int step = 0; step < 300; step++) {
                step(Signal.HOLD);
            }
            OrchestratorStatus status = cycle.status();
            assertThat(exchange.violations()).isEmpty();
            assertThat(status.pauseReasons()).isEmpty();
            assertThat(status.state()).isEqualTo(OrchestratorState.RUNNING);
            assertThat(cycle.book().isBusy()).isFalse();
            assertThat(status.position().quantity().value()).isEqualByComparingTo(exchange.btc());
            assertThat(capital.available().amount()).isEqualByComparingTo(exchange.usdt());
            crash();
            assertThat(cycle.status().position()).isEqualTo(status.position());
            assertThat(cycle.book().hasPosition()).isEqualTo(status.stopLevel().isPresent());
        }
    }
}
