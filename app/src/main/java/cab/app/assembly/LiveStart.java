package cab.app.assembly;

import cab.application.port.Balance;
import cab.application.port.BalancesReport;
import cab.application.port.Broker;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.infrastructure.config.ExchangeSettings;
import cab.infrastructure.config.PositionSizing;
import cab.infrastructure.config.ProtectionSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SizingSettings;
import cab.infrastructure.config.StopPlacement;
import cab.infrastructure.exchange.live.KeyReport;
import cab.infrastructure.exchange.live.LiveBroker;
import cab.infrastructure.exchange.live.LiveExchange;
import cab.infrastructure.exchange.live.UnreachableException;
import cab.infrastructure.exchange.transport.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must hold before a program trades live. Only reads. */
final class LiveStart {

    private static final Logger LOG = LoggerFactory.getLogger(LiveStart.class);

    /** Longer than an adapter may take to answer. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private LiveStart() {}

    /**
     * Asks, and compares with the settings.
     *
     * @throws cab.cli.Refusal with the first thing that is wrong
     * @throws UnreachableException when there was no clear answer
     */
    static void check(Settings settings, List<Symbol> symbols, LiveExchange exchange, LiveBroker broker) {
        exchange.clockProblem().ifPresent(problem -> {
            throw LiveWorld.refusal(problem);
        });
        if (settings.get(ProtectionSettings.STOP_PLACEMENT) == StopPlacement.EXCHANGE
                && !broker.capabilities().stopOrders()) {
            throw LiveWorld.refusal("STOP_PLACEMENT=exchange needs stop orders, which "
                    + broker.capabilities().venue() + " does not take");
        }
        checkKey(settings, broker);
        BalancesReport.Known balances = balances(broker);
        for (Symbol symbol : symbols) {
            Instrument instrument = exchange.marketData()
                    .instrument(symbol)
                    .orElseThrow(() -> LiveWorld.refusal("the exchange does not list " + symbol));
            checkAmounts(settings, instrument, balances);
        }
    }

    /** A signed read: a key that is wrong shows here. */
    private static void checkKey(Settings settings, LiveBroker broker) {
        switch (broker.key(Deadline.in(ANSWER_MAX))) {
            case KeyReport.Accepted(Optional<KeyReport.Rights> rights) ->
                rights.ifPresentOrElse(
                        told -> checkRights(settings, told),
                        () -> LOG.warn("the exchange does not tell what the key may do; make sure that it may not"
                                + " withdraw code=KEY_RIGHTS_UNKNOWN"));
            case KeyReport.Refused(String reason) ->
                throw LiveWorld.refusal("the account cannot be read with API_KEY and API_SECRET: " + reason);
            case KeyReport.Unclear(String cause) ->
                throw new UnreachableException("the account cannot be read: " + cause);
        }
    }

    private static void checkRights(Settings settings, KeyReport.Rights rights) {
        if (!rights.mayTrade()) {
            throw LiveWorld.refusal("API_KEY has no right to trade spot");
        }
        if (rights.mayWithdraw() && !settings.get(ExchangeSettings.LIVE_ALLOW_WITHDRAW_KEY)) {
            throw LiveWorld.refusal("API_KEY may withdraw, which a key of a bot must not; make another one, or set"
                    + " LIVE_ALLOW_WITHDRAW_KEY=1");
        }
    }

    private static BalancesReport.Known balances(Broker broker) {
        CompletableFuture<BalancesReport> answer = new CompletableFuture<>();
        broker.balances(answer::complete);
        try {
            return switch (answer.get(ANSWER_MAX.toNanos(), TimeUnit.NANOSECONDS)) {
                case BalancesReport.Known known -> known;
                case BalancesReport.Unknown(String cause) ->
                    throw new UnreachableException("the account cannot be read: " + cause);
            };
        } catch (TimeoutException late) {
            throw new UnreachableException("the account was not told within " + ANSWER_MAX.toSeconds() + " s");
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw LiveWorld.refusal("interrupted");
        } catch (ExecutionException never) {
            throw new AssertionError("an answer is never completed by a fault", never);
        }
    }

    /** A position that is held must be guarded, so that too little cash alone does not stop a start. */
    private static void checkAmounts(Settings settings, Instrument instrument, BalancesReport.Known balances) {
        if (settings.get(SizingSettings.POSITION_SIZER) != PositionSizing.FIXED) {
            return;
        }
        Symbol symbol = instrument.symbol();
        Money amount = new Money(settings.get(SizingSettings.FIXED_AMOUNT), symbol.quote());
        if (!amount.isAtLeast(instrument.minNotional())) {
            throw LiveWorld.refusal("FIXED_AMOUNT=" + amount + " is less than the smallest order of " + symbol + ", "
                    + instrument.minNotional());
        }
        Balance cash = balances.of(symbol.quote());
        boolean holdsCoins = balances.of(symbol.base()).total().isPositive();
        if (!cash.total().isAtLeast(amount) && !holdsCoins) {
            throw LiveWorld.refusal("the account has " + cash.total() + ", less than one order of FIXED_AMOUNT="
                    + amount + ", and no " + symbol.base());
        }
    }
}
