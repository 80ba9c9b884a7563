package cab.app.assembly;

import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.infrastructure.config.ExchangeCapability;
import cab.infrastructure.config.ExchangeCatalogue;
import cab.infrastructure.config.ExchangeSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.exchange.live.CandleArchive;
import cab.infrastructure.exchange.live.UnreachableException;
import cab.infrastructure.exchange.xchange.XChangeArchive;
import cab.infrastructure.exchange.xchange.XChangeMarket;
import cab.infrastructure.time.RealScheduler;
import cab.infrastructure.time.RunningClock;
import cab.infrastructure.time.WallClock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The past candles of the exchange that the settings name. */
final class CandleArchives {

    private CandleArchives() {}

    /**
     * Connects, lets {@code work} read, and ends the connection.
     *
     * @throws Refusal when the exchange cannot be used, with the reason
     */
    static <R> R read(Settings settings, Function<CandleArchive, R> work) {
        String name = settings.get(ExchangeSettings.EXCHANGE);
        ExchangeCatalogue.Exchange exchange = ExchangeCatalogue.of(name);
        if (!exchange.can(ExchangeCapability.PRICES)) {
            throw refusal(ExitCode.USAGE, exchange.title() + " is not read by this program: " + exchange.reason());
        }
        AtomicReference<Throwable> fault = new AtomicReference<>();
        LongSupplier nanoTime = LiveWorld.nanoTime(settings);
        try (RealScheduler time = new RealScheduler("download-time", clock(settings, name), fault::set);
                CandleArchive archive = XChangeMarket.knows(name)
                        ? XChangeArchive.open(name, settings.get(ExchangeSettings.EXCHANGE_URL), time)
                        : Venues.ofMarket(settings).archive(time, nanoTime)) {
            return work.apply(archive);
        } catch (UnreachableException silent) {
            throw refusal(ExitCode.DOES_NOT_HOLD, silent.reason());
        }
    }

    private static RunningClock clock(Settings settings, String name) {
        return XChangeMarket.knows(name)
                ? new WallClock()
                : LiveWorld.clock(settings, Venues.ofMarket(settings), failure -> {
                    throw new IllegalStateException(failure);
                });
    }

    private static Refusal refusal(int code, String reason) {
        return new Refusal(code, List.of("cab: " + reason));
    }
}
