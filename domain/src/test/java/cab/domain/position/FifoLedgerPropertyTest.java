package cab.domain.position;

import static cab.domain.order.Orders.BTC;
import static cab.domain.order.Orders.BTC_USDT;
import static cab.domain.order.Orders.USDT;
import static cab.domain.order.Orders.fill;
import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.Property;
import cab.domain.money.Money;
import cab.domain.order.Fill;
import cab.domain.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The guarantees of {@link FifoLedger} over generated fills. */
class FifoLedgerPropertyTest {

    /** Shares are rounded at the 18th digit; of a quantity, that is worth up to 100,000 times as much in quote. */
    private static final Offset<BigDecimal> ROUNDING = Offset.offset(new BigDecimal("0.000000000001"));

    @Test
    void guarantee1QuantityIsTheSumOfTheFillsLessBaseFees() {
        Property.holds(random -> {
            FifoLedger ledger = new FifoLedger(BTC_USDT);
            BigDecimal net = BigDecimal.ZERO;
            for (Fill fill : fills(random)) {
                BigDecimal quantity = fill.quantity().value();
                net = net.add(fill.side() == Side.BUY ? quantity : quantity.negate())
                        .subtract(fill.feeIn(BTC).amount());
                assertThat(ledger.apply(fill, Optional.empty())).isNotNull();

                assertThat(ledger.position()
                                .quantity()
                                .value()
                                .subtract(ledger.oversold().value()))
                        .isEqualByComparingTo(net);
            }
        });
    }

    @Test
    void guarantees2And4And5CostIsConservedAFlatPositionIsFreeAndProfitsAddUp() {
        Property.holds(random -> {
            FifoLedger ledger = new FifoLedger(BTC_USDT);
            Money paid = Money.zero(USDT);
            Money taken = Money.zero(USDT);
            Money pnl = Money.zero(USDT);
            for (Fill fill : fills(random)) {
                Optional<RealisedTrade> trade = ledger.apply(fill, Optional.empty());
                if (fill.side() == Side.BUY) {
                    paid = paid.plus(fill.notional()).plus(fill.feeIn(USDT));
                }
                if (trade.isPresent()) {
                    RealisedTrade realised = trade.orElseThrow();
                    taken = taken.plus(realised.cost());
                    pnl = pnl.plus(realised.pnl());
                    assertThat(realised.pnl())
                            .isEqualTo(
                                    realised.proceeds().minus(realised.cost()).minus(realised.fees()));
                }

                assertThat(taken.plus(ledger.position().cost())).isEqualTo(paid);
                assertThat(ledger.realisedPnl()).isEqualTo(pnl);
                if (ledger.position().isFlat()) {
                    assertThat(ledger.position().cost()).isEqualTo(Money.zero(USDT));
                }
            }
        });
    }

    @Test
    void profitAndQuantityDoNotDependOnHowFillsWereSplit() {
        Property.holds(random -> {
            FifoLedger whole = new FifoLedger(BTC_USDT);
            FifoLedger split = new FifoLedger(BTC_USDT);
            for (Fill fill : fills(random)) {
                assertThat(whole.apply(fill, Optional.empty())).isNotNull();
                for (Fill part : parts(fill, random)) {
                    assertThat(split.apply(part, Optional.empty())).isNotNull();
                }
            }

            assertThat(split.position().quantity()).isEqualTo(whole.position().quantity());
            assertThat(split.oversold()).isEqualTo(whole.oversold());
            assertThat(split.realisedPnl().amount())
                    .isCloseTo(whole.realisedPnl().amount(), ROUNDING);
            assertThat(split.fees()).isEqualTo(whole.fees());
            assertThat(split.position().cost().amount())
                    .isCloseTo(whole.position().cost().amount(), ROUNDING);
        });
    }

