package cab.application.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.port.Dust;
import cab.application.port.TradeHistory;
import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.position.RealisedTrade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PerformanceTest {

    private static final Symbol BTC = Symbol.of("BTC/USDT");
    private static final Symbol ETH = Symbol.of("ETH/USDT");
    private static final Symbol ETH_BTC = Symbol.of("ETH/BTC");
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final Remembered history = new Remembered();
    private final Performance performance = new Performance(history);

    @Test
    void aDayEndsWhereTheNextBegins() {
        history.sell(BTC, "o1", "t1", "1", "2026-01-04T23:59:59.999Z");
        history.sell(BTC, "o2", "t2", "10", "2026-01-05T00:00:00Z");
        history.sell(BTC, "o3", "t3", "100", "2026-01-05T23:59:59.999Z");
        history.sell(BTC, "o4", "t4", "1000", "2026-01-06T00:00:00Z");

        PerformanceReport report = performance.onDayOf(Optional.of(BTC), NOON);

        assertThat(report.from()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
        assertThat(report.to()).isEqualTo(Instant.parse("2026-01-06T00:00:00Z"));
        assertThat(report.bySymbol().getFirst().realisedPnl().amount()).isEqualByComparingTo("110");
        assertThat(report.orders()).isEqualTo(2);
    }

    @Test
    void anOrderFilledInPartsWinsOrLosesOnce() {
        history.sell(BTC, "o1", "t1", "-1", NOON.toString());
        history.sell(BTC, "o1", "t2", "3", NOON.toString());
        history.sell(BTC, "o2", "t3", "-1", NOON.toString());
        history.sell(BTC, "o2", "t4", "-1", NOON.toString());
        history.sell(BTC, "o3", "t5", "0", NOON.toString());

        SymbolPerformance btc =
                performance.onDayOf(Optional.empty(), NOON).bySymbol().getFirst();

        assertThat(btc.wins()).isEqualTo(1);
        assertThat(btc.losses()).isEqualTo(1);
        assertThat(btc.fills()).isEqualTo(5);
        assertThat(btc.orders()).isEqualTo(3);
        assertThat(btc.turnover().amount()).isEqualByComparingTo("500");
    }

    @Test
    void feesAreValuedInQuoteAndThirdCoinsAreNamed() {
        history.fill(BTC, "o1", "t1", "0.1 USDT", "100");
        history.fill(BTC, "o1", "t2", "0.001 BTC", "100");
        history.fill(BTC, "o1", "t3", "0.002 BNB", "100");
        history.fill(ETH, "o2", "t1", "0.003 BNB", "100");

        PerformanceReport report = performance.onDayOf(Optional.empty(), NOON);

        assertThat(report.bySymbol()).extracting(SymbolPerformance::symbol).containsExactly(BTC, ETH);
        assertThat(report.bySymbol().getFirst().fees()).hasToString("0.2 USDT");
        PerformanceReport.Total total = report.totals().getFirst();
        assertThat(total.fees()).hasToString("0.2 USDT");
        assertThat(total.otherFees().values()).extracting(Money::toString).containsExactly("0.005 BNB");
    }

    @Test
    void amountsOfDifferentCurrenciesAreNeverAdded() {
        history.sell(BTC, "o1", "t1", "5", NOON.toString());
        history.sell(ETH, "o2", "t1", "7", NOON.toString());
        history.sell(ETH_BTC, "o3", "t1", "0.1", NOON.toString());

        List<PerformanceReport.Total> totals =
                performance.onDayOf(Optional.empty(), NOON).totals();

        assertThat(totals).extracting(total -> total.realisedPnl().toString()).containsExactly("0.1 BTC", "12 USDT");
        assertThat(totals).extracting(PerformanceReport.Total::wins).containsExactly(1, 2);
    }

    @Test
    void aSymbolThatWasAskedForIsReportedThoughNothingHappened() {
        history.sell(ETH, "o1", "t1", "5", NOON.toString());

        PerformanceReport report = performance.onDayOf(Optional.of(BTC), NOON);

        assertThat(report.bySymbol()).singleElement().satisfies(btc -> {
            assertThat(btc.symbol()).isEqualTo(BTC);
            assertThat(btc.realisedPnl()).hasToString("0 USDT");
        });
        assertThat(report.totals()).hasSize(1);
    }

    @Test
    void nothingAskedAndNothingTradedIsAnEmptyReport() {
        PerformanceReport report = performance.onDayOf(Optional.empty(), NOON);

        assertThat(report.bySymbol()).isEmpty();
        assertThat(report.totals()).isEmpty();
    }

    @Test
    void aSpanThatEndsBeforeItBeginsIsABug() {
        assertThat(performance.between(Optional.empty(), NOON, NOON).bySymbol()).isEmpty();
        assertThatThrownBy(() -> performance.between(Optional.empty(), NOON, NOON.minusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A history that answers what it was told. */
    private static final class Remembered implements TradeHistory {

        private final List<Fill> fills = new ArrayList<>();
        private final List<RealisedTrade> trades = new ArrayList<>();

        void fill(Symbol symbol, String order, String trade, String fee, String price) {
            String[] parts = fee.split(" ", -1);
            fills.add(fill(symbol, order, trade, Money.of(parts[0], new Currency(parts[1])), price, NOON));
        }

        void sell(Symbol symbol, String order, String trade, String result, String at) {
            Instant time = Instant.parse(at);
            Money zero = Money.zero(symbol.quote());
            fills.add(fill(symbol, order, trade, zero, "100", time));
            trades.add(new RealisedTrade(
                    new TradeId(trade),
                    symbol,
                    Quantity.of("1"),
                    zero,
                    zero,
                    zero,
                    Money.of(result, symbol.quote()),
                    time));
        }

        private static Fill fill(Symbol symbol, String order, String trade, Money fee, String price, Instant at) {
            return new Fill(
                    new TradeId(trade),
                    new ClientOrderId(order),
                    symbol,
                    Side.SELL,
                    Price.of(price),
                    Quantity.of("1"),
                    fee,
                    LiquiditySide.TAKER,
                    at);
        }

        @Override
        public List<RealisedTrade> realised(Optional<Symbol> symbol, Instant from, Instant to) {
            return trades.stream()
                    .filter(trade -> isWithin(symbol, trade.symbol(), from, to, trade.at()))
                    .toList();
        }

        @Override
        public List<Fill> fills(Optional<Symbol> symbol, Instant from, Instant to) {
            return fills.stream()
                    .filter(fill -> isWithin(symbol, fill.symbol(), from, to, fill.at()))
                    .toList();
        }

        @Override
        public int orders(Optional<Symbol> symbol, Instant from, Instant to) {
            Set<ClientOrderId> orders = new HashSet<>();
            fills(symbol, from, to).forEach(fill -> orders.add(fill.clientOrderId()));
            return orders.size();
        }

        @Override
        public List<Dust> dust(Optional<Symbol> symbol) {
            return List.of();
        }

        @Override
        public Optional<Instant> latestFillAt() {
            return fills.stream().map(Fill::at).max(Comparator.naturalOrder());
        }

        private static boolean isWithin(Optional<Symbol> asked, Symbol symbol, Instant from, Instant to, Instant at) {
            return asked.map(symbol::equals).orElse(true) && !at.isBefore(from) && at.isBefore(to);
        }
    }
}
