package cab.application.backtest;

import static cab.application.backtest.Results.trips;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CautionsTest {

    @Test
    void thirtyTradesAreEnoughAndTwentyNineAreNot() {
        assertThat(codes(trading("2000", 30), List.of())).doesNotContain("few_trades");
        assertThat(codes(trading("2000", 29), List.of())).contains("few_trades");
        assertThat(codes(trading("1000", 0), List.of())).contains("no_trades").doesNotContain("few_trades");
    }

    @Test
    void aProfitThatIsLostAtTwiceTheCostsIsToldOf() {
        CostRun loses = run("999");
        CostRun even = run("1000");

        assertThat(codes(trading("1100", 30), List.of(loses))).contains("costs_decide");
        assertThat(codes(trading("1100", 30), List.of(even))).doesNotContain("costs_decide");
        assertThat(codes(trading("900", 30), List.of(loses))).doesNotContain("costs_decide");
    }

    @Test
    void aProfitThatComesFromOneTradeIsToldOf() {
        assertThat(codes(Results.trading("1000", "1010", trips("30", "-20")), List.of()))
                .contains("one_trade");
        assertThat(codes(Results.trading("1000", "1030", trips("20", "10")), List.of()))
                .doesNotContain("one_trade");
    }

    @Test
    void earningLessThanTheMarketIsToldOf() {
        // The market of these candles did not move.
        assertThat(codes(trading("999", 30), List.of())).contains("less_than_holding");
        assertThat(codes(trading("1000", 30), List.of())).doesNotContain("less_than_holding");
    }

    @Test
    void missingCandlesAreToldOf() {
        assertThat(codes(trading("1000", 1), List.of())).contains("gaps");
        assertThat(codes(Results.holding(1, 2, 3), List.of()))
                .doesNotContain("gaps")
                .contains("short_span");
    }

    @Test
    void resultsThatScatterAroundNothingMayBeChance() {
        assertThat(codes(Results.trading("1000", "1000", trips(scattered())), List.of()))
                .contains("may_be_chance");
    }

    private static String[] scattered() {
        return Collections.nCopies(20, List.of("10", "-10")).stream()
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    private static BacktestResult trading(String end, int trades) {
        return Results.trading(
                "1000", end, trips(Collections.nCopies(trades, "1").toArray(String[]::new)));
    }

    private static CostRun run(String finalEquity) {
        BacktestResult result = trading(finalEquity, 30);
        return CostRun.of(BigDecimal.TWO, result, result);
    }

    private static List<String> codes(BacktestResult result, List<CostRun> runs) {
        return Cautions.of(result, runs).stream().map(Caution::code).toList();
    }
}