    @Test
    void whatWasBoughtAndSoldInFullEarnsProceedsLessCostLessFees() {
        Property.holds(random -> {
            FifoLedger ledger = new FifoLedger(BTC_USDT);
            Money cash = Money.zero(USDT);
            for (int number = random.nextInt(1, 6); number > 0; number--) {
                Fill buy = randomFill(random, Side.BUY);
                cash = cash.minus(buy.notional()).minus(buy.feeIn(USDT));
                assertThat(ledger.apply(buy, Optional.empty())).isEmpty();
            }
            String held = ledger.position().quantity().toString();
            Fill sale = fill(Side.SELL, held, "123.45", Money.of("0.5", USDT));
            cash = cash.plus(sale.notional()).minus(sale.fee());

            assertThat(ledger.apply(sale, Optional.empty())).isPresent();

            assertThat(ledger.realisedPnl()).isEqualTo(cash);
            assertThat(ledger.position().isFlat()).isTrue();
        });
    }

    @Test
    void aLedgerThatGoesOnFromAStateIsTheOneThatBookedEveryFill() {
        Property.holds(random -> {
            FifoLedger whole = new FifoLedger(BTC_USDT);
            FifoLedger resumed = new FifoLedger(BTC_USDT);
            for (Fill fill : fills(random)) {
                if (random.nextInt(3) == 0) {
                    resumed = new FifoLedger(BTC_USDT, resumed.state());
                }
                assertThat(resumed.apply(fill, Optional.empty())).isEqualTo(whole.apply(fill, Optional.empty()));

                assertThat(resumed.position()).isEqualTo(whole.position());
                assertThat(resumed.state()).isEqualTo(whole.state());
            }
        });
    }

    @Test
    void moreLotsThanAreKeptBecomeFewerAndNothingOfThemIsLost() {
        FifoLedger ledger = new FifoLedger(BTC_USDT);
        Money paid = Money.zero(USDT);
        for (int bought = 0; bought < FifoLedger.LOTS_MAX + 500; bought++) {
            Fill buy = fill(Side.BUY, "0.001", "100." + (bought % 90 + 10), Money.of("0.0001", USDT));
            paid = paid.plus(buy.notional()).plus(buy.fee());
            assertThat(ledger.apply(buy, Optional.empty())).isEmpty();
        }

        assertThat(ledger.state().lots()).hasSize(FifoLedger.LOTS_MAX);
        assertThat(ledger.position().quantity().toString()).isEqualTo("1.5");
        assertThat(ledger.position().cost()).isEqualTo(paid);
        Fill sale = fill(Side.SELL, "1.5", "101", Money.zero(USDT));
        assertThat(ledger.apply(sale, Optional.empty()))
                .hasValueSatisfying(trade ->
                        assertThat(trade.pnl()).isEqualTo(sale.notional().minus(trade.cost())));
        assertThat(ledger.position().isFlat()).isTrue();
        assertThat(ledger.state().lots()).isEmpty();
    }

    /** Up to 40 fills; sales may be of more than is held. */
    private static List<Fill> fills(SplittableRandom random) {
        List<Fill> fills = new ArrayList<>();
        for (int number = random.nextInt(1, 40); number > 0; number--) {
            fills.add(randomFill(random, random.nextInt(5) < 3 ? Side.BUY : Side.SELL));
        }
        return fills;
    }

    /** Quantities and fees that divide by 4 without a rest, so that a fill can be split in four equal parts. */
    private static Fill randomFill(SplittableRandom random, Side side) {
        BigDecimal quantity = BigDecimal.valueOf(4 * random.nextLong(1, 1_000_000), 6);
        BigDecimal price = BigDecimal.valueOf(random.nextLong(1, 10_000_000), 2);
        Money fee = random.nextBoolean()
                ? new Money(quantity.multiply(new BigDecimal("0.001")), BTC)
                : new Money(quantity.multiply(price).multiply(new BigDecimal("0.001")), USDT);
        return fill(side, quantity.toPlainString(), price.toPlainString(), fee);
    }

    private static List<Fill> parts(Fill fill, SplittableRandom random) {
        BigDecimal quarter = new BigDecimal("0.25");
        List<BigDecimal> shares = random.nextBoolean()
                ? List.of(quarter, quarter, quarter, quarter)
                : List.of(quarter, new BigDecimal("0.75"));
        return shares.stream()
                .map(share -> fill(
                        fill.side(),
                        fill.quantity().value().multiply(share).toPlainString(),
                        fill.price().toString(),
                        new Money(
                                fill.fee().amount().multiply(share), fill.fee().currency())))
                .toList();
    }
}
