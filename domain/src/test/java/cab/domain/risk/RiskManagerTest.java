package cab.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.position.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RiskManagerTest {

    private static final Symbol BTC_USDT = Symbol.of("BTC/USDT");
    private static final EntryProposal PROPOSAL =
            new EntryProposal(BTC_USDT, Money.of("100", BTC_USDT.quote()), Price.of("50000"), Instant.EPOCH);

    /** A state that cannot be read. */
    private static final RiskState BROKEN = new RiskState() {
        @Override
        public Optional<Quote> quote() {
            throw new IllegalStateException("no book");
        }

        @Override
        public Optional<Instant> lastOrderAt() {
            throw new IllegalStateException("no journal");
        }

        @Override
        public int ordersSince(Instant since) {
            throw new IllegalStateException("no journal");
        }

        @Override
        public int ordersToday() {
            throw new IllegalStateException("no journal");
        }

        @Override
        public Money turnoverSince(Instant since) {
            throw new IllegalStateException("no journal");
        }

        @Override
        public Money turnoverToday() {
            throw new IllegalStateException("no journal");
        }

        @Override
        public int lossStreakToday() {
            throw new IllegalStateException("no ledger");
        }

        @Override
        public Money realisedToday() {
            throw new IllegalStateException("no ledger");
        }

        @Override
        public Position position() {
            throw new IllegalStateException("no ledger");
        }

        @Override
        public Money equity() {
            throw new IllegalStateException("no ledger");
        }

        @Override
        public Money peakEquity() {
            throw new IllegalStateException("no ledger");
        }

        @Override
        public Percent takerFee() {
            throw new IllegalStateException("no instrument");
        }
    };

    private final List<String> asked = new ArrayList<>();

    private RiskRule rule(String code, Supplier<RiskVerdict> verdict) {
        return new RiskRule() {
            @Override
            public String code() {
                return code;
            }

            @Override
            public RiskVerdict check(EntryProposal proposal, RiskState state) {
                asked.add(code);
                return verdict.get();
            }
        };
    }

    private RiskRule yes(String code) {
        return rule(code, RiskVerdict::allowed);
    }

    private RiskRule no(String code) {
        return rule(code, () -> new RiskVerdict.Denied(code, "because"));
    }

    private static RiskVerdict check(RiskRule... rules) {
        return new RiskManager(List.of(rules)).check(PROPOSAL, BROKEN);
    }

    @Test
    void withoutRulesEverythingPasses() {
        assertThat(check()).isEqualTo(RiskVerdict.allowed());
    }

    @Test
    void anEntryPassesWhenEveryRuleSaysYes() {
        assertThat(check(yes("one"), yes("two"))).isEqualTo(new RiskVerdict.Allowed());
        assertThat(asked).containsExactly("one", "two");
    }

    @Test
    void theFirstNoWinsAndNoFurtherRuleIsAsked() {
        assertThat(check(yes("one"), no("two"), no("three"))).isEqualTo(new RiskVerdict.Denied("two", "because"));
        assertThat(asked).containsExactly("one", "two");
    }

    @Test
    void aRuleThatThrowsDeniesAndIsNamed() {
        RiskRule failing = rule("broken", () -> {
            throw new IllegalStateException("no data");
        });

        assertThat(check(yes("one"), failing, yes("three")))
                .isEqualTo(new RiskVerdict.Denied(
                        RiskManager.RULE_FAILED, "rule broken failed: java.lang.IllegalStateException: no data"));
        assertThat(asked).containsExactly("one", "broken");
    }

    @Test
    void aStateThatCannotBeReadDeniesUnderEveryRule() {
        List<RiskRule> rules = List.of(
                new Cooldown(Duration.ofSeconds(1)),
                new DailyLoss(Money.of("1", BTC_USDT.quote())),
                new SpreadCap(cab.domain.money.Percent.of("1"), Duration.ofSeconds(1)),
                new MaxOrders5m(1));

        for (RiskRule rule : rules) {
            assertThat(check(rule))
                    .isInstanceOfSatisfying(
                            RiskVerdict.Denied.class,
                            denied -> assertThat(denied.rule()).isEqualTo("rule_failed"));
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void aRuleThatAnswersNothingDenies() {
        assertThat(check(rule("silent", () -> null)))
                .isEqualTo(new RiskVerdict.Denied("rule_failed", "rule silent gave no answer"));
    }

    @Test
    void rulesAreCopiedAtTheDoor() {
        List<RiskRule> rules = new ArrayList<>(List.of(no("one")));
        RiskManager manager = new RiskManager(rules);

        rules.clear();

        assertThat(manager.check(PROPOSAL, BROKEN)).isEqualTo(new RiskVerdict.Denied("one", "because"));
        assertThat(manager.rules()).hasSize(1);
        assertThatThrownBy(() -> manager.rules().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
