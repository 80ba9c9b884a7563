package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.backtest.BacktestResult;
import cab.application.backtest.ExitReason;
import cab.domain.market.Symbol;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BacktestRunTest {

    @ParameterizedTest
    @ValueSource(strings = {"local", "exchange"})
    void aTrailThatIsNotArmedYetIsWatchedAlsoWithoutAHardStop(String placement) {
        BacktestResult result = BacktestRun.of(
                        new SettingsReader(Map.of(
                                        "STOP_LOSS_PCT",
                                        "0",
                                        "TRAILING_STOP_PCT",
                                        "0.5",
                                        "TRAILING_ACTIVATION_PCT",
                                        "1",
                                        "STOP_PLACEMENT",
                                        placement))
                                .read(Optional.empty()),
                        Symbol.of("BTC/USDT"),
                        CostRunsTest.walk())
                .run();

        assertThat(result.roundTrips().stream().filter(trip -> trip.reason() == ExitReason.TRAILING_STOP))
                .hasSizeGreaterThan(5);
    }
}
